"""A cell is one value of the document with its path; it reports what is wrong with it on the sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from comptoir.domain.charter.feeds import Beside, nothing_beside
from comptoir.domain.charter.mistakes import Advice, Mistake
from comptoir.domain.charter.reading.document import Document, Path, Place


class Unreadable(Exception):
    """The value has no reading; why is already on the sheet."""


@dataclass(slots=True)
class Sheet:
    """What is found while one document is read; `beside` gives the text of the files that it names."""

    document: Document
    beside: Beside = nothing_beside
    languages: tuple[str, ...] = ()
    mistakes: list[Mistake] = field(default_factory=list)
    warnings: list[Mistake] = field(default_factory=list)

    def cell(self, *path: str | int) -> Cell:
        """The cell at `path`, which must be written in the document."""
        value: Any = self.document.values
        for part in path:
            value = value[part]
        return Cell(value, path, self)

    def names_in(self, section: str) -> tuple[str, ...]:
        """The keys written in a section, whether or not their values can be read."""
        table = self.document.values.get(section)
        return tuple(table) if isinstance(table, dict) else ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One value, where it stands, and the sheet to report on."""

    value: Any
    path: Path
    sheet: Sheet

    @property
    def name(self) -> str:
        """The key under which the value stands."""
        return str(self.path[-1]) if self.path else ""

    def __getitem__(self, part: str | int) -> Cell:
        return Cell(self.value[part], (*self.path, part), self.sheet)

    def __contains__(self, part: str) -> bool:
        return part in self.value

    def cells(self) -> Iterator[Cell]:
        """The cells of a list or a table, in order; none of anything else."""
        if isinstance(self.value, (list, dict)):
            for part in range(len(self.value)) if isinstance(self.value, list) else self.value:
                yield self[part]

    def refuse(self, code: str, advice: Advice | None = None, **params: Any) -> Unreadable:
        """Report a mistake at the value; what is returned may be raised."""
        self._report(self.sheet.mistakes, self._place, code, advice, params)
        return Unreadable(code)

    def refuse_key(self, code: str, advice: Advice | None = None, **params: Any) -> Unreadable:
        """Report a mistake at the key; what is returned may be raised."""
        self._report(self.sheet.mistakes, self.sheet.document.place_of_key(self.path), code, advice, params)
        return Unreadable(code)

    def warn(self, code: str, advice: Advice | None = None, **params: Any) -> None:
        """Report what is allowed, and probably not meant."""
        self._report(self.sheet.warnings, self._place, code, advice, params)

    @property
    def _place(self) -> Place:
        return self.sheet.document.place_of(self.path)

    def _report(
        self, reports: list[Mistake], place: Place, code: str, advice: Advice | None, params: dict[str, Any]
    ) -> None:
        reports.append(Mistake(place.line, place.column, written(self.path), code, params, advice))


def written(path: Path) -> str:
    """A path as people write it: `pages[2].path`, counting from 1."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text
