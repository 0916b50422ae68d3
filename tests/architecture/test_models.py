"""Every model keeps the house's habits; each exception is named with its reason."""

from __future__ import annotations

import inspect

import pytest
from django.apps import apps
from django.db import models

MODELS = [
    model
    for app in ("raids", "reports")
    for model in apps.get_app_config(app).get_models()
    if not hasattr(model, "pgh_tracked_model")  # histories are made, not written
    and not model._meta.proxy
]
EACH = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)

WITHOUT_BY = {
    ("Incident", "updated_at"): "whoever changed it last is told by its history",
}
"""Moments without a person beside them, and why."""


def moments(model: type[models.Model]) -> list[str]:
    """Return the names of a model's fields that say when something was done."""
    return [
        field.name
        for field in model._meta.local_fields
        if field.name.endswith("_at") and isinstance(field, models.DateTimeField)
    ]


def bound_together(model: type[models.Model], when: str, who: str) -> bool:
    """Return whether the database takes neither of two fields alone."""
    fields = [model._meta.get_field(name) for name in (when, who)]
    if not any(field.null for field in fields):
        return True
    name = f"{model._meta.db_table}_{when}_has_its_by"
    return name in {constraint.name for constraint in model._meta.constraints}


@EACH
def test_a_model_says_what_it_is_for(model: type[models.Model]) -> None:
    doc = inspect.getdoc(model) or ""
    assert doc
    assert not doc.startswith(f"{model.__name__}("), "Django's own, not ours"


@EACH
def test_a_model_has_an_order(model: type[models.Model]) -> None:
    assert model._meta.ordering


@EACH
def test_a_model_says_what_its_rows_are_called(model: type[models.Model]) -> None:
    assert model.__str__ is not models.Model.__str__


@EACH
def test_a_model_is_called_by_a_name_that_people_see_translated(
    model: type[models.Model],
) -> None:
    given = set(model._meta.original_attrs)
    seen = model.__name__ != "ReferenceSeries"
    assert {"verbose_name", "verbose_name_plural"} <= given or not seen


@EACH
def test_every_moment_is_bound_to_its_person(model: type[models.Model]) -> None:
    for when in moments(model):
        if (model.__name__, when) not in WITHOUT_BY:
            assert bound_together(model, when, f"{when.removesuffix('_at')}_by")


def test_every_exception_is_still_one() -> None:
    known = {(model.__name__, when) for model in MODELS for when in moments(model)}
    assert set(WITHOUT_BY) <= known


@EACH
def test_every_fact_that_is_a_choice_is_held_by_the_database(
    model: type[models.Model],
) -> None:
    rules = {constraint.name for constraint in model._meta.constraints}
    for field in model._meta.local_fields:
        if field.choices:
            stem = f"{model._meta.db_table}_{field.name}_is_a_code"
            assert rules & {stem, f"{stem}_or_blank"}, field.name


@pytest.mark.parametrize("name", ["Casualty", "Captive"])
def test_no_victim_is_named(name: str) -> None:
    fields = apps.get_model("raids", name)._meta.get_fields()
    assert not {field.name for field in fields if "name" in field.name}


@EACH
def test_a_constraint_is_called_after_its_table(model: type[models.Model]) -> None:
    for constraint in model._meta.constraints:
        assert constraint.name.startswith(f"{model._meta.db_table}_")
        assert len(constraint.name) <= 63, "PostgreSQL cuts longer names"
