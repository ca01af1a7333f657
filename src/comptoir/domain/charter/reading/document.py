"""A charter's text as TOML: its values, and the line and column where each of them stands."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import tree_sitter_toml
from tree_sitter import Language, Node, Parser

from comptoir.domain.charter.reading.syntax import SyntaxMistake, mistake_of

Path = tuple[str | int, ...]

LONGEST = 500_000
"""Characters; a charter is written by people."""

_TOML = Language(tree_sitter_toml.language())


class Place(NamedTuple):
    """Where something stands in the text: line and column, both counted from 1, columns in characters."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Document:
    """The values of a text, with the places of keys and of values by their path."""

    values: Mapping[str, Any]
    keys: dict[Path, Place] = field(default_factory=dict)
    places: dict[Path, Place] = field(default_factory=dict)

    def place_of(self, path: Path) -> Place:
        """Where the value at `path` stands; of what is not written, where its nearest table stands."""
        return _nearest(self.places, path)

    def place_of_key(self, path: Path) -> Place:
        """Where the key at `path` stands, or its nearest table."""
        return _nearest(self.keys, path) if path in self.keys else self.place_of(path)


def read_document(text: str) -> Document:
    """The document that `text` is. Raises `SyntaxMistake` with the line and column of what is not TOML."""
    if len(text) > LONGEST:
        raise SyntaxMistake("too_long", Place(1, 1), limit=LONGEST)
    text = text.removeprefix("\ufeff")
    try:
        document = Document(tomllib.loads(text))
        _Surveyor(document, text.encode()).survey()
    except RecursionError:
        raise SyntaxMistake("too_deep", Place(1, 1)) from None
    except ValueError as error:
        raise mistake_of(error, text, Place) from None
    return document


def syntax_mistakes(text: str, at_most: int = 20) -> list[SyntaxMistake]:
    """What is not TOML in `text`, in order: after a mistake within one line the reading goes on without that line."""
    lines = text.split("\n")
    found: list[SyntaxMistake] = []
    while len(found) < at_most:
        try:
            read_document("\n".join(lines))
        except SyntaxMistake as mistake:
            found.append(mistake)
            # Without its header the keys of a section would seem to belong to the one above.
            index = mistake.place.line - 1
            if not mistake.is_within_a_line or index + 1 >= len(lines) or lines[index].lstrip().startswith("["):
                break
            lines[index] = ""
        else:
            break
    return found


class _Surveyor:
    """Walks the syntax tree once and notes where everything stands."""

    def __init__(self, document: Document, source: bytes) -> None:
        self._keys, self._places = document.keys, document.places
        self._source = source
        self._lines = source.split(b"\n")
        self._latest: dict[Path, int] = {}

    def survey(self) -> None:
        for node in _parts(Parser(_TOML).parse(self._source).root_node):
            if node.type == "pair":
                self._pair((), node)
            elif node.type in ("table", "table_array_element"):
                self._table(node)

    def _table(self, node: Node) -> None:
        header, *pairs = _parts(node)
        path: Path = ()
        *above, last = self._names(header)
        for name in above:
            path = self._entered((*path, name), self._place(header))
        path = (*path, last)
        if node.type == "table_array_element":
            self._note(path, self._place(header))
            self._latest[path] = self._latest.get(path, -1) + 1
        path = self._entered(path, self._place(header))
        for pair in pairs:
            self._pair(path, pair)

    def _entered(self, path: Path, place: Place) -> Path:
        """Note a table that is gone through; of a list of tables its latest is meant."""
        if path in self._latest:
            path = (*path, self._latest[path])
        self._note(path, place)
        return path

    def _pair(self, path: Path, node: Node) -> None:
        key, value = _parts(node)
        for name in self._names(key):
            path = (*path, name)
            self._note(path, self._place(key))
        self._places[path] = self._place(value)
        self._value(path, value)

    def _value(self, path: Path, node: Node) -> None:
        if node.type == "inline_table":
            for pair in _parts(node):
                self._pair(path, pair)
        elif node.type == "array":
            for index, part in enumerate(_parts(node)):
                self._note((*path, index), self._place(part))
                self._value((*path, index), part)

    def _note(self, path: Path, place: Place) -> None:
        self._keys.setdefault(path, place)
        self._places.setdefault(path, place)

    def _names(self, node: Node) -> Iterator[str]:
        if node.type == "dotted_key":
            for part in _parts(node):
                yield from self._names(part)
        elif node.type == "quoted_key":
            yield next(iter(tomllib.loads(f"{self._text(node)} = 0")))
        else:
            yield self._text(node)

    def _text(self, node: Node) -> str:
        return self._source[node.start_byte : node.end_byte].decode()

    def _place(self, node: Node) -> Place:
        row, column = node.start_point
        return Place(row + 1, len(self._lines[row][:column].decode(errors="replace")) + 1)


def _parts(node: Node) -> list[Node]:
    return [part for part in node.named_children if part.type != "comment" and not part.is_error]


def _nearest(places: Mapping[Path, Place], path: Path) -> Place:
    while path and path not in places:
        path = path[:-1]
    return places.get(path, Place(1, 1))
