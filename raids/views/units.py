"""The units: their list with counts, and the page of one."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.aggregates import BoolAnd, BoolOr
from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.views.generic import DetailView, TemplateView

from raids.choices import Role
from raids.filters.lookups import public_units, within_units
from raids.models import Incident, Involvement, Unit

from . import facets
from .places import overview


class UnitList(TemplateView):
    """Every unit that has a part in a published incident, the most frequent first."""

    template_name = "raids/unit_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        published = Incident.objects.published()
        counted = sorted(facets.units(published), key=lambda one: (-one[2], one[1]))
        return super().get_context_data(
            section="units",
            units=[
                {"code": code, "name": name, "count": count}
                for code, name, count in counted
            ],
            **published.order_by().aggregate(
                samples=BoolOr("is_sample"), all_samples=BoolAnd("is_sample")
            ),
            **kwargs,
        )


class UnitDetail(DetailView):
    """One unit with its incidents, by the part it had in them."""

    template_name = "raids/unit_detail.html"
    context_object_name = "unit"
    slug_field = "code"
    slug_url_kwarg = "code"

    def get_queryset(self) -> QuerySet[Unit]:
        return public_units().select_related("parent")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            section="units",
            children=public_units().filter(parent=self.object),
            roles=roles_of(self.object),
            **overview("unit", self.object.code),
            **kwargs,
        )


def roles_of(unit: Unit) -> list[dict[str, Any]]:
    """Return the roles that the unit has in published incidents, with how many."""
    rows = Involvement.objects.filter(
        unit__in=within_units([unit]),
        accepted=True,
        incident__in=Incident.objects.published(),
    )
    counted = dict(
        rows.order_by()
        .values_list("role")
        .annotate(count=Count("incident", distinct=True))
    )
    return [
        {"label": role.label, "count": counted[role], "url": asked(unit, role)}
        for role in Role
        if role in counted
    ]


def asked(unit: Unit, role: Role) -> str:
    """Return the address of the incidents in which the unit has the role, if any is."""
    if role == Role.SUPPORT:
        return ""
    return f"{reverse('incident-list')}?{urlencode({role.value: unit.code})}"
