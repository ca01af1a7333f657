"""The starter course: modules that come with the house, in each of its languages, filled with the shop's own charter."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from comptoir.domain.training.rules import Lesson, read_lesson

EDITION = "starter 1"
"""Which edition of the starter course this is; an attempt remembers it."""

LANGUAGES = ("en", "fr", "pt", "ro")
_COURSE = Path(__file__).parent.parent / "course"

ALSO_CALLED = {"chat_rules": "chat", "writing": "language", "courtesy": "active_listening"}
"""Other names that charters have for a module of the course."""


@cache
def starter_keys() -> tuple[str, ...]:
    """The modules of the course, by name."""
    return tuple(sorted(path.stem for path in (_COURSE / "en").glob("*.toml")))


@cache
def starter_lesson(key: str, language: str) -> Lesson | None:
    """A module of the course in one of its languages, as it was written; nothing for what is not taught there."""
    name = ALSO_CALLED.get(key, key)
    if language not in LANGUAGES or name not in starter_keys():
        return None
    file = _COURSE / language / f"{name}.toml"
    lesson, mistakes = read_lesson(file.read_text(encoding="utf-8"))
    assert lesson is not None, f"{file}: {mistakes}"
    assert not mistakes, f"{file}: {mistakes}"
    return lesson
