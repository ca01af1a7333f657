"""A mail looked at before anybody decides on it: read anew from its bytes, in a process of its own. The caller has asked who may."""

from __future__ import annotations

from typing import NamedTuple

from comptoir.domain.channels.queries.mails import raw_of
from comptoir.language.cards import masked
from comptoir.letters.child import shared_reader
from comptoir.letters.hypertext import safe_html, words_of
from comptoir.letters.letter import Letter, Unreadable

WORDS_LARGEST = 50_000
PICTURES_AT_MOST = 20
PICTURES_LARGEST = 8 * 1024 * 1024
"""Bytes of the pictures that a page of a mail is shown with."""


class Picture(NamedTuple):
    """A picture that came with a mail, made anew. `place` is the address by which the page names it."""

    place: str
    content_type: str
    content: bytes


class WrittenPage(NamedTuple):
    """A mail as it was written, fit for a page of the team, and its own pictures."""

    html: str
    pictures: tuple[Picture, ...]


def words_of_mail(mail_id: int) -> str:
    """What the mail says, whole, without card numbers; nothing where it cannot be read or is no longer kept."""
    letter = _letter(mail_id)
    return masked(words_of(letter)[:WORDS_LARGEST]) if letter else ""


def page_of_mail(mail_id: int) -> WrittenPage | None:
    """The mail's own page with the pictures that came with it; None where it has none, or is no longer kept."""
    letter = _letter(mail_id)
    if letter is None or not letter.html:
        return None
    pictures = _pictures(letter)
    return WrittenPage(
        safe_html(letter.html, {cid: it.place for cid, it in pictures.items()}), tuple(pictures.values())
    )


def _letter(mail_id: int) -> Letter | None:
    raw = raw_of(mail_id)
    if raw is None:
        return None
    try:
        return shared_reader().read(raw)
    except Unreadable:
        return None


def _pictures(letter: Letter) -> dict[str, Picture]:
    """By Content-ID; those that cannot be cleaned, or are too many, are left out."""
    from comptoir.letters.cleaning import Cleaned  # with it come whole libraries, which few processes need

    found: dict[str, Picture] = {}
    left = PICTURES_LARGEST
    for part in letter.parts:
        if not part.content_id or len(found) >= PICTURES_AT_MOST or not part.content_type.startswith("image/"):
            continue
        try:
            kept = shared_reader().clean(part.name, part.content_type, part.content, is_mediated=False)
        except Unreadable:
            continue
        if isinstance(kept, Cleaned) and kept.width and len(kept.content) <= left:
            left -= len(kept.content)
            found[part.content_id] = Picture(f"/picture-of-mail/{len(found)}", kept.content_type, kept.content)
    return found
