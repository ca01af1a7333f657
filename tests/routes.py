"""Every address of the house, and what stands at its door: read from the URL conf and from the views, never written twice."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter, UUIDConverter

from comptoir.domain.people.rules import Door

SLUGS = {"act": "accept", "provider": "mailgun"}
"""What stands for an argument that is a word; any other word is `x`."""

TEXTS = {
    "shop_key": "maison-perle",
    "name": "widget",
    "number": "MP-1",
    "digest": "0",
    "place": "0",
    "ending": "webp",
    "key": "00000000-0000-4000-8000-000000000000",
}


class Route(NamedTuple):
    """An address: its name with its namespace, what it takes, and its door where it has one."""

    name: str
    arguments: tuple[tuple[str, str], ...]
    door: Door | None

    @property
    def short(self) -> str:
        """The name without the namespace."""
        return self.name.rpartition(":")[2]

    @property
    def takes(self) -> frozenset[str]:
        """The names of its arguments."""
        return frozenset(name for name, _kind in self.arguments)

    @property
    def methods(self) -> tuple[str, ...]:
        """By which it is asked."""
        return self.door.methods if self.door else ("GET", "POST")

    def address(self, **values: Any) -> str:
        """The address with these arguments; a sample for each of the others."""
        filled = {name: values.get(name, _sample(name, kind)) for name, kind in self.arguments}
        return reverse(self.name, kwargs=filled)


@cache
def routes(namespace: str = "") -> tuple[Route, ...]:
    """All routes; only those of the namespace where one is given."""
    found = tuple(_routes(get_resolver().url_patterns))
    return tuple(it for it in found if not namespace or it.name.startswith(f"{namespace}:"))


def route(name: str) -> Route:
    """The one of that name."""
    return next(it for it in routes() if it.name == name)


def of_one_conversation(namespace: str = "console") -> tuple[Route, ...]:
    """Those that show or change the conversation in their address."""
    return tuple(it for it in routes(namespace) if "conversation_id" in it.takes or "conversation" in it.takes)


def _routes(patterns: list[URLPattern | URLResolver], above: str = "") -> Iterator[Route]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else above)
        else:
            kinds = {name: _kind(it) for name, it in pattern.pattern.converters.items()}
            regex = getattr(pattern.pattern, "regex", None)
            kinds |= {name: "text" for name in (regex.groupindex if regex else {}) if name not in kinds}
            name = pattern.name or pattern.callback.__name__
            yield Route(f"{above}{name}", tuple(kinds.items()), getattr(pattern.callback, "door", None))


def _kind(converter: object) -> str:
    return (
        "number" if isinstance(converter, IntConverter) else "uuid" if isinstance(converter, UUIDConverter) else "text"
    )


def _sample(name: str, kind: str) -> Any:
    if kind == "number":
        return 1
    if kind == "uuid":
        return UUID(TEXTS["key"])
    return SLUGS.get(name) or TEXTS.get(name, "x")
