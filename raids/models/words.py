"""The history of which words a fact rests on: given when, taken when, by whom, why."""

from __future__ import annotations

import pghistory
from django.db import models

from .findings import Captive, Casualty, Dating, Equipment, Involvement, Siting
from .incident import Incident


def tracked(through: type[models.Model], owner: str) -> type[models.Model]:
    """Return a proxy of the links between rows and words, with a history.

    The history hangs on a proxy because migrations see no triggers of the links that
    Django makes by itself.
    """
    meta = type("Meta", (), {"proxy": True, "app_label": "raids", "ordering": ["pk"]})
    words: type[models.Model] = type(
        f"{owner}Words",
        (through,),
        {
            "__module__": __name__,
            "__doc__": f"The words that rows of {owner} rest on.",
            "Meta": meta,
        },
    )
    pghistory.track(
        pghistory.InsertEvent(),
        pghistory.DeleteEvent(),
        obj_field=None,  # a link has no row of its own
        model_name=f"{owner}WordsEvent",
    )(words)
    return words


DatingWords = tracked(Dating.spans.through, "Dating")
SitingWords = tracked(Siting.spans.through, "Siting")
InvolvementWords = tracked(Involvement.spans.through, "Involvement")
EquipmentWords = tracked(Equipment.spans.through, "Equipment")
CasualtyWords = tracked(Casualty.spans.through, "Casualty")
CaptiveWords = tracked(Captive.spans.through, "Captive")
KindWords = tracked(Incident.kind_spans.through, "Kind")
