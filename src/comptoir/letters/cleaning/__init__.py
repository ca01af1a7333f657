"""Files that came with a letter: told by what they are, not by what they are called, and made anew where that can be done.

`clean` is for a process with limits of memory and time: what it reads was written by anybody. What takes whole libraries
is loaded for the first picture and the first paper only.
"""

from __future__ import annotations

from comptoir.letters.cleaning.cleaned import SIZE_AT_MOST, Cleaned, Rejected
from comptoir.letters.cleaning.kinds import Kind, kind_of
from comptoir.letters.cleaning.names import safe_name
from comptoir.letters.cleaning.texts import text_anew
from comptoir.letters.letter import Refused

__all__ = ["Cleaned", "Refused", "Rejected", "clean", "safe_name"]


def clean(name: str, content_type: str, content: bytes, *, is_mediated: bool, stem: str = "file") -> Cleaned | Refused:
    """The file as it may be kept, or why it may not (`Refused.why`, one of `WHY`).

    Between two parties (`is_mediated`) only pictures and PDF pass, both made anew, and they are called by the `stem`
    ("foto-1"): their own name may tell whose they are. In e-mail, text, office files, archives, recordings, cards and
    letters are kept as well, as they are and only to be downloaded. `content_type` is only what the sender said: it is
    named in the refusal, nothing is decided by it.
    """
    try:
        kind, anew, size = _anew(content, name, is_mediated)
    except Rejected as refused:
        return Refused(safe_name(name), content_type[:100], refused.why)
    called = f"{stem}.{kind.ending}" if is_mediated else safe_name(name, kind.ending)
    return Cleaned(called, kind.content_type, anew, *size)


def _anew(content: bytes, name: str, is_mediated: bool) -> tuple[Kind, bytes, tuple[int, int]]:
    if not content:
        raise Rejected("empty")
    if len(content) > SIZE_AT_MOST:
        raise Rejected("too_large")
    kind = kind_of(content, name)
    if is_mediated and not kind.is_for_both:
        raise Rejected(kind.name if kind.name in ("contact_card", "calendar", "mail", "archive") else "kind")
    if kind.name == "picture":
        from comptoir.letters.cleaning.pictures import drawn_anew

        picture = drawn_anew(content)
        return Kind("picture", picture.content_type, picture.ending), picture.content, (picture.width, picture.height)
    if kind.name == "pdf":
        from comptoir.letters.cleaning.papers import paper_anew

        return kind, paper_anew(content), (0, 0)
    return kind, text_anew(content) if kind.name == "text" else content, (0, 0)
