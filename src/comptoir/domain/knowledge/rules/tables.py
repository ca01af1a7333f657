"""Spreadsheets in and out: a row of titles first, every cell harmless in a program that counts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

LARGEST = 5 * 2**20
"""Characters of a file that is read."""
ROWS_AT_MOST = 20_000
DELIMITERS = ",;\t"
FORMULAS = "=+-@\t\r\n＝＋－＠|%"
"""With these a cell begins that a spreadsheet would compute, or run. A19."""
GUARD = "'"


class NotATable(ValueError):
    """The file cannot be read as rows; `line` is where."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe before what would begin one."""
    bare = cell.lstrip(" \u00a0\u200b\ufeff")
    return GUARD + cell if bare[:1] and bare[0] in FORMULAS else cell


def as_written(cell: str) -> str:
    """A cell without the apostrophe that `harmless` put before it."""
    return cell[1:] if cell[:1] == GUARD and harmless(cell[1:]) == cell else cell


def table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV, with a mark that tells spreadsheets it is UTF-8."""
    return "".join(table_lines(titles, rows))


def table_lines(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The same as `table`, line by line: what is long need not be held as a whole."""
    mark = "\ufeff"
    for row in chain((titles,), rows):
        written = io.StringIO()
        csv.writer(written, lineterminator="\r\n").writerow([harmless(cell) for cell in row])
        yield mark + written.getvalue()
        mark = ""


def rows_in(text: str, names: Mapping[str, str]) -> list[tuple[int, dict[str, str]]]:
    """The rows of a CSV file, each with its line; `names` says what a title (small letters) stands for. Raises `NotATable`,
    also where none of the titles is known.
    """
    text = text.removeprefix("\ufeff").replace("\0", "")
    if len(text) > LARGEST:
        raise NotATable(0)
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(DELIMITERS, key=first.count), strict=True)
    try:
        titles = [names.get(cell.strip().casefold(), "") for cell in next(reader, [])]
        if not any(titles):
            raise NotATable(1)
        found = list[tuple[int, dict[str, str]]]()
        for cells in reader:
            named = {name: as_written(cell.strip()) for name, cell in zip(titles, cells, strict=False) if name}
            if any(named.values()):
                found.append((reader.line_num, named))
            if len(found) > ROWS_AT_MOST:
                raise NotATable(reader.line_num)
    except csv.Error as error:
        raise NotATable(reader.line_num) from error
    return found
