"""What may be wrong with a question to the API, as exceptions.

They stand apart from `problems`, which words them, because the settings name classes
that need them while the REST framework is still being loaded.
"""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus

from rest_framework import exceptions

from raids.filters import Problem

PROBLEM_JSON = "application/problem+json"


class BadParameters(exceptions.APIException):
    """Some parameters are not understood; nothing is answered but what is wrong."""

    status_code = HTTPStatus.BAD_REQUEST
    default_code = "bad_parameter"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        names = ", ".join(dict.fromkeys(one.parameter for one in self.problems))
        super().__init__(f"Not understood: {names}.")


class Gone(exceptions.APIException):
    """What stood here was published once, and was withdrawn."""

    status_code = HTTPStatus.GONE
    default_code = "gone"
    default_detail = "This incident was published and later withdrawn."
