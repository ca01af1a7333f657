"""What differs between two charters, in the sentences of their chapters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from comptoir.domain.charter.readable.chapter import Chapter


@dataclass(frozen=True, slots=True)
class Difference:
    """What a chapter said `before` and says `after`; one of them is empty where something came or went.

    `name` is what it is said of, empty for a whole sentence.
    """

    chapter: str
    name: str
    before: str
    after: str


def differences(old: Sequence[Chapter], new: Sequence[Chapter]) -> list[Difference]:
    """Every difference between the chapters of two charters, told in one language, in the order of the new one."""
    before, after = ({chapter.key: chapter for chapter in told} for told in (old, new))
    return [each for key in [*after, *(key for key in before if key not in after)] for each in _of(key, before, after)]


def _of(key: str, before: dict[str, Chapter], after: dict[str, Chapter]) -> Iterator[Difference]:
    title = (after.get(key) or before[key]).title
    old, new = before.get(key, Chapter(key, title)), after.get(key, Chapter(key, title))
    for gone, come in _pairs(old.sentences, new.sentences):
        yield Difference(title, "", gone, come)
    for name in dict.fromkeys(name for name, _said in (*new.rows, *old.rows)):
        for gone, come in _pairs(_said_of(name, old), _said_of(name, new)):
            yield Difference(title, name, gone, come)


def _said_of(name: str, chapter: Chapter) -> list[str]:
    return [said for each, said in chapter.rows if each == name]


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What went with what came in its place: in order, where as many came as went; else each for itself."""
    gone, come = list((Counter(old) - Counter(new)).elements()), list((Counter(new) - Counter(old)).elements())
    if len(gone) == len(come):
        yield from zip(gone, come, strict=True)
        return
    yield from ((each, "") for each in gone)
    yield from (("", each) for each in come)
