"""What the database refuses has words for an editor, rule by rule."""

from __future__ import annotations

import pytest
from django.db import models

from raids.forms.constraints import RULES, refusal_of
from raids.forms.findings import FORMS
from raids.models import Incident, Place, Unit
from reports.models import Source

EDITED: list[type[models.Model]] = [Source, Place, Unit, *FORMS]
CODES = ("_is_a_code", "_is_a_code_or_blank")
"""Rules that a select cannot break."""

RULES_OF_ROWS = [
    (model, rule.name)
    for model in EDITED
    for rule in model._meta.constraints
    if not rule.name.endswith(CODES)
]


@pytest.mark.parametrize(("model", "rule"), RULES_OF_ROWS)
def test_every_rule_of_what_editors_write_has_words_at_a_field(
    model: type[models.Model], rule: str
) -> None:
    refusal = refusal_of(rule)
    assert rule not in str(refusal.message), "it is told by its bare name"
    assert model._meta.get_field(refusal.field)


def test_no_words_are_kept_for_a_rule_that_is_gone() -> None:
    models_with_rules: list[type[models.Model]] = [*EDITED, Incident]
    names = [
        rule.name for model in models_with_rules for rule in model._meta.constraints
    ]
    names += [
        f"{model._meta.db_table}_{trigger.name}"
        for model in models_with_rules
        for trigger in getattr(model._meta, "triggers", [])
    ]
    unused = [rule for rule in RULES if not any(name.endswith(rule) for name in names)]
    assert unused == []


def test_a_rule_without_words_is_named() -> None:
    assert "some_new_rule" in str(refusal_of("raids_place_some_new_rule").message)
