"""Where the new text ends: one pass over the lines, which says what of them is kept.

`new_text` asks again of what was kept until nothing changes, so that stripping twice is stripping once.
"""

from __future__ import annotations

from dataclasses import dataclass

from comptoir.letters.marker import is_marker
from comptoir.letters.quotes.attribution import AT_MOST, attribution_start
from comptoir.letters.quotes.devices import is_device
from comptoir.letters.quotes.headers import block_end, is_rule, title_end
from comptoir.letters.quotes.known import Names
from comptoir.letters.quotes.lines import Line, spaced
from comptoir.letters.quotes.shape import How
from comptoir.letters.quotes.signatures import body_end, is_under_message

_WRAPPED = 60
"""A quoted line at least so long may go on in a line without its mark."""


@dataclass(frozen=True, slots=True)
class Point:
    """Lines that introduce a quote: from `start` to before `end`. `told` is the line that told it, which may be the quote's first."""

    start: int
    end: int
    how: How
    told: int

    @property
    def after(self) -> int:
        """Where to look for the next one."""
        return max(self.end, self.told + 1)


@dataclass(frozen=True, slots=True)
class Cut:
    """The lines that stay, in their order, and what told it."""

    kept: tuple[int, ...]
    how: How


def cut(lines: list[Line], names: Names) -> Cut:
    """What stays of these lines. Where all would go, all stays: `nothing_new`."""
    found = _point(lines, names, 0)
    if found is None:
        return _without_introduction(lines, names)
    has_above = _has_text(lines[: found.start])
    if _is_before_quote(lines, found.end):
        return _around(lines, names, found, has_above=has_above)
    if has_above:
        return Cut(tuple(range(found.start)), found.how)
    following = _point(lines, names, found.after)
    while following is not None and not _has_text(lines[found.end : following.start]):
        found, following = following, _point(lines, names, following.after)
    rest = tuple(range(found.end, len(lines)))
    return Cut(rest, "bottom") if any(lines[at].is_text for at in rest) else _nothing_new(lines)


def _around(lines: list[Line], names: Names, found: Point, *, has_above: bool) -> Cut:
    """The quote has marks: what stands below or between its lines is an answer as well."""
    introductions = set(range(found.start, found.end))
    following = _point(lines, names, found.after)
    end = len(lines)
    while following is not None:
        if not _is_before_quote(lines, following.end):
            end = following.start
            break
        introductions |= set(range(following.start, following.end))
        following = _point(lines, names, following.after)
    answers = _answers(lines, found.end, end, introductions)
    if not answers or is_under_message(
        [lines[at] for at in range(answers[0], end) if not lines[at].depth], names.sender
    ):
        return Cut(tuple(range(found.start)), found.how) if has_above else _nothing_new(lines)
    if not has_above and not _is_between(lines, answers, introductions, end):
        return Cut(tuple(at for at in range(answers[0], end) if at not in introductions), "bottom")
    return Cut(tuple(at for at in range(end) if at not in introductions), "inline")


def _without_introduction(lines: list[Line], names: Names) -> Cut:
    """Quoted lines that nothing introduces: at the end they go; before an answer they stay, unless they are surely ours."""
    end = body_end(lines, names.sender)
    texts = [at for at in range(end) if lines[at].is_text]
    quoted = [at for at, line in enumerate(lines) if line.depth and line.folded]
    if not quoted:
        return Cut(tuple(range(len(lines))), "whole")
    if not texts:
        return _nothing_new(lines)
    if quoted[-1] > texts[-1]:
        wrapped = _wrapped(lines, 0, len(lines))
        last = max((at for at in texts if at not in wrapped), default=texts[-1])
        return Cut(tuple(range(last + 1)), "quote")
    if (
        texts[0] > quoted[0]
        and _is_ours(lines[quoted[0] : texts[0]], names)
        and not _is_between(lines, texts, set(), end)
    ):
        return Cut(tuple(range(texts[0], len(lines))), "bottom")
    return Cut(tuple(range(len(lines))), "inline")


def _nothing_new(lines: list[Line]) -> Cut:
    return Cut(tuple(range(len(lines))), "nothing_new")


