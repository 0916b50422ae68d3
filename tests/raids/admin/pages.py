"""Reads a page's form as a browser does, so that tests send what an editor would."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any


class FormReader(HTMLParser):
    """Collects the fields of the forms of a page that are posted to the page itself.

    With `scripts`, what stands in `<noscript>` is left out, as a browser would.
    """

    def __init__(self, *, scripts: bool) -> None:
        super().__init__()
        self.scripts = scripts
        self.fields: dict[str, Any] = {}
        self.in_form = False
        self.hidden_from_scripts = 0
        self.textarea: str | None = None
        self.select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "form":
            self.in_form = "action" not in values
        if tag == "noscript":
            self.hidden_from_scripts += 1
        if not self.in_form or (self.scripts and self.hidden_from_scripts):
            return
        name = values.get("name") or ""
        if tag == "input" and name:
            self.take_input(name, values)
        elif tag == "textarea":
            self.textarea, self.fields[name] = name, ""
        elif tag == "select":
            self.select = name
        elif (
            tag == "option"
            and self.select is not None
            and ("selected" in values or self.select not in self.fields)
        ):
            self.fields[self.select] = values.get("value") or ""

    def take_input(self, name: str, values: dict[str, str | None]) -> None:
        """Take an input's value, if a browser would send it."""
        kind = values.get("type", "text")
        if kind == "submit" or (
            kind in {"checkbox", "radio"} and "checked" not in values
        ):
            return
        default = "on" if kind == "checkbox" else ""
        self.fields[name] = values.get("value") or default

    def handle_endtag(self, tag: str) -> None:
        if tag == "noscript":
            self.hidden_from_scripts -= 1
        elif tag == "textarea":
            self.textarea = None
        elif tag == "select":
            self.select = None
        elif tag == "form":
            self.in_form = False

    def handle_data(self, data: str) -> None:
        if self.textarea is not None:
            # The first newline after the tag is not the text's.
            kept = self.fields[self.textarea]
            self.fields[self.textarea] = kept + (
                data if kept else data.removeprefix("\n")
            )


def fields_of(response: Any, *, scripts: bool = True) -> dict[str, Any]:
    """Return what a browser would send of a page's form, untouched."""
    reader = FormReader(scripts=scripts)
    reader.feed(response.content.decode())
    return reader.fields


def errors_of(form: Any) -> str:
    """Return all that a form complains of, on one line."""
    return " ".join(str(error) for errors in form.errors.values() for error in errors)


def messages_of(response: Any) -> str:
    """Return the messages that a page shows, on one line."""
    return " ".join(str(message) for message in response.context["messages"])


def rows_of(response: Any, model: str) -> Iterator[Any]:
    """Yield the forms of an incident's rows of one kind."""
    for inline in response.context["inline_admin_formsets"]:
        if inline.opts.model.__name__ == model:
            yield from inline.formset.forms
