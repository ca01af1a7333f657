"""A request whose transaction the database ended for another's sake is carried out anew, as if it came a moment later."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse

from comptoir.foundation.crossing import TRIES, Footprint, is_crossed

FORM_WITH_FILES = "multipart/form-data"
"""Its files are kept beside the request, and read again from there."""

log = logging.getLogger(__name__)


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
    """While the request is answered, look whether it may be carried out anew."""
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
