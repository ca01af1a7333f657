"""The guide to what is at hand tells the truth: its variables, its limits, its titles."""

from __future__ import annotations

import re

from comptoir.domain.knowledge.actions.learning import FORGOTTEN_AFTER, LESSONS_AT_MOST
from comptoir.domain.knowledge.actions.links import LINKS_AT_MOST
from comptoir.domain.knowledge.actions.phrases import PHRASES_AT_MOST
from comptoir.domain.knowledge.actions.synonyms import GROUPS_AT_MOST
from comptoir.domain.knowledge.rules.learning import WORDS_LEARNT
from comptoir.domain.knowledge.rules.phrases import VARIABLES
from comptoir.domain.knowledge.rules.tables import ROWS_AT_MOST
from comptoir.surfaces.console.views import page_links, phrases
from tests.architecture.tree import PRODUCT, ROOT
from tests.knowledge.labelled import LANGUAGES, SETS, TAUGHT, labelled, teaching

GUIDE = (ROOT / "docs/guide/knowledge.md").read_text(encoding="utf-8")


def test_every_variable_is_told_and_no_other() -> None:
    """A8"""
    assert tuple(re.findall(r"^\| `\{([a-z_.]+)\}` \|", GUIDE, re.MULTILINE)) == VARIABLES


def test_the_composer_knows_the_same_variables() -> None:
    script = (PRODUCT / "surfaces/console/static/console/gaps.js").read_text(encoding="utf-8")
    found = re.search(r"const GAP = /\\\{\(([^)]*)\)", script)
    assert found
    assert tuple(found[1].replace("\\", "").split("|")) == VARIABLES


def test_the_limits_are_those_that_are_kept() -> None:
    assert f"{PHRASES_AT_MOST:,} phrases, {LINKS_AT_MOST:,} pages and {GROUPS_AT_MOST:,} groups" in GUIDE
    assert f"up to {ROWS_AT_MOST:,} rows" in GUIDE


def test_how_much_is_learnt_is_told() -> None:
    """A8, D9"""
    assert f"up to {LESSONS_AT_MOST:,} such words" in GUIDE
    assert (WORDS_LEARNT, FORGOTTEN_AFTER.days) == (16, 550), "sixteen words, a year and a half"


def test_the_questions_that_teach_are_as_many_as_is_told() -> None:
    for of, each in TAUGHT.items():
        for language in LANGUAGES:
            keys = [key for key, _, _ in labelled(language, of).articles]
            assert [(key, each) for key in sorted(keys)] == sorted((key, len(it)) for key, it in teaching(language, of))


def test_the_titles_of_spreadsheets_are_told() -> None:
    for column in (*phrases.COLUMNS, *page_links.COLUMNS):
        assert f"`{column}`" in GUIDE


def test_the_questions_are_counted() -> None:
    """D3: at least forty questions over sixty articles in each language."""
    first, second, third, fourth = ([labelled(it, of) for it in LANGUAGES] for of in SETS)
    assert {(len(it.questions), len(it.articles)) for it in first} == {(52, 62)}
    assert {len(it.articles) for it in second} == {66}
    assert {len(it.questions) for it in second} == {50, 53, 54}
    assert {(len(it.questions), len(it.articles)) for it in third} == {(53, 66), (54, 66)}
    assert {(len(it.questions), len(it.articles)) for it in fourth} == {(59, 69)}
    assert "59 questions a language, 69 articles" in GUIDE
    assert "52 questions a language" in GUIDE
    assert "62 articles a language" in GUIDE
    assert "50 to 54 questions a language" in GUIDE
    assert "66 articles" in GUIDE
