"""Keeps the accepted answers on an incident true, whoever writes its findings.

An incident holds its date, place and totals ready for filtering. They are never
written by hand: triggers on the findings call `raids_settle_incidents` (in the first
migrations), which counts them anew from the accepted findings in the same statement.
"""

from __future__ import annotations

from collections.abc import Iterable

import pgtrigger


def settling_triggers() -> list[pgtrigger.Trigger]:
    """Return the triggers of a finding that counts towards its incident.

    One for each operation, as PostgreSQL asks of triggers that see whole statements.
    """
    asked = {
        pgtrigger.Insert: (
            pgtrigger.Referencing(new="new_rows"),
            "SELECT incident_id FROM new_rows",
        ),
        pgtrigger.Update: (
            pgtrigger.Referencing(old="old_rows", new="new_rows"),
            "SELECT incident_id FROM old_rows UNION SELECT incident_id FROM new_rows",
        ),
        pgtrigger.Delete: (
            pgtrigger.Referencing(old="old_rows"),
            "SELECT incident_id FROM old_rows",
        ),
    }
    return [
        pgtrigger.Trigger(
            name=f"settles_incident_on_{str(operation).lower()}",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=operation,
            referencing=referencing,
            func=f"PERFORM raids_settle_incidents(ARRAY({incidents})); RETURN NULL;",
        )
        for operation, (referencing, incidents) in asked.items()
    ]


def settles_incidents_of_place() -> pgtrigger.Trigger:
    """Return the trigger by which a mended place mends the incidents sited there."""
    return pgtrigger.Trigger(
        name="settles_its_incidents",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        referencing=pgtrigger.Referencing(old="old_rows", new="new_rows"),
        func="""
            PERFORM raids_settle_incidents(ARRAY(
                SELECT siting.incident_id FROM raids_siting AS siting
                JOIN new_rows ON new_rows.id = siting.place_id
                JOIN old_rows ON old_rows.id = new_rows.id
                WHERE siting.accepted
                AND (old_rows.lat, old_rows.lon, old_rows.radius_m,
                     old_rows.governorate_id)
                    IS DISTINCT FROM
                    (new_rows.lat, new_rows.lon, new_rows.radius_m,
                     new_rows.governorate_id)
            ));
            RETURN NULL;
        """,
    )


def settled_answers_stay(columns: Iterable[str]) -> pgtrigger.Trigger:
    """Return the trigger by which a stale copy of an incident overwrites no answer."""
    return pgtrigger.Trigger(
        name="settled_answers_stay",
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        # Settling itself writes from inside a trigger.
        condition=pgtrigger.Condition("pg_trigger_depth() = 0"),
        func=" ".join(f"NEW.{column} = OLD.{column};" for column in columns)
        + " RETURN NEW;",
    )
