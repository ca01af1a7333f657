"""Files between buyer and seller: pictures and PDF, made anew, under names of ours. Threats 13, 14."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from uuid import uuid4

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comptoir.domain.conversations.actions import MailFile
from comptoir.domain.marketplace.errors import FileNotTaken, TooManyFiles
from comptoir.domain.marketplace.rules import FILE_LARGEST, FILES_AT_MOST, file_stem
from comptoir.letters.child import shared_reader
from comptoir.letters.cleaning import Cleaned
from comptoir.letters.letter import Refused, Unreadable

_ONLY = _("only pictures (JPEG, PNG, WebP, GIF, HEIC) and PDF can be sent.")
WHY: dict[str, str | Promise] = {
    "empty": _("it is empty."),
    "too_large": _("it is too large."),
    "too_many": _("there were too many."),
    "too_many_pixels": _("the picture has too many pixels."),
    "too_many_pages": _("it has too many pages."),
    "encrypted": _("it is protected by a password."),
    "contact_card": _("it holds contact details."),
    "calendar": _("it holds contact details."),
    "signature": _("it holds contact details."),
    "key": _("it holds contact details."),
    "mail": _("other mails cannot be passed on."),
    "unreadable": _("it cannot be read."),
    "bomb": _("it cannot be read."),
}
"""What the sender of a file is told; of every other code, which kinds of files pass."""


class NewFile(NamedTuple):
    """A file as somebody added it on a page."""

    name: str
    content: bytes


def cleaned_files(files: Sequence[NewFile], language: str) -> tuple[MailFile, ...]:
    """The files as they may pass, called "foto-1" in the reader's language. Raises `TooManyFiles`, and `FileNotTaken` for the first that may not."""
    if len(files) > FILES_AT_MOST:
        raise TooManyFiles(most=FILES_AT_MOST)
    kept = []
    for number, file in enumerate(files, 1):
        found = (
            Refused(file.name[:80], "", "too_large")
            if len(file.content) > FILE_LARGEST
            else _clean(file, file_stem(language, number))
        )
        if isinstance(found, Refused):
            raise FileNotTaken(name=file.name[:80], why=why_refused(found.why))
        kept.append(MailFile(uuid4(), found.name, found.content_type, found.content, found.width, found.height))
    return tuple(kept)


def why_refused(code: str) -> str | Promise:
    """Why a file may not pass, as its sender is told."""
    return WHY.get(code, _ONLY)


def _clean(file: NewFile, stem: str) -> Cleaned | Refused:
    """Made anew in a process that may die of it."""
    try:
        return shared_reader().clean(file.name, "", file.content, is_mediated=True, stem=stem)
    except Unreadable:
        return Refused(file.name[:80], "", "unreadable")
