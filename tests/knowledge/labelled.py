"""The labelled questions, read."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

LANGUAGES = ("en", "fr", "pt", "ro")
SETS = ("first", "second", "third", "fourth")
"""The first was there while the ranking was written; the others, of other trades, were written by somebody who had not seen the ranking, the
fourth by who mended it afterwards."""


class Labelled(NamedTuple):
    """The articles of a language (key, title, text), and its questions with the keys of their answers."""

    articles: list[tuple[str, str, str]]
    questions: list[tuple[str, str]]


def labelled(language: str, of: str = "first") -> Labelled:
    """The set of that language; `of` is one of SETS."""
    lines = (Path(__file__).parent / of / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    articles = [tuple(part.strip() for part in line[1:].split("|")) for line in lines if line.startswith("=")]
    asked = [tuple(part.strip() for part in line[1:].rsplit("|", 1)) for line in lines if line.startswith("?")]
    return Labelled(articles, asked)  # type: ignore[arg-type]
