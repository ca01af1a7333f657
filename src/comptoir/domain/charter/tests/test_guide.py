"""The guide tells the truth: it names every section and key, with the defaults that hold, and its examples are a charter."""

from __future__ import annotations

import re
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

import pytest

from comptoir.domain.charter.reading.tables import keys_of
from comptoir.domain.charter.rules import FIELDS, examine
from comptoir.domain.charter.shape.at_hand import Links, Offers
from comptoir.domain.charter.shape.audience import Audience
from comptoir.domain.charter.shape.charter import READERS
from comptoir.domain.charter.shape.chat import FALLBACKS, Chat
from comptoir.domain.charter.shape.commitment import PERIODS, Commitment
from comptoir.domain.charter.shape.courtesy import Courtesy
from comptoir.domain.charter.shape.duration import Duration
from comptoir.domain.charter.shape.escalation import Escalation
from comptoir.domain.charter.shape.heading import Heading
from comptoir.domain.charter.shape.holidays import AddedHoliday, Holidays
from comptoir.domain.charter.shape.kept import Privacy, Retention
from comptoir.domain.charter.shape.mediation import NAMED_AS, REASONS, UNPROVEN, Mediation, Reason
from comptoir.domain.charter.shape.orders import Orders
from comptoir.domain.charter.shape.page import Page
from comptoir.domain.charter.shape.promise import CLOCKS, MOMENTS, PAUSES, PEOPLE, SUBJECTS, Promise
from comptoir.domain.charter.shape.returns import Returns
from comptoir.domain.charter.shape.reviews import Reviews
from comptoir.domain.charter.shape.shop import Shop
from comptoir.domain.charter.shape.team import LEAVES, ROLES, Team
from comptoir.domain.charter.shape.topic import TopicDetails
from comptoir.domain.charter.shape.training import Training
from comptoir.domain.charter.shape.widget import Question, Widget
from comptoir.domain.charter.shape.wording import LEVELS, Wording

GUIDE = (Path(__file__).parents[5] / "docs" / "guide" / "charter.md").read_text()

SECTIONS: list[tuple[str, type[Any]]] = [
    ("[shop]", Shop),
    ("[charter]", Heading),
    ("[holidays]", Holidays),
    ("[holidays]", AddedHoliday),
    ("[audiences.NAME]", Audience),
    ("[topic.NAME]", TopicDetails),
    ("[[pages]]", Page),
    ("[widget]", Widget),
    ("[widget]", Question),
    ("[chat]", Chat),
    ("[promises.NAME]", Promise),
    ("[[commitments]]", Commitment),
    ("[escalation]", Escalation),
    ("[wording]", Wording),
    ("[courtesy]", Courtesy),
    ("[links]", Links),
    ("[offers]", Offers),
    ("[orders]", Orders),
    ("[returns]", Returns),
    ("[mediation]", Mediation),
    ("[mediation]", Reason),
    ("[team]", Team),
    ("[training]", Training),
    ("[reviews]", Reviews),
    ("[retention]", Retention),
    ("[privacy]", Privacy),
]


def chapter(title: str) -> str:
    """The text below the heading that names the section."""
    found = re.search(rf"^## [^\n]*{re.escape(title)}.*?(?=^## |\Z)", GUIDE, re.MULTILINE | re.DOTALL)
    assert found, title
    return found[0]


def default_in(text: str, key: str) -> str:
    """What the last column of the key's row says."""
    row = next(line for line in text.splitlines() if line.startswith("|") and f"`{key}`" in line.split("|")[1])
    return row.split("|")[-2].strip().strip("`").strip('"')


@pytest.mark.parametrize(("title", "shape"), SECTIONS, ids=lambda it: it if isinstance(it, str) else it.__name__)
def test_every_key_of_a_section_is_explained(title, shape):
    """G1"""
    text = chapter(title)

    assert [key for key in keys_of(shape) if f"`{key}`" not in text] == []


@pytest.mark.parametrize(("title", "shape"), SECTIONS, ids=lambda it: it if isinstance(it, str) else it.__name__)
def test_the_defaults_that_the_guide_names_are_those_that_hold(title, shape):
    text = chapter(title)

    for each in fields(shape):
        if "read" not in each.metadata or shape in (AddedHoliday, Question):
            continue
        said = default_in(text, each.name)
        if each.default is MISSING and each.default_factory is MISSING:
            assert said in ("a mistake", "a mistake."), each.name
        elif isinstance(each.default, bool):
            assert said == str(each.default).lower(), each.name
        elif isinstance(each.default, (int, Duration)) or (shape is Wording and isinstance(each.default, str)):
            assert said == str(each.default), each.name


def test_every_section_has_its_chapter():
    """G1"""
    for section in READERS:
        assert re.search(rf"^## .*\[{section}[\].]", GUIDE, re.MULTILINE), section


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("[audiences.NAME]", FIELDS),
        ("[chat]", FALLBACKS),
        ("[promises.NAME]", (*SUBJECTS, *MOMENTS, *CLOCKS, *PAUSES, *PEOPLE)),
        ("[[commitments]]", PERIODS),
        ("[wording]", LEVELS),
        ("[team]", (*ROLES, *LEAVES)),
        ("[mediation]", (*REASONS, *NAMED_AS, *UNPROVEN)),
    ],
)
def test_every_word_of_a_closed_list_is_explained(title, words):
    text = chapter(title)

    assert [word for word in words if f"`{word}`" not in text and f'`"{word}"`' not in text] == []


def test_the_examples_together_are_a_charter_without_mistakes():
    """G1"""
    examples = re.findall(r"^```toml\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)

    found = examine("\n".join(examples))

    assert [str(it) for it in (*found.mistakes, *found.warnings)] == []
    assert len(examples) == len(READERS) - 1
