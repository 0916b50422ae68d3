"""How the API says what is wrong: RFC 9457 problems, each bad parameter by its name."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.core.exceptions import SuspiciousOperation
from rest_framework import exceptions
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import exception_handler

from raids.filters import Problem

from .errors import PROBLEM_JSON, BadParameters

MANY_FIELDS = "The address has too many parameters, or one too many times."


def problem_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """Return the answer for an error of a view; None leaves it to Django as a bug."""
    if isinstance(error, SuspiciousOperation):
        error = exceptions.ParseError(MANY_FIELDS)
    response = exception_handler(error, context)
    if response is None:
        return None
    # Whatever the view would have answered in, a problem is JSON.
    request = context["request"]
    request.accepted_renderer = JSONRenderer()
    request.accepted_media_type = JSONRenderer.media_type
    response.data = problem(response.status_code, error)
    response.content_type = PROBLEM_JSON
    response["Content-Language"] = "en"
    return response


def problem(status: int, error: Exception) -> dict[str, Any]:
    """Return the body for an error."""
    detail = getattr(error, "detail", "Nothing is found at this address.")
    code = getattr(detail, "code", "not_found")
    body: dict[str, Any] = {
        "type": f"urn:inzal:problem:{code.replace('_', '-')}",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "detail": str(detail),
    }
    if isinstance(error, BadParameters):
        body["errors"] = [as_json(one) for one in error.problems]
    return body


def as_json(one: Problem) -> dict[str, Any]:
    """Return what is wrong with one parameter."""
    told: dict[str, Any] = {"parameter": one.parameter, "message": one.message}
    if one.allowed:
        told["allowed"] = list(one.allowed)
    return told
