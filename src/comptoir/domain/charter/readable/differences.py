"""What differs between two charters, in the sentences of their chapters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

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

    @property
    def parts(self) -> list[tuple[str, str]]:
        """Its words in the order of reading: each run of them with "same", "gone" or "come"."""
        old, new = self.before.split(), self.after.split()
        told = []
        for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            runs = [("same", old[i:j])] if kind == "equal" else [("gone", old[i:j]), ("come", new[k:m])]
            told += [(kind, " ".join(words)) for kind, words in runs if words]
        return told


def differences(old: Sequence[Chapter], new: Sequence[Chapter]) -> list[Difference]:
    """Every difference between the chapters of two charters, told in one language, in the order of the new one."""
    before, after = ({chapter.key: chapter for chapter in told} for told in (old, new))
    return [each for key in [*after, *(key for key in before if key not in after)] for each in _of(key, before, after)]


def _of(key: str, before: dict[str, Chapter], after: dict[str, Chapter]) -> Iterator[Difference]:
    title = (after.get(key) or before[key]).title
    old, new = before.get(key, Chapter(key, title)), after.get(key, Chapter(key, title))
    for gone, come in _pairs(old.sentences, new.sentences):
        yield Difference(title, "", gone, come)
    renamed = dict(_renamed(old, new))
    for gone, come in renamed.items():
        yield Difference(title, "", gone, come)
    known = {*renamed, *renamed.values()}
    for name in dict.fromkeys(name for name, _said in (*new.rows, *old.rows) if name not in known):
        for gone, come in _pairs(_said_of(name, old), _said_of(name, new)):
            yield Difference(title, name, gone, come)


def _renamed(old: Chapter, new: Chapter) -> Iterator[tuple[str, str]]:
    """Names of which the same is said as before of another: in order, and each once."""
    before, after = dict(old.rows), dict(new.rows)
    gone = {name: said for name, said in before.items() if name not in after}
    for name, said in after.items():
        former = next((each for each in gone if gone[each] == said), None) if name not in before else None
        if former is not None:
            del gone[former]
            yield former, name


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
