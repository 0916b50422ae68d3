"""The sources of a new install: the Observatory is there to choose."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from reports.models import Source

pytestmark = pytest.mark.django_db


def test_the_observatory_is_entered_once() -> None:
    for _again in range(2):
        call_command("load_sources", verbosity=0)
    source = Source.objects.get(name_en="Syrian Observatory for Human Rights")
    assert source.name_ar == "المرصد السوري لحقوق الإنسان"


def test_a_source_an_editor_renamed_is_left_as_it_is() -> None:
    call_command("load_sources", verbosity=0)
    Source.objects.update(name_en="SOHR")
    call_command("load_sources", verbosity=0)
    assert Source.objects.get().name_en == "SOHR"
