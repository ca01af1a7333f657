"""What a mail program writes above a quote: a block of "From: / Sent: / To: / Subject:" or a title between dashes."""

from __future__ import annotations

import re

from comptoir.letters.quotes.known import Names
from comptoir.letters.quotes.lines import Line, spaced
from comptoir.letters.quotes.words import kinds, phrases, words

_AHEAD = 12
"""Lines in which a block must show what it is."""
_KEY = re.compile(r"[*_\s]{0,3}([^\s:*_][^:*\n]{0,28}?)[*_\s]{0,4}:[*_\s]{0,3}")
_FROM = frozenset({"from"})
_TIME = re.compile(r"\d ?[:.h] ?\d{2}\b")
_EDGE = " \t-_=*~#>:|<\u2014\u2013\u2012\u2500"
_RULE = frozenset("-_=*~\u2014\u2013\u2500 \t")


def key_of(line: Line) -> frozenset[str]:
    """What the name before the colon may stand for; empty where it is no header's."""
    found = _KEY.match(line.folded)
    return kinds().get(found[1].strip(), frozenset()) if found else frozenset()


def has_key(line: Line) -> bool:
    """Does the line look like "Word: something", in whatever language?"""
    found = _KEY.match(line.folded)
    return found is not None and len(found[1].split()) <= 3 and len(line.folded) > found.end()


def block_end(lines: list[Line], at: int, names: Names) -> int | None:
    """The line after the header block that begins at `at`; None where none does."""
    if not key_of(lines[at]):
        return _strange_end(lines, at, names) if has_key(lines[at]) else None
    seen: list[frozenset[str]] = []
    end, skipped, proof = at, 0, False
    for here in range(at, min(len(lines), at + _AHEAD)):
        line = lines[here]
        kind = key_of(line) if line.depth == lines[at].depth else frozenset()
        if is_rule(line) or (kind == _FROM and kind in seen):
            break
        if kind:
            seen.append(kind)
            end, skipped, proof = here + 1, 0, proof or _proves(line, kind, names)
            continue
        skipped += 1
        if skipped > 2 or line.depth != lines[at].depth:
            break
    return end if proof and _is_block(seen) else _strange_end(lines, at, names)


def title_end(lines: list[Line], at: int) -> int | None:
    """The line after a title such as "----- Original message -----"; None where no such title stands at `at`."""
    line = lines[at]
    bare = line.folded.strip(_EDGE)
    if not bare or len(bare) > 60:
        return None
    if _is_between_dashes(line.folded) and (is_title(bare) or _heads_keys(lines, at)):
        return at + 1
    is_alone = bare == line.folded.strip(" :>*") and _is_followed_by_key(lines, at)
    return at + 1 if is_alone and is_title(bare) and _heads_keys(lines, at) else None


def is_title(bare: str) -> bool:
    """Is this, without its dashes, what a program writes above the mail that is answered or sent on?"""
    return bare in words("originals") or is_forward_title(bare)


def is_forward_title(bare: str) -> bool:
    return bare in words("forwards") or phrases("forwards").is_before(bare, spaced(bare))


def is_rule(line: Line) -> bool:
    """Is this a line of dashes, underscores or the like, of at least five?"""
    return len(line.folded) >= 5 and set(line.folded) <= _RULE


def _is_between_dashes(text: str) -> bool:
    return text.lstrip("*> ")[:2] in {"--", "__", "==", "\u2014\u2014"} and text.rstrip("* ")[-2:] in {
        "--",
        "__",
        "==",
        "\u2014\u2014",
    }


def _heads_keys(lines: list[Line], at: int) -> bool:
    return sum(bool(key_of(line)) or has_key(line) for line in lines[at + 1 : at + 7]) >= 2


def _is_followed_by_key(lines: list[Line], at: int) -> bool:
    following = next((line for line in lines[at + 1 : at + 4] if line.folded), None)
    return following is not None and bool(key_of(following))


def _proves(line: Line, kind: frozenset[str], names: Names) -> bool:
    """A timetable has "From: To: Date:" as well; a mail's has an address, a time, a subject or our name."""
    if "subject" in kind or "@" in line.folded or names.is_named_in(spaced(line.folded)):
        return True
    return "date" in kind and bool(_TIME.search(line.folded))


def _is_block(seen: list[frozenset[str]]) -> bool:
    """From and two of date, to, subject; or three of them all. A name that may stand for two counts for one."""
    told = frozenset[str]().union(*seen)
    return len(seen) >= 3 and len(told & {"from", "date", "to", "subject"}) >= 3


def _strange_end(lines: list[Line], at: int, names: Names) -> int | None:
    """A block in a language that the lists do not have is told by our address in one of its lines."""
    near = lines[at : at + _AHEAD]
    size = next((n for n, line in enumerate(near) if not has_key(line)), len(near))
    return at + size if size >= 3 and any(names.is_addressed_in(line.folded) for line in near[:size]) else None
