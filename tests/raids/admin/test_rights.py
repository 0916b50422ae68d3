"""Who may do what at the desk; a draft is nowhere shown to those who may not."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from raids.admin.group import make_editors_group
from raids.models import Incident
from tests.factories import (
    IncidentFactory,
    MentionFactory,
    PublishedIncidentFactory,
    SourceFactory,
)
from tests.raids.admin.pages import fields_of

PAGES = [
    "/admin/raids/incident/",
    "/admin/raids/incident/{incident}/change/",
    "/admin/raids/incident/{incident}/history/",
    "/admin/raids/incident/{incident}/withdraw/",
    "/admin/raids/incident/{incident}/merge/",
    "/admin/raids/incident/read/{report}/",
    "/admin/raids/incident/names/?app_label=raids&model_name=unit&field_name=parent",
    "/admin/raids/place/",
    "/admin/raids/unit/",
    "/admin/reports/report/",
    "/admin/reports/report/add/",
    "/admin/reports/report/{report}/change/",
    "/admin/reports/report/{report}/history/",
    "/admin/reports/source/",
]


@pytest.fixture
def addresses(db: None) -> list[str]:
    """Every page of the desk, for a draft and its report."""
    mention = MentionFactory()
    named = {"incident": mention.incident_id, "report": mention.report_id}
    return [page.format(**named) for page in PAGES]


def test_every_page_opens_for_an_editor(
    editor_client: Client, addresses: list[str]
) -> None:
    for address in addresses:
        assert editor_client.get(address).status_code == 200, address


def test_no_page_opens_for_staff_without_rights(
    onlooker: Client, addresses: list[str]
) -> None:
    for address in addresses:
        assert onlooker.get(address).status_code == 403, address
        assert onlooker.post(address).status_code in {403, 405}, address


def test_nobody_else_gets_past_the_door(client: Client, addresses: list[str]) -> None:
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 302, address
        assert response["Location"].startswith("/admin/login/"), address


def test_staff_without_rights_see_an_empty_desk(onlooker: Client) -> None:
    IncidentFactory(title_en="A secret raid")
    page = onlooker.get("/admin/").content.decode()
    assert 'href="/admin/raids/incident' not in page
    assert "secret" not in page


def test_who_may_not_publish_is_offered_no_button_and_refused(junior: Client) -> None:
    incident = MentionFactory().incident
    page = reverse("admin:raids_incident_change", args=[incident.pk])
    response = junior.get(page)
    assert b'name="_publish"' not in response.content
    sent = {**fields_of(response), "_publish": "1"}
    assert junior.post(page, sent).status_code == 403
    chosen = {"action": "publish_selected", "_selected_action": [incident.pk]}
    junior.post("/admin/raids/incident/", chosen)
    assert Incident.objects.get().status == "draft"


def test_who_may_not_publish_may_not_change_what_is_public(junior: Client) -> None:
    incident = PublishedIncidentFactory()
    page = reverse("admin:raids_incident_change", args=[incident.pk])
    assert junior.get(page).status_code == 200
    assert junior.post(page, {"kind": "clash"}).status_code == 403


def test_the_group_is_there_after_a_migration() -> None:
    rights = set(
        Group.objects.get(name="editors").permissions.values_list("codename", flat=True)
    )
    assert {"add_report", "change_incident", "delete_casualty"} <= rights
    assert "publish_incident" in rights
    assert not rights & {"delete_incident", "delete_report", "delete_place"}


def test_rights_given_to_the_group_by_hand_stay() -> None:
    group = Group.objects.get(name="editors")
    before = set(group.permissions.all())
    group.permissions.remove(*[one for one in before if one.codename == "add_report"])
    assert set(make_editors_group().permissions.all()) == before


def test_a_draft_has_no_link_to_a_public_page(editor_client: Client) -> None:
    draft = IncidentFactory()
    page = reverse("admin:raids_incident_change", args=[draft.pk])
    assert b"viewsitelink" not in editor_client.get(page).content


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_the_desk_speaks_the_readers_language(
    editor_client: Client, language: str, direction: str
) -> None:
    SourceFactory()
    page = editor_client.get("/admin/", headers={"accept-language": language})
    assert f'<html lang="{language}" dir="{direction}"' in page.content.decode()


def test_the_language_can_be_switched(client: Client) -> None:
    page = client.get("/admin/login/", headers={"accept-language": "en"})
    assert 'value="ar" lang="ar"' in page.content.decode()
    client.post(
        reverse("admin:raids_incident_language"),
        {"language": "ar", "next": "/admin/login/"},
    )
    page = client.get("/admin/login/", headers={"accept-language": "en"})
    assert 'dir="rtl"' in page.content.decode()
