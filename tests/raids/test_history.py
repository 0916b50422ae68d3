"""What editors did is kept for ever: who, when, what it was before, and why."""

from __future__ import annotations

from typing import Any

import pghistory
import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import models
from pghistory.models import Context

from raids.models import Incident
from tests import factories
from tests.factories import (
    CasualtyFactory,
    DatingFactory,
    EvidenceSpanFactory,
    IncidentFactory,
    PlaceFactory,
)
from tests.rules import assert_refuses

pytestmark = pytest.mark.django_db

WHY = "The report was corrected the next day."


def histories() -> dict[type[models.Model], Any]:
    """Return the models whose rows are tracked, with their histories.

    A link between rows is tracked by way of a proxy of it, which stands here for it.
    """
    return {
        model.pgh_tracked_model._meta.concrete_model: model
        for app in ("raids", "reports")
        for model in apps.get_app_config(app).get_models()
        if hasattr(model, "pgh_tracked_model")
    }


TRACKED = {
    model: event for model, event in histories().items() if not model._meta.auto_created
}
OF_WORDS = {
    model: event for model, event in histories().items() if model._meta.auto_created
}
NOT_TRACKED = {
    "EvidenceSpan": "an offset into a text that never changes; each use is tracked",
    "Correction": "rows that are only ever added, and say who added them",
    "ReferenceSeries": "a counter that only grows; incidents keep their references",
}
NEVER_DELETED = {"Incident", "Report"}
CHANGES: dict[str, dict[str, Any]] = {
    "Source": {"url": "https://example.org/"},
    "Report": {"title": "عنوان"},
    "Place": {"radius_m": 99},
    "Unit": {"source": "checked"},
    "Incident": {"title_en": "A title"},
    "Mention": {"telling": "retelling"},
}
OF_FINDINGS = {"hedge": "يرجح"}


def by_name(model: type[models.Model]) -> str:
    """Return a model's name, for the name of its test."""
    return model.__name__


def make(model: type[models.Model]) -> Any:
    """Return a stored row of a model."""
    return getattr(factories, f"{model.__name__}Factory").create()


def last_event(event: Any, row_pk: int) -> Any:
    """Return the newest entry of a row's history."""
    return event._default_manager.filter(pgh_obj_id=row_pk).order_by("pgh_id").last()


def test_every_model_is_tracked_or_says_why_not() -> None:
    own = {
        model.__name__
        for app in ("raids", "reports")
        for model in apps.get_app_config(app).get_models()
        if not hasattr(model, "pgh_tracked_model") and not model._meta.proxy
    }
    assert own == {model.__name__ for model in TRACKED} | set(NOT_TRACKED)


def test_every_link_between_rows_is_tracked() -> None:
    links = {
        field.remote_field.through
        for model in TRACKED
        for field in model._meta.local_many_to_many
    }
    assert links == set(OF_WORDS)


@pytest.mark.parametrize("model", TRACKED, ids=by_name)
def test_an_insert_is_told_with_who_and_why(
    model: type[models.Model], editor: User
) -> None:
    with pghistory.context(user=editor.pk, why=WHY):
        row = make(model)
    first = TRACKED[model]._default_manager.filter(pgh_obj_id=row.pk).first()
    assert first is not None
    assert first.pgh_label == "insert"
    assert first.pgh_context.metadata == {"user": editor.pk, "why": WHY}


@pytest.mark.parametrize("model", TRACKED, ids=by_name)
def test_an_update_is_told_with_the_value_before_and_after(
    model: type[models.Model], editor: User
) -> None:
    row = make(model)
    [(name, value)] = CHANGES.get(model.__name__, OF_FINDINGS).items()
    before = getattr(row, name)
    with pghistory.context(user=editor.pk, why=WHY):
        model._default_manager.filter(pk=row.pk).update(**{name: value})
    event = last_event(TRACKED[model], row.pk)
    assert (event.pgh_label, getattr(event, name)) == ("update", value)
    assert event.pgh_context.metadata == {"user": editor.pk, "why": WHY}
    earlier = TRACKED[model]._default_manager.filter(
        pgh_obj_id=row.pk, pgh_id__lt=event.pgh_id
    )
    assert getattr(earlier.order_by("pgh_id").last(), name) == before


@pytest.mark.parametrize(
    "model", [one for one in TRACKED if one.__name__ not in NEVER_DELETED], ids=by_name
)
def test_a_delete_is_told_with_the_last_values(
    model: type[models.Model], editor: User
) -> None:
    row = make(model)
    pk = row.pk
    with pghistory.context(user=editor.pk, why=WHY):
        row.delete()
    event = last_event(TRACKED[model], pk)
    assert event.pgh_label == "delete"
    assert event.pgh_context.metadata["why"] == WHY


@pytest.mark.parametrize("model", histories(), ids=by_name)
def test_history_can_neither_be_altered_nor_deleted(model: type[models.Model]) -> None:
    event = histories()[model]
    if model in TRACKED:
        make(model)
    else:
        link(model, EvidenceSpanFactory.create())
    rows = event._default_manager.all()
    assert rows
    name = f"{event._meta.db_table}_append_only"
    assert_refuses(name, lambda: rows.update(pgh_label="forged"))
    assert_refuses(name, lambda: rows._raw_delete(rows.db))


def link(through: type[models.Model], span: models.Model) -> Any:
    """Rest a row on words through this link; return the row."""
    owner = next(
        field
        for field in through._meta.get_fields()
        if isinstance(field, models.ForeignKey)
        and field.related_model is not type(span)
    ).related_model
    row = make(owner)
    field = next(
        one
        for one in owner._meta.local_many_to_many
        if one.remote_field.through is through
    )
    getattr(row, field.name).add(span)
    return row


@pytest.mark.parametrize("through", OF_WORDS, ids=by_name)
def test_words_given_and_taken_are_told(
    through: type[models.Model], editor: User
) -> None:
    span = EvidenceSpanFactory.create()
    with pghistory.context(user=editor.pk, why=WHY):
        link(through, span)
        through._default_manager.all().delete()
    told = OF_WORDS[through]._default_manager.order_by("pgh_id")
    assert [one.pgh_label for one in told] == ["insert", "delete"]
    assert {one.evidencespan_id for one in told} == {span.pk}
    assert {one.pgh_context.metadata["why"] for one in told} == {WHY}


def test_what_a_trigger_settles_is_told_with_the_same_who_and_why(
    editor: User,
) -> None:
    incident = IncidentFactory.create()
    with pghistory.context(user=editor.pk, why=WHY):
        CasualtyFactory.create(incident=incident, count=4)
    event = last_event(TRACKED[Incident], incident.pk)
    assert event.killed_min == 4
    assert event.pgh_context.metadata == {"user": editor.pk, "why": WHY}


def test_many_changes_of_one_verb_share_one_context(editor: User) -> None:
    incident = IncidentFactory.create()
    before = Context.objects.count()
    with pghistory.context(user=editor.pk, why=WHY):
        DatingFactory.create(incident=incident)
        CasualtyFactory.create(incident=incident, count=1)
    assert Context.objects.count() == before + 1


def test_a_row_saved_as_it_was_leaves_no_event() -> None:
    place: Any = PlaceFactory.create()
    before = place.events.count()
    place.save()
    assert place.events.count() == before


def test_history_outlives_its_row() -> None:
    casualty = CasualtyFactory.create(count=4)
    pk = casualty.pk
    casualty.delete()
    event = last_event(apps.get_model("raids", "CasualtyEvent"), pk)
    assert (event.count_min, event.count_max) == (4, 4)
