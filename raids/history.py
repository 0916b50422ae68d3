"""The history of a row as pages show it: who changed what, when and why.

The database's triggers keep it for ever; here it is only put in words. What one person
did in one go is one entry, with a line for each value.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import F
from django.db.models.functions import Substr
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from pghistory.models import Events

from raids.models import Incident
from reports.models import EvidenceSpan

MOST_ENTRIES = 200
MOST_EVENTS = 5_000

WORDS = {
    "raids.Incident": ("KindWordsEvent", "incident"),
    **{
        f"raids.{name}": (f"{name}WordsEvent", name.lower())
        for name in (
            "Dating",
            "Siting",
            "Involvement",
            "Equipment",
            "Casualty",
            "Captive",
        )
    },
}
"""For what rests on words: the history of them, and its column for the owner."""

UNSAID = {
    "id",
    "updated_at",
    "created_at",
    "created_by_id",
    "sha256",
    "length",
    "rule",
    "is_sample",
    "incident_id",
    "text",
    "published_at",
    "published_by_id",
    "withdrawn_at",
    "withdrawn_by_id",
    "start",
    "end",
}
"""What would only say again who and when, or means nothing to a reader."""

SETTLED = {
    field.attname
    for field in Incident._meta.concrete_fields
    if not field.editable and field.name not in {"status", "reference", "merged_into"}
}
"""What the database counts from the findings, whose own lines tell the reason."""


@dataclass
class Line:
    """One value that changed: what it was and what it became."""

    row: str
    name: str
    old: str
    new: str


@dataclass
class Entry:
    """What one person did in one go."""

    at: datetime
    who: str
    why: str
    lines: list[Line] = field(default_factory=list)


def entries_of(row: models.Model, since: datetime | None = None) -> list[Entry]:
    """Return the history of a row, of an incident with its findings, newest first."""
    events = events_of(row, since)
    words = words_events(row, events, since)
    names = Names([*events, *words])
    quotes = quotes_of(words)
    changes = [(event, lines_of(event, names)) for event in events]
    changes += [(event, [words_line(event, quotes)]) for event in words]
    entries: dict[Any, Entry] = {}
    for event, lines in sorted(changes, key=lambda change: change[0].pgh_created_at):
        if not lines:
            continue
        key = event.pgh_context_id or (event.pgh_created_at, event.pk)
        entry = entries.setdefault(key, entry_of(event, names))
        entry.lines += lines
    newest = sorted(entries.values(), key=lambda entry: entry.at, reverse=True)
    return newest[:MOST_ENTRIES]


def events_of(row: models.Model, since: datetime | None) -> list[Any]:
    """Return what happened to a row, or to an incident and its findings."""
    events = (
        Events.objects.references(row)
        if isinstance(row, Incident)
        else Events.objects.tracks(row)
    ).exclude(pgh_model__endswith="WordsEvent")
    if since is not None:
        events = events.filter(pgh_created_at__gt=since)
    return list(events.order_by("-pgh_created_at", "pgh_id")[:MOST_EVENTS])


def words_events(
    row: models.Model, events: Iterable[Any], since: datetime | None
) -> list[Any]:
    """Return which words an incident's kind and findings were given and lost."""
    if not isinstance(row, Incident):
        return []
    owners: dict[str, set[Any]] = defaultdict(set)
    owners["raids.Incident"].add(row.pk)
    for event in events:
        owners[event.pgh_obj_model].add(event.pgh_obj_id)
    found: list[Any] = []
    for label, (history, owner) in WORDS.items():
        if owners[label]:
            rows = apps.get_model("raids", history)._default_manager.filter(
                **{f"{owner}__in": owners[label]}
            )
            if since is not None:
                rows = rows.filter(pgh_created_at__gt=since)
            for event in rows.select_related("pgh_context")[:MOST_EVENTS]:
                event.owner = apps.get_model(label)
                found.append(event)
    return found


def quotes_of(events: Iterable[Any]) -> dict[int, str]:
    """Return the words of the spans that events speak of, by the span's number."""
    spans = EvidenceSpan.objects.filter(pk__in={e.evidencespan_id for e in events})
    length = F("end") - F("start")
    quoted = spans.annotate(words=Substr("report__text", F("start") + 1, length))
    return dict(quoted.values_list("pk", "words"))


