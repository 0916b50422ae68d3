"""The one place where an incident's date, place and totals are counted.

Triggers on the findings call it with the incidents they touch; see
`raids.models.settling`.
"""

from __future__ import annotations

from django.db import migrations

CREATE = """
CREATE FUNCTION raids_settle_incidents(ids bigint[]) RETURNS void
LANGUAGE sql AS $$
-- Whoever comes second waits here, and then counts with what the first has written:
-- each statement of the function sees what was committed before it began. Places
-- before incidents, as a mended place takes them.
SELECT 1 FROM raids_place WHERE id IN (
    SELECT place_id FROM raids_siting WHERE accepted AND incident_id = ANY (ids)
) ORDER BY id FOR SHARE;
SELECT 1 FROM raids_incident WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;
WITH asked AS (SELECT DISTINCT unnest(ids) AS id),
dated AS (
    SELECT incident_id, daterange(earliest, latest, '[]') AS occurred, latest,
        precision, time_of_day
    FROM raids_dating WHERE accepted AND incident_id = ANY (ids)
),
sited AS (
    SELECT siting.incident_id, place.id AS place_id, place.governorate_id,
        coalesce(siting.lat, place.lat) AS lat,
        coalesce(siting.lon, place.lon) AS lon,
        CASE WHEN coalesce(siting.lat, place.lat) IS NOT NULL THEN coalesce(
            siting.radius_m,
            greatest(place.radius_m, (siting.distance_km * 1000)::integer)
        ) END AS radius_m
    FROM raids_siting AS siting LEFT JOIN raids_place AS place
        ON place.id = siting.place_id
    WHERE siting.accepted AND siting.incident_id = ANY (ids)
),
-- A part of a total is already counted in it. Of civilians, only those that the text
-- calls so count; a civilian part of a total of others is the first that does.
harmed AS (
    SELECT casualty.incident_id, casualty.outcome, casualty.count_min,
        casualty.count_max, casualty.part_of_id IS NULL AS whole,
        casualty.category IN ('civilian', 'child', 'woman')
            AND coalesce(total.category, '') NOT IN ('civilian', 'child', 'woman')
            AS first_civilian
    FROM raids_casualty AS casualty LEFT JOIN raids_casualty AS total
        ON total.id = casualty.part_of_id
    WHERE casualty.accepted AND casualty.incident_id = ANY (ids)
),
-- The upper bound of a sum is known only where every part's is.
hurt AS (
    SELECT incident_id,
        sum(count_min) FILTER (WHERE outcome = 'killed' AND whole) AS killed_min,
        CASE WHEN bool_and(count_max IS NOT NULL)
            FILTER (WHERE outcome = 'killed' AND whole)
        THEN sum(count_max) FILTER (WHERE outcome = 'killed' AND whole) END
            AS killed_max,
        bool_or(outcome = 'killed') AS killed_stated,
        sum(count_min) FILTER (WHERE outcome = 'wounded' AND whole) AS wounded_min,
        CASE WHEN bool_and(count_max IS NOT NULL)
            FILTER (WHERE outcome = 'wounded' AND whole)
        THEN sum(count_max) FILTER (WHERE outcome = 'wounded' AND whole) END
            AS wounded_max,
        bool_or(outcome = 'wounded') AS wounded_stated,
        sum(count_min) FILTER (WHERE outcome = 'killed' AND first_civilian)
            AS civilians_killed_min,
        CASE WHEN bool_and(count_max IS NOT NULL)
            FILTER (WHERE outcome = 'killed' AND first_civilian)
        THEN sum(count_max) FILTER (WHERE outcome = 'killed' AND first_civilian) END
            AS civilians_killed_max
    FROM harmed GROUP BY incident_id
),
taken AS (
    SELECT incident_id,
        sum(count_min) FILTER (WHERE part_of_id IS NULL) AS taken_min,
        CASE WHEN bool_and(count_max IS NOT NULL) FILTER (WHERE part_of_id IS NULL)
        THEN sum(count_max) FILTER (WHERE part_of_id IS NULL) END AS taken_max
    FROM raids_captive WHERE accepted AND incident_id = ANY (ids)
    GROUP BY incident_id
)
UPDATE raids_incident AS incident SET
    occurred = dated.occurred,
    last_day = dated.latest,
    date_precision = coalesce(dated.precision, ''),
    time_of_day = coalesce(dated.time_of_day, ''),
    place_id = sited.place_id,
    governorate_id = sited.governorate_id,
    lat = sited.lat,
    lon = sited.lon,
    radius_m = sited.radius_m,
    killed_min = hurt.killed_min,
    killed_max = hurt.killed_max,
    killed_stated = coalesce(hurt.killed_stated, false),
    wounded_min = hurt.wounded_min,
    wounded_max = hurt.wounded_max,
    wounded_stated = coalesce(hurt.wounded_stated, false),
    taken_min = taken.taken_min,
    taken_max = taken.taken_max,
    taken_stated = taken.incident_id IS NOT NULL,
    civilians_killed_min = hurt.civilians_killed_min,
    civilians_killed_max = hurt.civilians_killed_max,
    updated_at = now()
FROM asked
LEFT JOIN dated ON dated.incident_id = asked.id
LEFT JOIN sited ON sited.incident_id = asked.id
LEFT JOIN hurt ON hurt.incident_id = asked.id
LEFT JOIN taken ON taken.incident_id = asked.id
WHERE incident.id = asked.id
AND (incident.updated_at < now() OR (
    incident.occurred, incident.date_precision, incident.time_of_day,
    incident.place_id, incident.governorate_id,
    incident.lat, incident.lon, incident.radius_m,
    incident.killed_min, incident.killed_max, incident.killed_stated,
    incident.wounded_min, incident.wounded_max, incident.wounded_stated,
    incident.taken_min, incident.taken_max, incident.taken_stated,
    incident.civilians_killed_min, incident.civilians_killed_max
) IS DISTINCT FROM (
    dated.occurred, coalesce(dated.precision, ''), coalesce(dated.time_of_day, ''),
    sited.place_id, sited.governorate_id,
    sited.lat, sited.lon, sited.radius_m,
    hurt.killed_min, hurt.killed_max, coalesce(hurt.killed_stated, false),
    hurt.wounded_min, hurt.wounded_max, coalesce(hurt.wounded_stated, false),
    taken.taken_min, taken.taken_max, taken.incident_id IS NOT NULL,
    hurt.civilians_killed_min, hurt.civilians_killed_max
));
$$;
"""

class Migration(migrations.Migration):
    """Create the function that the triggers call."""

    dependencies = [("raids", "0001_initial")]

    operations = [
        migrations.RunSQL(CREATE, "DROP FUNCTION raids_settle_incidents(bigint[])"),
    ]
