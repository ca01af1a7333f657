"""The addresses in a shop's sitemap file. Whatever the file says, nothing is fetched and nothing in it is expanded."""

from __future__ import annotations

from typing import Any
from xml.parsers import expat

LARGEST = 10 * 2**20
"""Bytes of a file that is read."""
ADDRESSES_AT_MOST = 20_000
DEEPEST = 8
"""Elements within each other: a sitemap has three."""


class NotASitemap(ValueError):
    """The file is no sitemap, or does what none does."""


class _Reader:
    def __init__(self) -> None:
        self.addresses: dict[str, None] = {}
        self._within: list[str] = []
        self._said: list[str] = []

    def begin(self, name: str, _attributes: object) -> None:
        self._within.append(name.rpartition(" ")[2])
        if len(self._within) > DEEPEST:
            raise NotASitemap
        self._said = []

    def end(self, name: str) -> None:
        if name.rpartition(" ")[2] == "loc" and self._within[-2:-1] == ["url"]:
            self.addresses["".join(self._said).strip()] = None
            if len(self.addresses) > ADDRESSES_AT_MOST:
                raise NotASitemap
        self._within.pop()
        self._said = []

    def say(self, text: str) -> None:
        if self._within[-1:] == ["loc"] and sum(map(len, self._said)) < 4000:
            self._said.append(text)


def addresses_in(content: bytes) -> list[str]:
    """The pages that a sitemap names, each once. Raises `NotASitemap` for anything with a DOCTYPE: no entity is ever expanded."""
    if len(content) > LARGEST:
        raise NotASitemap
    reader, parser = _Reader(), expat.ParserCreate(namespace_separator=" ")

    def refuse(*_named: object) -> Any:
        raise NotASitemap

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    parser.StartElementHandler = reader.begin
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.say
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise NotASitemap from error
    return [address for address in reader.addresses if address]
