"""A request whose transaction the database ended for another's sake is carried out anew, as if it came a moment later."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse

from comptoir.foundation.crossing import TRIES, is_crossed, is_ever_crossed

FORM_WITH_FILES = "multipart/form-data"
"""Its files are kept beside the request, and read again from there."""

log = logging.getLogger(__name__)


_KEEPS_NOTHING = ("SELECT", "BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK")


class Footprint:
    """Whether anything has been written for good since it began to look: what was rolled back leaves nothing.

    A wrapper for `connection.execute_wrapper`. A statement that begins otherwise than those that keep nothing is a write.
    """

    def __init__(self) -> None:
        self.is_left = False

    def __call__(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if str(sql).lstrip().startswith(_KEEPS_NOTHING):
            return execute(sql, params, many, context)
        if connection.in_atomic_block:
            transaction.on_commit(self._leave)
            return execute(sql, params, many, context)
        answer = execute(sql, params, many, context)
        self._leave()
        return answer

    def _leave(self) -> None:
        self.is_left = True


class Repeatable:
    """What is needed to carry a request out once more: what was read of its body, and whether anything was kept meanwhile."""

    def __init__(self, request: HttpRequest) -> None:
        self._request, self._read, self._content = request, request.read, b""
        self.footprint = Footprint()
        if request.content_type != FORM_WITH_FILES:
            request.read = self._heard  # type: ignore[assignment,method-assign]

    def may_be_repeated(self, error: Exception) -> bool:
        """Whether the database ended it for another's sake, and nothing of it was kept before."""
        return isinstance(error, OperationalError) and is_crossed(error) and not self.footprint.is_left

    def rewind(self) -> None:
        """Let the body and its files be read from their beginning."""
        request = self._request
        if request.content_type != FORM_WITH_FILES:
            request.read = lambda *_: self._content  # type: ignore[assignment,method-assign]
        for field in request.FILES if hasattr(request, "_files") else ():
            for sent in request.FILES.getlist(field):
                sent.seek(0)

    def _heard(self, *given: int) -> bytes:
        content = bytes(self._read(*given))
        self._content += content
        return content


@contextmanager
def repeatable(request: HttpRequest) -> Iterator[None]:
    """While the request is answered, look whether it may be carried out anew; where nothing is ever crossed, nobody looks."""
    if not is_ever_crossed():
        yield
        return
    repeats = Repeatable(request)
    request.repeatable = repeats  # type: ignore[attr-defined]
    with connection.execute_wrapper(repeats.footprint):
        yield


def answered_anew(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """What the view answers when it is asked again; None where it may not be asked. Raises what the last try raises."""
    repeats: Repeatable | None = getattr(request, "repeatable", None)
    match = request.resolver_match
    if repeats is None or match is None or not repeats.may_be_repeated(error):
        return None
    for n in range(2, TRIES + 1):
        log.info("%s was crossed by another transaction; try %s of %s", match.view_name, n, TRIES)
        repeats.rewind()
        try:
            return match.func(request, *match.args, **match.kwargs)
        except OperationalError as again:
            if n == TRIES or not repeats.may_be_repeated(again):
                raise
    return None
