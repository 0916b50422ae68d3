"""Which rules the database holds for an app, and which of them refused a row."""

from __future__ import annotations

from collections.abc import Callable

import pgtrigger
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from pghistory.trigger import Event

Breaking = Callable[[], object]
"""Does what one rule forbids, and nothing else that is forbidden."""


def constraints(app: str) -> set[str]:
    """Return the names of an app's constraints and, as constraints, unique fields."""
    own = list(apps.get_app_config(app).get_models())
    return {rule.name for model in own for rule in model._meta.constraints} | {
        f"{model._meta.db_table}_{field.name}_is_unique"
        for model in own
        for field in model._meta.local_fields
        if field.unique and not field.primary_key
    }


def triggers(app: str) -> dict[str, str]:
    """Return an app's triggers: the rule's name -> the trigger's own id."""
    return {
        f"{model._meta.db_table}_{trigger.name}": trigger.get_pgid(model)
        for model, trigger in pgtrigger.registered()
        if model._meta.app_label == app
    }


def refusing_triggers(app: str) -> set[str]:
    """Return the names of the triggers that refuse something.

    Those that keep history, and those that settle incidents, have tests of their own.
    """
    return {
        f"{model._meta.db_table}_{trigger.name}"
        for model, trigger in pgtrigger.registered()
        if model._meta.app_label == app
        and not isinstance(trigger, Event)
        and trigger.name is not None
        and trigger.name != "append_only"
        and not trigger.name.startswith("settle")
    }


def assert_refuses(rule: str, breaking: Breaking) -> None:
    """Fail unless the database refuses it, and for this rule's sake."""
    with pytest.raises(DatabaseError) as caught:
        do_and_settle(breaking)
    refusal = caught.value.__cause__
    diag = getattr(refusal, "diag", None)
    assert diag is not None, f"not refused by the database: {refusal!r}"
    told = f"{diag.constraint_name} {diag.message_detail} {diag.context}"
    assert sign_of(rule) in told, f"refused for another reason: {told}"


@transaction.atomic
def do_and_settle(breaking: Breaking) -> None:
    """Do it, and ask for the rules that are put off to the commit too."""
    breaking()
    connection.check_constraints()


def sign_of(rule: str) -> str:
    """Return what a refusal says when this rule is its reason."""
    app = rule.split("_")[0]
    if rule.endswith("_is_unique"):
        return f"Key ({field_of(rule).column})="
    return triggers(app).get(rule, rule)


def field_of(rule: str) -> models.Field:
    """Return the unique field that a rule's name speaks of."""
    app, model, field = rule.removesuffix("_is_unique").split("_", 2)
    return apps.get_model(app, model)._meta.get_field(field)
