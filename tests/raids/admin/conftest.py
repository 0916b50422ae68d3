"""Whom and what the desk's tests need: editors, a small gazetteer, a report to read."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import translation

from raids.models import Place, Unit
from reports.models import Report
from tests.factories import (
    GovernorateFactory,
    PlaceFactory,
    ReportFactory,
    UnitFactory,
)

TEXT = (
    "نفذت قوات التحالف الدولي إنزالاً جوياً في بلدة ذيبان بريف دير الزور "
    "فجر 7 آذار 2017، وأسفرت العملية عن مقتل 4 مدنيين.\n"
)


@pytest.fixture(autouse=True)
def english(db: None, editor_client: Client, admin: Client) -> None:
    """Read the desk in English, whatever the machine speaks."""
    for client in (editor_client, admin):
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    translation.activate("en")


@pytest.fixture
def admin(db: None) -> Client:
    """A browser in which a superuser is logged in."""
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    return client


@pytest.fixture
def junior(db: None) -> Client:
    """A browser of somebody who edits but may not publish."""
    user = User.objects.create_user("junior", is_staff=True)
    rights = Group.objects.get(name="editors").permissions.exclude(
        codename="publish_incident"
    )
    user.user_permissions.set(rights)
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


@pytest.fixture
def onlooker(db: None) -> Client:
    """A browser of somebody of the staff who was given no right."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(User.objects.create_user("onlooker", is_staff=True))
    return client


@pytest.fixture
def dhiban(db: None) -> Place:
    """A town of the governorate of Deir ez-Zor."""
    governorate = GovernorateFactory(
        key="deir-ez-zor", name_ar="دير الزور", name_en="Deir ez-Zor"
    )
    return PlaceFactory(
        key="dhiban",
        name_ar="ذيبان",
        name_en="Dhiban",
        kind="town",
        governorate=governorate,
        parent=governorate,
    )


@pytest.fixture
def coalition(db: None) -> Unit:
    """The international coalition."""
    return UnitFactory(
        code="coalition",
        name_ar="التحالف الدولي",
        name_en="Coalition",
        spellings_ar=["قوات التحالف الدولي"],
    )


@pytest.fixture
def civilians(db: None) -> Unit:
    """Those who bear no arms."""
    return UnitFactory(code="civilians", name_ar="مدنيون", name_en="Civilians")


@pytest.fixture
def report(dhiban: Place, coalition: Unit, civilians: Unit) -> Report:
    """A report of one air landing."""
    return ReportFactory(text=TEXT, published_on=datetime.date(2017, 3, 8))
