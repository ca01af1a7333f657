"""The line above a quote: "On 3 March at 10:12, the Shop <shop@example.com> wrote:", in any language and over up to four lines.

Our own address or name in it is proof enough; then come the verbs of the word lists; then what no person writes (date, time
and address before a colon).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from comptoir.letters.quotes.headers import has_key
from comptoir.letters.quotes.known import Names
from comptoir.letters.quotes.lines import Line, spaced
from comptoir.letters.quotes.words import phrases

AT_MOST = 4
"""Lines that an attribution may take."""
LONGEST = 400
"""Characters that they may have together."""
_ABOVE = 6

_DATE = re.compile(r"\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|\b(?:19|20)\d\d\b|\d月|\b\d{1,2}\.? [a-z]{3,9}\b")
_TIME = re.compile(r"\b\d{1,2} ?[:.h] ?\d{2}\b|\d ?[ap]\.?m\b|\d[時时点]")
_ADDRESS = re.compile(r"[^\s@<>]{1,80}@[^\s@<>]{1,120}")
_BEGINS_WITH_DATE = re.compile(r"(?:[^\W\d]{2,12}\.?,? )?\d{1,4}[ ./-]")
_DIGIT = re.compile(r"\d")
_ISO = re.compile(r"\d{4}[-/]\d{1,2}[-/]\d{1,2}\b")
_ZONE = re.compile(r"\b(?:gmt|utc)[+-]\d")
_SENTENCE_END = (".", "!", "?", ":", ";")


@dataclass(frozen=True, slots=True)
class Signs:
    """What stands in some joined lines."""

    has_date: bool
    has_time: bool
    has_address: bool
    has_verb: bool
    is_ours: bool
    is_named: bool

    def tell(self, *, is_before_quote: bool) -> bool:
        """Do they make an attribution?"""
        dated = self.has_date or self.has_time
        if self.is_ours:
            return is_before_quote or dated or self.has_verb
        if self.is_named and (dated or (self.has_verb and is_before_quote)):
            return True
        if self.has_verb:
            return self.has_address or (self.has_date and (self.has_time or is_before_quote))
        return self.has_date and self.has_time and self.has_address


_NO_SIGNS = Signs(has_date=False, has_time=False, has_address=False, has_verb=False, is_ours=False, is_named=False)


def attribution_start(lines: list[Line], end: int, names: Names) -> int | None:
    """The first line of the attribution whose last line is `end`; None where that line ends none."""
    if lines[end].mark == "attribution" or _is_short(lines[end]):
        return end
    return _start(lines, end, names) if _may_end(lines, end) else None


def _start(lines: list[Line], end: int, names: Names) -> int | None:
    """Reads upwards until the lines tell, and further to one that begins as attributions do."""
    is_before_quote = lines[end].folded.endswith(":") and _is_before_quote(lines, end)
    all_of_it = " ".join(lines[at].folded for at in reversed(list(_upwards(lines, end))))[-LONGEST:]
    if not _signs(all_of_it, names).tell(is_before_quote=is_before_quote):
        return None
    whole: int | None = None
    text = ""
    for at in _upwards(lines, end):
        line = lines[at]
        if whole is not None and _ends_sentence(line):
            break
        text = f"{line.folded} {text}".strip()
        if len(text) > LONGEST:
            break
        if whole is None and _signs(text, names).tell(is_before_quote=is_before_quote):
            whole = at
        if whole is not None and _begins(line):
            return at
        if whole is not None and at != whole and _is_person(line) and "@" not in lines[end].folded:
            return at
    return whole


def _upwards(lines: list[Line], end: int) -> Iterator[int]:
    """The lines of one paragraph from `end` up, of which only the last may be quoted; a blank line may stand before a bracket."""
    yield end
    taken = 1
    for at in range(end - 1, max(-1, end - _ABOVE), -1):
        if lines[at].depth or taken >= AT_MOST:
            return
        if lines[at].is_blank:
            if not lines[at + 1].folded.startswith("<"):
                return
            continue
        taken += 1
        yield at


def _may_end(lines: list[Line], at: int) -> bool:
    """A colon ends it, dashes around it, or the quote below; a quote mark before the end may be the bracket of an address cut in two."""
    line = lines[at]
    ended = line.folded.rstrip(" *_")
    if line.depth:
        return line.depth == 1 and ended.endswith(":") and len(ended) < 40 and _leaves_open(lines, at)
    if ended.endswith(":") or (_is_before_quote(lines, at) and not ended.endswith((".", "!", "?"))):
        return True
    return ended.endswith("--") and ended.startswith("--") and bool(_DIGIT.search(ended))


def _leaves_open(lines: list[Line], at: int) -> bool:
    above = next((lines[back] for back in range(at - 1, max(-1, at - 4), -1) if not lines[back].is_blank), None)
    return (
        above is not None
        and above.depth == 0
        and ("@" in above.folded or "<" in above.folded)
        and ">" not in above.folded[above.folded.rfind("<") :]
    )


def _is_before_quote(lines: list[Line], at: int) -> bool:
    following = next((line for line in lines[at + 1 : at + 5] if not line.is_blank), None)
    return following is not None and following.depth > lines[at].depth


def _signs(text: str, names: Names) -> Signs:
    words = spaced(text)
    if "@" not in text and not _DIGIT.search(text) and not names.is_named_in(words):
        return _NO_SIGNS
    return Signs(
        has_date=bool(_DATE.search(text)),
        has_time=bool(_TIME.search(text)),
        has_address="@" in text and bool(_ADDRESS.search(text)),
        has_verb=phrases("verbs").is_in(text, words),
        is_ours=names.is_addressed_in(text),
        is_named=names.is_named_in(words),
    )


def _begins(line: Line) -> bool:
    words = spaced(line.folded)
    has_digit = any(letter.isdigit() for letter in line.folded)
    return bool(_BEGINS_WITH_DATE.match(line.folded)) or (has_digit and phrases("leads").is_before(line.folded, words))


def _is_person(line: Line) -> bool:
    """Is the whole line "Ana Lobo <ana@example.com>"?"""
    return line.folded.endswith(">") and "@" in line.folded and not has_key(line)


def _ends_sentence(line: Line) -> bool:
    """Does a sentence end here that is not a name with a point ("Am Fr., 28.")?"""
    return line.folded.endswith(_SENTENCE_END) and not line.folded[:-1].rpartition(" ")[2].isdigit()


def _is_short(line: Line) -> bool:
    """The short forms without a verb: "2013/7/20 Ana <ana@example.com>", "2016-03-03 17:21 GMT+01:00 Ana"."""
    if line.depth or not _ISO.match(line.folded) or len(line.folded) > 160:
        return False
    return bool(_ZONE.search(line.folded[:40])) or (line.folded.endswith(">") and "@" in line.folded)
