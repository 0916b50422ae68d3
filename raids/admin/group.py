"""The group "editors", with what its members may do; it is there after every migration.

A superuser adds persons to it; nobody needs to tick forty boxes.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_migrate

from raids.models import Incident

EDITORS = "editors"
ADD_AND_CHANGE = (
    "reports.source",
    "reports.report",
    "raids.incident",
    "raids.place",
    "raids.unit",
)
"""What editors add and change, but do not delete."""

ALTOGETHER = (
    "raids.dating",
    "raids.siting",
    "raids.involvement",
    "raids.equipment",
    "raids.casualty",
    "raids.captive",
    "raids.mention",
)
"""What they may remove as well: rows of an incident, whose history stays."""

PUBLISH = "publish_incident"


def make_editors_group(using: str = "default") -> Group:
    """Make the group, or give it the rights it lacks; others it has are left alone."""
    for label in ("reports", "raids"):
        create_permissions(apps.get_app_config(label), verbosity=0, using=using)
    group, _new = Group.objects.using(using).get_or_create(name=EDITORS)
    group.permissions.add(*permissions(using))
    return group


def permissions(using: str) -> list[Permission]:
    """Return the rights of an editor."""
    found = [publish_permission(using)]
    for label in (*ADD_AND_CHANGE, *ALTOGETHER):
        model = apps.get_model(label)
        verbs = ["view", "add", "change"] + ["delete"] * (label in ALTOGETHER)
        found += Permission.objects.using(using).filter(
            content_type=ContentType.objects.db_manager(using).get_for_model(model),
            codename__in=[f"{verb}_{model._meta.model_name}" for verb in verbs],
        )
    return found


def publish_permission(using: str) -> Permission:
    """Return the right to publish, which is apart from the right to edit."""
    return Permission.objects.using(using).get_or_create(
        codename=PUBLISH,
        content_type=ContentType.objects.db_manager(using).get_for_model(Incident),
        defaults={"name": "Can publish and withdraw incidents"},
    )[0]


def after_migration(using: str, **_: Any) -> None:
    """See to the group once the tables are there."""
    make_editors_group(using)


post_migrate.connect(
    after_migration,
    sender=apps.get_app_config("raids"),
    dispatch_uid="raids.admin.group",
)
