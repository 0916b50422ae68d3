"""What every test may ask for, and what none may do: reach another machine."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.utils import translation

from tests import template

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django import DjangoDbBlocker

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
NO_CHROMIUM = (
    "no Chromium was found; install one (apt-get install chromium) or set CHROMIUM"
)

# --- the cast ------------------------------------------------------------------------


@pytest.fixture
def editor(db: None) -> User:
    """A person of the group "editors", who may enter the admin."""
    user = User.objects.create_user("editor", password="editor", is_staff=True)
    user.groups.add(Group.objects.get_or_create(name="editors")[0])
    return user


@pytest.fixture
def stranger(db: None) -> User:
    """A person with an account and no rights."""
    return User.objects.create_user("stranger", password="stranger")


@pytest.fixture
def editor_client(editor: User) -> Client:
    """A browser in which the editor is logged in."""
    client = Client()
    client.force_login(editor)
    return client


@pytest.fixture(autouse=True)
def site_language() -> None:
    """Begin in the site's own language, whatever a request before has set."""
    translation.deactivate()


# --- no network ----------------------------------------------------------------------


def refuse_other_hosts(address: Any) -> None:
    """Raise unless a socket's address is this machine's own."""
    host = address[0] if isinstance(address, tuple) else None
    if host is None or host in {"localhost", "::1"} or str(host).startswith("127."):
        return
    raise ConnectionRefusedError(f"Tests may not reach the network: {host!r}.")


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Refuse sockets to any other machine; Unix sockets and loopback stay open."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def guarded(self: socket.socket, address: Any) -> None:
        refuse_other_hosts(address)
        connect(self, address)

    def guarded_ex(self: socket.socket, address: Any) -> int:
        refuse_other_hosts(address)
        return connect_ex(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        patch.setattr(socket.socket, "connect_ex", guarded_ex)
        yield


# --- browser -------------------------------------------------------------------------


def find_chromium() -> str | None:
    """Return the path of a Chromium: the one named in CHROMIUM, or on the PATH."""
    named = os.environ.get("CHROMIUM")
    if named:
        return shutil.which(named)
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium, cut off from every host but this one."""
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread; the tests stay synchronous.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=find_chromium(),
            args=[
                "--no-sandbox",  # it refuses to start as root otherwise
                "--enable-unsafe-swiftshader",  # WebGL without a graphics card
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
            ],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, live_server: Any) -> Iterator[Page]:
    """A fresh page, with the site's address as the base of its own."""
    context = browser.new_context(base_url=live_server.url)
    yield context.new_page()
    context.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the browser's tests out where no browser is found."""
    if find_chromium():
        return
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many tests were left out for want of a browser."""
    skipped = terminalreporter.stats.get("skipped", [])
    left_out = sum(NO_CHROMIUM in str(report.longrepr) for report in skipped)
    if left_out:
        terminalreporter.write_sep("-", "browser tests left out", yellow=True)
        terminalreporter.write_line(f"{left_out} not run: {NO_CHROMIUM}.", yellow=True)


# --- the database, and its server ----------------------------------------------------


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    django_db_blocker: DjangoDbBlocker,
) -> None:
    """Copy the test database from one that is migrated already."""
    if "DATA_DIRECTORY" in settings.DATABASES["default"]:
        with django_db_blocker.unblock():
            connection.settings_dict["TEST"]["TEMPLATE"] = template.ensure()


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """End what a browser's last request may still hold, before the database goes."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server that this run started; workers leave that to their parent."""
    if "PYTEST_XDIST_WORKER" in os.environ or not settings.configured:
        return
    database = settings.DATABASES["default"]
    if "DATA_DIRECTORY" in database:
        from config.embedded_postgres import server

        server.stop(Path(str(database["DATA_DIRECTORY"])))
