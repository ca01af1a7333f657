"""Whether a page is meant by a pattern."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import unquote

from comptoir.domain.charter.words import folded

LONGEST = 2000
"""Characters of a path that are looked at."""


def is_page_of(path: str, pattern: str) -> bool:
    """Whether `pattern` means `path`: `*` stands for anything; `/a/*` means `/a` too, and `/a` means `/a/`."""
    plain, pieces = plain_path(path), _pieces(pattern)
    return _matches(plain, pieces) or (pattern.endswith("/*") and _matches(plain + "/", pieces))


def plain_path(path: str) -> str:
    """A path in its plainest form: decoded once, small letters, no accents, empty, `.` or `..` steps, cut at `LONGEST`."""
    text = unquote(path[:LONGEST], errors="replace").replace("\\", "/")
    steps: list[str] = []
    for step in text.split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    return folded(("/" if text.startswith("/") else "") + "/".join(steps))


@lru_cache(maxsize=1024)
def _pieces(pattern: str) -> tuple[str, ...]:
    return tuple(plain_path(pattern).split("*"))


def _matches(path: str, pieces: tuple[str, ...]) -> bool:
    """Greedy from the left: never more than one look at each piece, however odd the path."""
    if len(pieces) == 1:
        return path == pieces[0]
    first, *middle, last = pieces
    if not path.startswith(first) or len(path) < len(first) + len(last) or not path.endswith(last):
        return False
    start, end = len(first), len(path) - len(last)
    for piece in middle:
        found = path.find(piece, start, end)
        if found < 0:
            return False
        start = found + len(piece)
    return True