def words_line(event: Any, quotes: dict[int, str]) -> Line:
    """Return a line for words that a fact was given, or that it lost."""
    words = " ".join(quotes.get(event.evidencespan_id, "").split())
    row = str(event.owner._meta.verbose_name)
    lost = event.pgh_label == "delete"
    return Line(row, _("words"), *((words, "") if lost else ("", words)))


def entry_of(event: Any, names: Names) -> Entry:
    """Return an entry with the event's who, when and why, and no line yet."""
    told = told_of(event)
    return Entry(
        at=event.pgh_created_at,
        who=names.user(told.get("user")),
        why=told.get("why") or "",
    )


def told_of(event: Any) -> dict[str, Any]:
    """Return what was told of an event when it happened: by whom, and why."""
    told = event.pgh_context
    return getattr(told, "metadata", told) or {}


def lines_of(event: Any, names: Names) -> list[Line]:
    """Return what an event says, value by value."""
    model = apps.get_model(event.pgh_obj_model)
    row = str(model._meta.verbose_name)
    if event.pgh_label == "delete":
        return [Line(row, _("removed"), summary(model, event.pgh_data, names), "")]
    if event.pgh_label == "insert":
        return [Line(row, _("added"), "", summary(model, event.pgh_data, names))]
    return [
        Line(
            row,
            label(model, name),
            names.shown(model, name, old),
            names.shown(model, name, new),
        )
        for name, (old, new) in (event.pgh_diff or {}).items()
        if is_said(model, name)
    ]


def is_said(model: type[models.Model], name: str) -> bool:
    """Whether a value is worth a line."""
    return name not in UNSAID and not (model is Incident and name in SETTLED)


def summary(model: type[models.Model], data: dict[str, Any], names: Names) -> str:
    """Return a row's values on one line, those that say something."""
    columns = [column.attname for column in model._meta.concrete_fields]
    said = (
        f"{label(model, name)}: {names.shown(model, name, data[name])}"
        for name in columns
        if is_said(model, name) and data.get(name) not in (None, "", False, [])
    )
    return " · ".join(said)


def label(model: type[models.Model], name: str) -> str:
    """Return what a field is called."""
    found = field_of(model, name)
    return str(found.verbose_name) if found else name


def field_of(model: type[models.Model], name: str) -> models.Field | None:
    """Return the field of a column, if the model still has it."""
    try:
        return model._meta.get_field(name.removesuffix("_id"))  # type: ignore[return-value]
    except FieldDoesNotExist:
        return None


class Names:
    """The names of the rows that events speak of, fetched a model at a time."""

    def __init__(self, events: Iterable[Any]) -> None:
        wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
        for event in events:
            wanted[get_user_model()].add(told_of(event).get("user"))
            if not hasattr(event, "pgh_obj_model"):
                continue
            model = apps.get_model(event.pgh_obj_model)
            pairs = [*(event.pgh_data or {}).items()]
            pairs += [
                (name, value)
                for name, values in (event.pgh_diff or {}).items()
                for value in values
            ]
            for name, value in pairs:
                if is_said(model, name) and (target := self.target(model, name)):
                    wanted[target].add(value)
        self.rows = {
            model: model._base_manager.in_bulk([pk for pk in pks if pk is not None])
            for model, pks in wanted.items()
        }

    @staticmethod
    def target(model: type[models.Model], name: str) -> Any:
        """Return the model that a column points at, if it points at one."""
        found = field_of(model, name)
        return found.related_model if isinstance(found, models.ForeignKey) else None

    def user(self, pk: Any) -> str:
        """Return who did it."""
        user: Any = self.rows.get(get_user_model(), {}).get(pk)
        return user.get_username() if user else _("the program itself")

    def shown(self, model: type[models.Model], name: str, value: Any) -> str:
        """Return a value in words."""
        found = field_of(model, name)
        target = self.target(model, name)
        if value is None or value == "":
            return "—"
        if target:
            return str(self.rows.get(target, {}).get(value) or f"#{value}")
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if isinstance(value, list):
            return "، ".join(map(str, value))
        if found is not None and found.choices:
            return str(dict(found.flatchoices).get(value, value))
        if isinstance(found, models.DateTimeField):
            return str(parse_datetime(value) or value)
        return str(value)
