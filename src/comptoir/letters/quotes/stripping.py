"""`new_text`: what somebody has written now, apart from what their mail program put around it."""

from __future__ import annotations

from comptoir.letters.marker import is_marker
from comptoir.letters.quotes.cutting import cut
from comptoir.letters.quotes.known import Names
from comptoir.letters.quotes.lines import Line, joined, lines_of, rest_of
from comptoir.letters.quotes.markup import markup_lines
from comptoir.letters.quotes.ours import repeated
from comptoir.letters.quotes.prefixes import is_sent_on
from comptoir.letters.quotes.shape import How, Known, Stripped
from comptoir.letters.quotes.signatures import body_end

_PASSES = 8
_ABSURD = 0.3
"""A plain text with less than this share of the HTML's letters is no alternative of it."""
_STUB = 40
_NOTHING = Known()


def new_text(text: str, html: str = "", *, known: Known = _NOTHING, subject: str | None = None) -> Stripped:
    """The new text of a mail, from its plain alternative, from its HTML, or from the one that tells more.

    With a `subject`, a forwarded mail is kept whole. Never empty where the mail has a text, and made of its lines only.
    """
    names = Names.of(known)
    plain = _of_lines(lines_of(text), rest_of(text), names, subject) if text.strip() else None
    if plain is not None and not _is_doubtful(plain, html, text, names):
        return plain
    lines = markup_lines(html) if html.strip() else []
    if not any(line.folded for line in lines):
        return plain or Stripped("", "", "", "whole")
    marked = _of_lines(lines, [], names, subject)
    if plain is None or _is_absurd(text, lines) or marked.how not in {"whole", "nothing_new"}:
        return marked
    return plain


def _of_lines(lines: list[Line], rest: list[str], names: Names, subject: str | None) -> Stripped:
    if subject is not None and is_sent_on(subject, lines):
        return Stripped(_shown(lines, rest), "", "", "forward")
    kept, signed, how = _settled(lines, names, is_long=bool(rest))
    if names.texts:
        kept, how = _without_ours(lines, kept, how, names)
    if how == "nothing_new":
        return Stripped(_shown(lines, rest), "", "", how)
    goes_on = bool(rest) and kept[-1] == len(lines) - 1
    gone = set(kept) | set(signed)
    return Stripped(
        text=_shown([lines[at] for at in kept], rest if goes_on else []),
        quoted=_shown([line for at, line in enumerate(lines) if at not in gone], [] if goes_on else rest),
        signature=joined([lines[at] for at in sorted(signed)]),
        how=how,
    )


def _settled(lines: list[Line], names: Names, *, is_long: bool) -> tuple[list[int], list[int], How]:
    """Cuts until a cut changes nothing: what is kept, what is signature, and what the first cut was told by.

    A mail made to be cut for ever is kept whole. Of one that `is_long` the end is not among these lines: a signature is looked for only where the end was cut.
    """
    kept, signed = list(range(len(lines))), list[int]()
    how: How = "whole"
    for _ in range(_PASSES):
        found = cut([lines[at] for at in kept], names)
        if found.how == "nothing_new":
            return kept, signed, how if len(kept) < len(lines) else "nothing_new"
        how = found.how if how == "whole" else how
        body = [kept[at] for at in found.kept if not _betrays(lines[kept[at]], names)]
        if not (is_long and body[-1] == len(lines) - 1):
            end = body_end([lines[at] for at in body], names.sender)
            signed += body[end:]
            body = body[:end]
        if len(body) == len(kept):
            return kept, signed, how
        kept = body
    return list(range(len(lines))), [], "nothing_new"


def _without_ours(lines: list[Line], kept: list[int], how: How, names: Names) -> tuple[list[int], How]:
    """Lines of ours that nothing marked go as well; where nothing else was written, the mail holds nothing new."""
    ours = repeated([lines[at] for at in kept], names.texts)
    left = [at for place, at in enumerate(kept) if place not in ours or lines[at].depth]
    if len(left) == len(kept):
        return kept, how
    if not any(lines[at].is_text for at in left):
        return list(range(len(lines))), "nothing_new"
    left = left[: body_end([lines[at] for at in left], names.sender)]
    return left, "ours" if how in {"whole", "nothing_new"} else how


def _betrays(line: Line, names: Names) -> bool:
    """In a quote that is kept between answers: our marker, or a line with our address."""
    if not line.depth:
        return False
    return (
        is_marker(line.raw) or names.is_addressed_in(line.folded) or bool(names.marker and names.marker in line.folded)
    )


def _shown(lines: list[Line], rest: list[str]) -> str:
    text = joined(lines)
    return "\n".join([text, *rest]).strip("\n") if rest else text


def _is_doubtful(plain: Stripped, html: str, text: str, names: Names) -> bool:
    """Nothing was cut from the plain text, it is a stub, or our address is left in it: then the HTML is asked."""
    if not html.strip():
        return False
    return plain.how in {"whole", "nothing_new"} or len(text) < _STUB or names.is_addressed_in(plain.text.lower())


def _is_absurd(text: str, lines: list[Line]) -> bool:
    """A plain alternative that says "please use a program that shows HTML", or nothing."""
    said = sum(map(str.isalnum, text[:20_000]))
    shown = sum(sum(map(str.isalnum, line.raw)) for line in lines[:400])
    return said < shown * _ABSURD
