"""Files that come with a form: how many, how large, and what they are called. What is in them is looked into by the domain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from comptoir.domain.marketplace.actions import NewFile
from comptoir.surfaces.market.errors import TooManyFiles

FILES_AT_MOST = 5
TOGETHER = 25 * 2**20
"""Bytes of all the files of one form."""

ACCEPTED = "image/jpeg,image/png,image/webp,image/gif,image/heic,image/heif,application/pdf"

View = Callable[..., HttpResponseBase]


def takes_files(view: View) -> View:
    """A view whose form may be as large as several files are (`config.middleware.Forms` asks for it)."""
    view.largest_form = TOGETHER + 256 * 1024  # type: ignore[attr-defined]
    return view


def files_of(request: HttpRequest) -> Sequence[NewFile]:
    """The files by name, each read one byte beyond what is taken, so that the domain may say which is too large. Raises `TooManyFiles`."""
    sent = [it for it in request.FILES.getlist("files") if it.name]
    if len(sent) > FILES_AT_MOST or sum(it.size or 0 for it in sent) > TOGETHER:
        raise TooManyFiles(most=FILES_AT_MOST, megabytes=TOGETHER // 2**20)
    return [NewFile(str(it.name)[:200], it.read(settings.LARGEST_FILE + 1)) for it in sent]


def upload_facts() -> dict[str, Any]:
    """What the form and its script say of files."""
    return {
        "at_most": FILES_AT_MOST,
        "largest": settings.LARGEST_FILE,
        "together": TOGETHER,
        "accepted": ACCEPTED,
        "largest_words": settings.LARGEST_FILE // 2**20,
    }
