"""The starter course is true for every ready charter, and its exercises agree with the checker (A8, C1–C7, D6)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from comptoir.domain.charter.rules import parse
from comptoir.domain.charter.tests.charters import READY
from comptoir.domain.training.queries.starter import ALSO_CALLED, LANGUAGES, starter_keys, starter_lesson
from comptoir.domain.training.rules import faults, filled, is_long_enough, missing_words, paper_of
from comptoir.domain.wording.checker.frames import ReplyQuestion
from comptoir.domain.wording.checker.manner import manner_of
from comptoir.domain.wording.checker.reading import answer_to
from comptoir.domain.wording.rules import Judged, judged_by, levels_of
from comptoir.language.rules import Moment

NOON = dt.datetime(2026, 12, 1, 12, 0, tzinfo=dt.UTC)
CHARTERS = {path.stem: parse(path.read_text()) for path in READY}
LEAST_QUESTIONS = 5
MODULES = [(language, key) for language in LANGUAGES for key in starter_keys()]
PAPERS = [
    pytest.param(language, key, name, audience, id=f"{language}-{key}-{name}-{audience}")
    for language, key in MODULES
    for name, charter in CHARTERS.items()
    for audience in charter.audiences
]


def found(question, text, charter, audience, language) -> tuple[Judged, ...]:
    """What the checker finds to mend in it."""
    moment = Moment(now=NOON, is_first_reply=question["is_first"], agent_name="Anna", customer_text=question["said"])
    manner = manner_of(charter, audience, {}, "chat")
    asked = ReplyQuestion(body=text, manner=manner, moment=moment, language=language, usual_language=language, key="")
    return faults(judged_by(levels_of(charter, audience, "chat"), answer_to(asked).findings, frozenset()))


def test_every_module_is_there_in_every_language():
    folder = Path(__file__).parent.parent / "course"
    for language in LANGUAGES:
        assert sorted(path.stem for path in (folder / language).glob("*.toml")) == list(starter_keys())


def test_what_the_ready_charters_ask_for_is_taught():
    """D6"""
    asked = {key for charter in CHARTERS.values() if charter.training for key in charter.training.modules()}

    assert {ALSO_CALLED.get(key, key) for key in asked} <= set(starter_keys())


@pytest.mark.parametrize(("language", "key"), MODULES)
def test_a_module_says_its_own_name_and_language(language, key):
    lesson = starter_lesson(key, language)

    assert (lesson.key, lesson.language) == (key, language)
    assert all(it.why for it in lesson.questions)


@pytest.mark.parametrize(("language", "key", "name", "audience"), PAPERS)
def test_a_paper_is_whole_and_true_for_the_shop(language, key, name, audience):
    """D6"""
    lesson, charter = starter_lesson(key, language), CHARTERS[name]

    paper = paper_of(lesson.questions, charter, language, audience, "seed")

    said = [filled(lesson.text, charter, language, audience)]
    said += [" ".join((it["asks"], it["why"], it["draft"], it["said"], *it["options"])) for it in paper]
    assert [words for words in said if "{" in words or ":::" in words] == []
    assert len(paper) >= LEAST_QUESTIONS


@pytest.mark.parametrize(("language", "key", "name", "audience"), PAPERS)
def test_the_exercises_agree_with_the_checker(language, key, name, audience):
    """A8, C1"""
    lesson, charter = starter_lesson(key, language), CHARTERS[name]
    for question in paper_of(lesson.questions, charter, language, audience, "seed"):
        clauses = {it.clause for it in found(question, question["draft"], charter, audience, language)}
        if question["kind"] == "find":
            assert clauses == {question["options"][n] for n in question["right"]}, question["draft"]
        elif question["kind"] == "mend":
            model = question["model"]
            assert found(question, model, charter, audience, language) == (), model
            assert not missing_words(question, model), model
            assert is_long_enough(question, model), model
            assert clauses or language not in charter.shop.languages, question["draft"]
