"""What is not TOML at all: the parser's own words turned into ours, with the place and a piece of advice."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

_WHERE = re.compile(r"\s*\((?:at line (\d+), column (\d+)|at end of document)\)$")

_REASONS = (
    (r"Expected '=' after a key", "no_equals_sign", ""),
    (r"Expected newline or end of document", "more_after_value", "quote_values"),
    (r"Invalid value", "no_value", "quote_values"),
    (r"Cannot overwrite a value|Duplicate inline table key|Cannot mutate immutable namespace", "written_twice", ""),
    (r"Cannot declare", "table_twice", ""),
    (r"Unclosed array|Unclosed inline table", "not_closed", ""),
    (r"Unterminated string|Expected '\"'|Expected \"'\"", "text_not_closed", ""),
    (r"Illegal character '\\n'", "text_not_closed", ""),
    (r"Illegal character", "odd_character", ""),
    (r"Unescaped |Escaped character|Invalid hex value", "backslash", ""),
    (r"Invalid date or datetime", "no_such_date", ""),
    (r"Expected '\]'", "header_not_closed", ""),
    (r"Invalid initial character for a key|Invalid statement", "no_key", "quote_keys"),
)

_WITHIN_A_LINE = {
    "no_equals_sign",
    "more_after_value",
    "no_value",
    "written_twice",
    "backslash",
    "no_such_date",
    "no_key",
}


class SyntaxMistake(Exception):
    """The text is not TOML: a `code` of the messages, where, and perhaps a piece of advice (a code too)."""

    def __init__(self, code: str, place: Any, advice: str = "", **params: Any) -> None:
        self.code, self.place, self.advice, self.params = code, place, advice, params
        super().__init__(code)

    @property
    def is_within_a_line(self) -> bool:
        """Whether the rest of the text can be read as if the line were not there."""
        return self.code in _WITHIN_A_LINE


def mistake_of(error: ValueError, text: str, place: Callable[[int, int], Any]) -> SyntaxMistake:
    """Our mistake for the parser's `error`, whose message ends with where it happened."""
    said = str(error)
    where = _WHERE.search(said)
    reason = _WHERE.sub("", said)
    at = place(*(int(where[1]), int(where[2])) if where and where[1] else _end_of(text))
    for pattern, code, advice in _REASONS:
        if re.match(pattern, reason):
            return SyntaxMistake(code, at, advice)
    return SyntaxMistake("not_toml", at, reason=reason)


def _end_of(text: str) -> tuple[int, int]:
    lines = text.rstrip().split("\n")
    return len(lines), len(lines[-1]) + 1