def _point(lines: list[Line], names: Names, start: int) -> Point | None:
    """The first lines from `start` on, outside of quotes, that introduce a quote."""
    for at in range(start, len(lines)):
        line = lines[at]
        if line.is_blank:
            continue
        begun = attribution_start(lines, at, names)
        if begun is not None and begun >= start:
            return Point(begun, at + 1, "attribution", at)
        if line.depth:
            continue
        found = _head_at(lines, at, names)
        if found is not None:
            return Point(_with_rules(lines, found.start, start), found.end, found.how, at)
    return None


def _head_at(lines: list[Line], at: int, names: Names) -> Point | None:
    line = lines[at]
    if is_marker(line.raw) or (names.marker and names.marker in line.folded):
        return Point(_above_marker(lines, at, names), at + 1, "marker", at)
    if line.mark == "from_here":
        return Point(at, _after_heads(lines, at, names), "markup", at)
    end = title_end(lines, at)
    if end is not None:
        return Point(at, _after_heads(lines, end, names), "title", at)
    end = block_end(lines, at, names)
    return Point(at, end, "headers", at) if end is not None else None


def _after_heads(lines: list[Line], at: int, names: Names) -> int:
    """After a header block or an attribution that follows a title, if one does."""
    here = at
    while here < len(lines) and here < at + 3 and (lines[here].is_blank or is_rule(lines[here])):
        here += 1
    if here >= len(lines):
        return at
    end = block_end(lines, here, names)
    if end is not None:
        return end
    for last in range(here, min(len(lines), here + AT_MOST)):
        if not lines[last].depth and attribution_start(lines, last, names) == here:
            return last + 1
    return max(at, here) if lines[at : at + 1] and is_rule(lines[at]) else at


def _above_marker(lines: list[Line], at: int, names: Names) -> int:
    """Crumbs above our marker that hold our address or name belong to the quote."""
    start = at
    for here in range(at - 1, max(-1, at - 9), -1):
        line = lines[here]
        if names.is_addressed_in(line.folded) or (names.is_named_in(spaced(line.folded)) and line.folded.endswith(":")):
            start = here
    return start


def _with_rules(lines: list[Line], at: int, start: int) -> int:
    """Lines of dashes above an introduction go with it."""
    while at > start and (lines[at - 1].is_blank or is_rule(lines[at - 1])):
        at -= 1
    return at


def _is_before_quote(lines: list[Line], at: int) -> bool:
    following = next((lines[here] for here in range(at, len(lines)) if lines[here].folded), None)
    return following is not None and following.depth > 0


def _has_text(lines: list[Line]) -> bool:
    """Is anything said here, beside "Sent from my iPhone"?"""
    return any(line.is_text and not is_device(line) for line in lines)


def _answers(lines: list[Line], start: int, end: int, introductions: set[int]) -> list[int]:
    """The lines below the introduction that are neither quoted nor the rest of a quoted line that was too long."""
    wrapped = _wrapped(lines, start, end)
    return [at for at in range(start, end) if lines[at].is_text and at not in introductions and at not in wrapped]


def _wrapped(lines: list[Line], start: int, end: int) -> set[int]:
    return {
        at
        for at in range(max(start, 1), min(end, len(lines) - 1))
        if lines[at].is_text
        and lines[at - 1].depth
        and lines[at + 1].depth
        and len(lines[at - 1].raw) >= _WRAPPED
        and lines[at].folded[:1].islower()
        and lines[at].raw[:1].islower()
    }


def _is_between(lines: list[Line], answers: list[int], introductions: set[int], end: int) -> bool:
    """Is there a quoted line after the first answer and before the last?"""
    return any(lines[at].depth and lines[at].folded for at in range(answers[0], answers[-1]) if at not in introductions)


def _is_ours(quoted: list[Line], names: Names) -> bool:
    """Does a quote show that it is of our mail?"""
    return any(
        is_marker(line.raw) or (names.marker and names.marker in line.folded) or names.is_addressed_in(line.folded)
        for line in quoted
    ) or any(block_end(quoted, at, names) is not None for at in range(min(8, len(quoted))))
