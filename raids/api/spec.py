"""The OpenAPI description: what each answer may be, and the page that shows it."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import Any

from csp.decorators import csp_update
from django.template.loader import get_template
from django.utils.decorators import method_decorator
from django.utils.translation import override
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from .access import Public
from .errors import PROBLEM_JSON
from .generator import VersionOneGenerator
from .queries import fields_parameter, read_one
from .serializers import ProblemSerializer

SWAGGER = "drf_spectacular/swagger_ui.html"


class YamlRenderer(OpenApiYamlRenderer):
    """YAML under the media type that has since been registered for it (RFC 9512)."""

    media_type = "application/yaml"


class JsonRenderer(OpenApiJsonRenderer):
    """JSON under its plain media type, which every client reads."""

    media_type = "application/json"


def problem(description: str) -> OpenApiResponse:
    """Describe an answer that says what went wrong."""
    return OpenApiResponse(ProblemSerializer, description=description)


def of_list(serializer: type[Serializer[Any]], description: str) -> Any:
    """Describe a list."""
    return extend_schema(
        description=description,
        responses={
            200: serializer(many=True),
            (400, PROBLEM_JSON): problem("A parameter is not understood."),
        },
    )


def of_one(
    serializer: type[Serializer[Any]],
    description: str,
    *,
    gone: bool = False,
    moved: bool = False,
) -> Any:
    """Describe one row; `gone` and `moved` tell what else may have become of it."""
    answers: dict[Any, Any] = {
        200: serializer,
        (400, PROBLEM_JSON): problem("A parameter is not understood."),
        (404, PROBLEM_JSON): problem("There is none of this name."),
    }
    if moved:
        answers[301] = OpenApiResponse(description="It was merged into another.")
    if gone:
        answers[(410, PROBLEM_JSON)] = problem("It was published, then withdrawn.")
    told = fields_parameter(serializer().fields)
    parameter = OpenApiParameter(
        "fields",
        told["schema"],
        explode=False,
        style="form",
        description=told["description"],
    )
    return extend_schema(
        description=description, responses=answers, parameters=[parameter]
    )


@cache
def description() -> dict[str, Any]:
    """Return the OpenAPI description; it changes with the code alone."""
    generator = VersionOneGenerator(api_version="v1")
    with override("en"):
        schema: dict[str, Any] = generator.get_schema(request=None, public=True)
    return schema


@extend_schema(exclude=True)
class SchemaView(Public, APIView):
    """The OpenAPI description, as YAML or, with `format=json`, as JSON."""

    renderer_classes = (YamlRenderer, JsonRenderer)

    def get(self, request: Request) -> Response:
        """Return the description."""
        read_one(request.query_params, (), ("format",))
        return Response(description())


def styles_of_docs() -> dict[str, list[str]]:
    """Return leave for the style sheet that stands in Swagger UI's own page."""
    page = get_template(SWAGGER).template.source  # type: ignore[attr-defined]
    [style] = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return {"style-src": [f"'sha256-{digest}'"]}


@method_decorator(csp_update(styles_of_docs()), name="dispatch")
class DocsView(Public, SpectacularSwaggerSplitView):
    """The page that shows the description and tries it out, all of it served here."""

    url_name = "schema"
    title = "Inzal API"
