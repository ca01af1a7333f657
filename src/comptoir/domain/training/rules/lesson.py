"""A module in one language as a file has it: TOML with a title, the text in Markdown, and the quiz."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from typing import Any

from comptoir.domain.charter.rules import SPOKEN
from comptoir.domain.training.rules.quiz import Question, QuizMistake, read_quiz

KINDS = ("initial", "product", "tools", "soft_skills")
TITLE_LARGEST, TEXT_LARGEST, QUIZ_LARGEST, FILE_LARGEST = 120, 40_000, 40_000, 120_000
MINUTES_AT_MOST = 240
NAMED_AT_MOST = 50

_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_TEXTS = ("key", "language", "title", "text")


@dataclass(frozen=True, slots=True)
class Lesson:
    """A module in one language; the text and the questions still have their gaps."""

    key: str
    kind: str
    language: str
    title: str
    minutes: int
    text: str
    questions: tuple[Question, ...]
    quiz: str = ""
    audiences: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


def read_lesson(file: str) -> tuple[Lesson | None, tuple[QuizMistake, ...]]:
    """The module in a TOML file, and what is wrong with it. Lines of the quiz are counted from its own first."""
    if len(file) > FILE_LARGEST:
        return None, (QuizMistake(0, "too_long"),)
    try:
        table = tomllib.loads(file)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None, (QuizMistake(0, "not_toml"),)
    odd = _odd(table)
    if odd:
        return None, (QuizMistake(0, odd),)
    lesson = Lesson(
        key=table["key"],
        kind=table.get("kind", "initial"),
        language=table["language"],
        title=table["title"].strip(),
        minutes=table.get("minutes", 10),
        text=table["text"].strip(),
        questions=(),
        quiz=table.get("quiz", "").strip(),
        audiences=tuple(table.get("audiences", ())),
        topics=tuple(table.get("topics", ())),
    )
    return replace(lesson, questions=read_quiz(lesson.quiz)[0]), lesson_mistakes(lesson)


def lesson_mistakes(lesson: Lesson) -> tuple[QuizMistake, ...]:
    """What is wrong with a module: its own values first, then its quiz."""
    wrong = {
        "no_key": not _KEY.fullmatch(lesson.key),
        "no_language": lesson.language not in SPOKEN,
        "unknown_kind": lesson.kind not in KINDS,
        "no_title": not 0 < len(lesson.title) <= TITLE_LARGEST,
        "no_text": not 0 < len(lesson.text) <= TEXT_LARGEST,
        "no_minutes": not 1 <= lesson.minutes <= MINUTES_AT_MOST,
        "too_long": len(lesson.quiz) > QUIZ_LARGEST,
        "no_list": max(len(lesson.audiences), len(lesson.topics)) > NAMED_AT_MOST,
    }
    own = tuple(QuizMistake(0, why) for why, is_so in wrong.items() if is_so)
    return own or read_quiz(lesson.quiz)[1]


def _odd(table: dict[str, Any]) -> str:
    """What is of another kind than it should be."""
    missing = next((name for name in _TEXTS if not isinstance(table.get(name), str)), "")
    if missing:
        return f"no_{missing}"
    if set(table) - {*_TEXTS, "kind", "minutes", "quiz", "audiences", "topics"}:
        return "unknown_entry"
    if not isinstance(table.get("quiz", ""), str) or not isinstance(table.get("kind", ""), str):
        return "unknown_kind"
    if type(table.get("minutes", 10)) is not int:
        return "no_minutes"
    return "" if all(_is_list(table.get(name, [])) for name in ("audiences", "topics")) else "no_list"


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(it, str) and 0 < len(it) <= 40 for it in value)
