"""News for crowds: what hundreds watch is gathered for a second, so that it costs each of them one event, not hundreds.

A small team sees its lists move at once. When more than `CROWD` browsers listen to a list, only the newest of each kind
for each conversation is kept, and each browser hears all of that as one `list` frame.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, TypeVar

Listener = TypeVar("Listener")
Topics = tuple[str, ...]

CROWD = 25
"""Listeners of one delivery above which it is gathered."""
EVERY = 1.0
"""Seconds for which news of lists are gathered."""


class Gathering(Generic[Listener]):
    """The newest news of each list, until they are told."""

    def __init__(self) -> None:
        self._newest: dict[Topics, dict[str, bytes]] = {}

    def __bool__(self) -> bool:
        return bool(self._newest)

    def keep(self, topics: Topics, of: str, frame: bytes) -> None:
        """Keep a frame until the next telling; a newer one of the same kind and conversation (`of`) replaces it."""
        kept = self._newest.setdefault(topics, {})
        kept.pop(of, None)
        kept[of] = frame

    def told(self, those: Callable[[Topics], Iterable[Listener]]) -> Iterator[tuple[list[Listener], bytes]]:
        """End the gathering: one frame for each group of listeners who hear the same; `those` tells who listens to what."""
        newest, self._newest = self._newest, {}
        concerned: dict[Listener, list[Topics]] = {}
        for topics in newest:
            for listener in those(topics):
                concerned.setdefault(listener, []).append(topics)
        groups: dict[tuple[Topics, ...], list[Listener]] = {}
        for listener, heard in concerned.items():
            groups.setdefault(tuple(heard), []).append(listener)
        for heard_by_all, listeners in groups.items():
            frames = b",".join(frame for topics in heard_by_all for frame in newest[topics].values())
            yield listeners, b'{"t":"list","frames":[' + frames + b"]}"
