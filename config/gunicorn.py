"""How gunicorn serves the site: read by `script/server`, for any other use too."""

from __future__ import annotations

from typing import Any

from config import environment

HOST = environment.word("HOST", default="127.0.0.1")
PORT = environment.number("PORT", default=8000)

bind = f"{HOST}:{PORT}"
workers = environment.number("WEB_CONCURRENCY", default=2)
threads = 4  # a streaming export holds one, and the others go on serving
preload_app = False
limit_request_line = 8190  # bytes: an Arabic letter takes six in an address
control_socket_disable = True  # it would be put into the home folder
errorlog = "-"
loglevel = "warning"

WELCOME = """
إنزال يعمل على العنوان  {address}/ar/incidents/
Inzal is served at      {address}/en/incidents/

The admin is at {address}/admin/; python3 manage.py createsuperuser makes an
administrator, who can add people to the group “editors” there.
Ctrl-C stops the site and loses nothing.
"""


def when_ready(server: Any) -> None:
    """Say where the site is, once it is there."""
    shown = "localhost" if HOST in {"0.0.0.0", "[::]"} else HOST
    print(WELCOME.format(address=f"http://{shown}:{PORT}"), flush=True)
