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


TAUGHT = {"third": 4, "fourth": 2}
"""For each set with questions that teach it, how many there are to a text. They were written from its articles alone: of the third by somebody who
has never read the questions that it is measured by."""


def labelled(language: str, of: str = "first") -> Labelled:
    """The set of that language; `of` is one of SETS."""
    lines = (Path(__file__).parent / of / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    articles = [tuple(part.strip() for part in line[1:].split("|")) for line in lines if line.startswith("=")]
    asked = [tuple(part.strip() for part in line[1:].rsplit("|", 1)) for line in lines if line.startswith("?")]
    return Labelled(articles, asked)  # type: ignore[arg-type]


def teaching(language: str, of: str) -> list[tuple[str, list[str]]]:
    """For each answer of the set (its key) the questions that teach it, in their order; none that the set itself asks."""
    lines = (Path(__file__).parent / "taught" / of / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    own = {_bare(question) for question, _ in labelled(language, of).questions}
    rows = [[part.strip() for part in line.split("|")] for line in lines]
    return [(key, ["" if _bare(it) in own else it for it in questions]) for key, *questions in rows]


def _bare(question: str) -> str:
    return "".join(sign for sign in question.casefold() if sign.isalnum())
