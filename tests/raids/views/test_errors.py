"""What a reader is shown when a page cannot be."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory
from django.utils.html import escape

from raids.views import errors


@pytest.mark.parametrize(
    ("language", "words"),
    [("ar", "لا توجد صفحة بهذا الرابط"), ("en", "There is no such page")],
)
def test_missing_page_offers_a_way_on(
    client: Client, db: None, language: str, words: str
) -> None:
    response = client.get(f"/{language}/nowhere/")
    page = response.content.decode()
    assert response.status_code == 404
    assert words in page
    assert f'href="/{language}/incidents/"' in page


@pytest.mark.parametrize(
    ("handler", "status"), [(errors.bad_request, 400), (errors.forbidden, 403)]
)
def test_refusal_is_a_page_of_the_site(handler: object, status: int) -> None:
    assert callable(handler)
    response = handler(RequestFactory().get("/en/"), ValueError("secret"))
    assert response.status_code == status
    assert "secret" not in response.content.decode()
    assert "/incidents/" in response.content.decode()


def test_failure_is_told_in_both_languages_without_the_database() -> None:
    response = errors.server_error(RequestFactory().get("/en/"))
    page = response.content.decode()
    assert response.status_code == 500
    assert "حدث خطأ" in page
    assert "Something went wrong" in page


@pytest.mark.parametrize(
    "path",
    [
        "/en/units/%00/",
        "/en/incidents/2017-0001%00/",
        "/en/incidents/abc/",
        "/en/reports/99999999999999999999/",
        "/en/places/0/",
    ],
)
def test_address_that_cannot_be_is_not_found(
    client: Client, db: None, path: str
) -> None:
    assert client.get(path).status_code == 404


def test_a_form_whose_key_ran_out_gives_back_what_was_typed() -> None:
    client = Client(enforce_csrf_checks=True)
    words = "محافظة حمص:: انفجرت عبوة ناسفة في مدينة تدمر <b>"
    answer = client.post("/admin/login/", {"text": words, "username": "editor"})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert escape(words) in page
    assert "csrfmiddlewaretoken" not in page
