"""What a reader is shown when a page cannot be: each says what to do next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

LONGEST_KEY = 40
"""A posted value longer than this was typed or pasted by a person."""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The address or form could not be understood."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The reader may not see it."""
    return render(request, "403.html", status=403)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form was sent with a key that has run out: nothing typed in may be lost.

    Longer texts are shown to be copied, as a browser may not keep them on the way back.
    """
    texts = [
        value
        for name, values in request.POST.lists()
        for value in values
        if len(value) > LONGEST_KEY and name != "csrfmiddlewaretoken"
    ]
    return render(request, "403_csrf.html", {"texts": texts}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing has this address."""
    return render(request, "404.html", status=404)


def gone(request: HttpRequest, reference: str) -> HttpResponse:
    """An incident was withdrawn: its page says so, and nothing of what it said."""
    return render(request, "410.html", {"reference": reference}, status=410)


def server_error(request: HttpRequest) -> HttpResponse:
    """The site failed: the page needs neither database nor context."""
    return HttpResponse(loader.get_template("500.html").render(), status=500)
