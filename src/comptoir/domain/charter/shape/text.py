"""A text that people see, in the languages of the shop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Text:
    """One text for all languages, or one for each; the shop's own language stands first."""

    plain: str = ""
    by_language: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def in_language(self, language: str) -> str:
        """The text in `language`; else in the shop's own language."""
        return self.by_language.get(language) or next(iter(self.by_language.values()), self.plain)

    def __bool__(self) -> bool:
        return bool(self.plain or self.by_language)

    def __str__(self) -> str:
        return self.in_language("")
