"""Keeps the accepted answers on an incident true, whoever writes its findings.

An incident holds its date, place and totals ready for filtering. They are never
written by hand: triggers on the findings call `raids_settle_incidents` (in the first
migrations), which counts them anew from the accepted findings in the same statement,
and moves `updated_at`, so that whoever asks what changed since hears of each finding.
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


def is_part_of_its_own_total(table: str, also_same: str = "") -> pgtrigger.Trigger:
    """Return the trigger that refuses a part of another incident's total.

    Such a row, or parts that go round in a circle, would be counted nowhere. It looks
    at the end of the transaction, for a merge moves rows one after another.
    """
    same = f"AND part.{also_same} = total.{also_same}" if also_same else ""
    return pgtrigger.Trigger(
        name="is_part_of_its_own_total",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update,
        timing=pgtrigger.Deferred,
        func=f"""
            IF TG_OP = 'INSERT' AND NEW.part_of_id IS NULL THEN
                RETURN NULL;  -- a new row is nobody's total yet
            END IF;
            IF EXISTS (
                SELECT FROM {table} AS part JOIN {table} AS total
                    ON total.id = part.part_of_id
                WHERE part.id = NEW.id
                AND NOT (part.incident_id = total.incident_id {same})
            ) OR EXISTS (
                SELECT FROM {table} AS part JOIN {table} AS total
                    ON total.id = part.part_of_id
                WHERE total.id = NEW.id
                AND NOT (part.incident_id = total.incident_id {same})
            ) OR EXISTS (
                WITH RECURSIVE totals(id) AS (
                    SELECT part_of_id FROM {table} WHERE id = NEW.id
                    UNION
                    SELECT above.part_of_id FROM {table} AS above
                    JOIN totals ON above.id = totals.id
                )
                SELECT FROM totals WHERE id = NEW.id
            ) THEN
                RAISE EXCEPTION 'a part belongs to a total of its own incident'
                    USING ERRCODE = 'check_violation',
                    CONSTRAINT = '{table}_is_part_of_its_own_total';
            END IF;
            RETURN NULL;
        """,
    )
