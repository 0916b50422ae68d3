"""The site's settings as the tests run them: a database server of their own.

Every run of the tests holds one numbered folder under `var/test/` for as long as it
lives, with an embedded PostgreSQL in it. Two runs side by side take two folders, and a
run that was killed frees its own, so that nothing is left over and nothing collides.
"""

from __future__ import annotations

import fcntl
import os
from itertools import count
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
SET_BY_OPERATOR = (
    "ALLOWED_HOSTS",
    "CSRF_TRUSTED_ORIGINS",
    "DEBUG",
    "HTTPS",
    "SECRET_KEY",
)


def claim_folder(parent: Path) -> tuple[Path, IO[str]]:
    """Return the first folder that no other run holds, and the file that holds it."""
    for number in count():
        folder = parent / str(number)
        folder.mkdir(parents=True, exist_ok=True)
        held = (folder / "held").open("w")
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            held.close()
        else:
            return folder, held
    raise AssertionError("count() does not end")


os.environ["INZAL_ENV_FILE"] = ""
for name in SET_BY_OPERATOR:
    os.environ.pop(name, None)
if "PYTEST_XDIST_WORKER" not in os.environ:  # a worker shares its parent's folder
    VAR_DIR, HELD = claim_folder(
        Path(os.environ.get("INZAL_VAR") or ROOT / "var") / "test"
    )
    os.environ["INZAL_VAR"] = str(VAR_DIR)

from config.settings import *  # noqa: E402

# Lost at a power cut, which a test database may be.
DATABASES["default"]["SERVER_SETTINGS"] = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
}
STATIC_ROOT.mkdir(exist_ok=True)  # WhiteNoise warns without it
# The threads of a live server must leave none open behind them.
DATABASES["default"]["CONN_MAX_AGE"] = 0
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AXES_ENABLED = False  # its own tests turn it on
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
