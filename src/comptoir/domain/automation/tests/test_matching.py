"""When a rule runs, and if. F."""

from __future__ import annotations

from typing import Any

import pytest

from comptoir.domain.automation.rules import (
    Acts,
    Circumstances,
    Conditions,
    contradiction,
    filled,
    matches,
    shortcut_of,
)

SEEN = Circumstances(
    topics=frozenset({"after_sales", "services"}),
    tags=frozenset({"mariage", "a rappeler"}),
    language="fr-FR",
    priority="high",
    channel="chat",
    mood="upset",
    audience="advisor",
    words=frozenset({"ma", "bague", "est", "cassee"}),
    is_open=True,
    score=2,
)


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        ({}, True),
        ({"topic": "services"}, True),
        ({"topic": "payment"}, False),
        ({"tag": "a rappeler"}, True),
        ({"tag": "rappeler"}, False),
        ({"language": "fr"}, True),
        ({"language": "ro"}, False),
        ({"priority": "high", "mood": "upset", "audience": "advisor", "channel": "chat"}, True),
        ({"priority": "high", "mood": "calm"}, False),
        ({"words": "montre,bague cassee"}, True),
        ({"words": "bague,montre"}, True),
        ({"words": "bague montre"}, False),
        ({"hours": "open"}, True),
        ({"hours": "shut"}, False),
        ({"at_most": 2}, True),
        ({"at_most": 1}, False),
    ],
)
def test_all_conditions_must_hold(asked: dict[str, Any], holds: bool) -> None:
    """F"""
    assert matches(Conditions(**asked), SEEN) is holds


def test_without_a_rating_there_is_none_that_is_low() -> None:
    assert not matches(Conditions(at_most=5), SEEN._replace(score=0))


@pytest.mark.parametrize(
    ("text", "values", "reads"),
    [
        ("Bonjour {customer},", {"customer": "Vera"}, "Bonjour Vera,"),
        ("Bonjour {customer},", {}, "Bonjour,"),
        ("{Customer}, votre demande {reference}", {"customer": "Vera", "reference": "P-1"}, "Vera, votre demande P-1"),
        ("{agent} de {shop}", {"agent": "Adèle", "shop": "{customer}"}, "Adèle de {customer}"),
        ("{iban} {customer.email}", {"customer": "Vera"}, "{iban} {customer.email}"),
    ],
)
def test_names_are_filled_in_once_and_leave_no_gap(text: str, values: dict[str, str], reads: str) -> None:
    """F: canned replies with variables."""
    assert filled(text, values) == reads


@pytest.mark.parametrize(
    ("acts", "is_rule", "why"),
    [
        (Acts(), False, "nothing"),
        (Acts(closes=True, snooze="1d"), False, "closes_and_goes_on"),
        (Acts(to_audience="advisor", to_group=1), True, "two_targets"),
        (Acts(reply="Bonjour", closes=True), False, "reply_comes_first"),
        (Acts(reply="Bonjour", closes=True), True, ""),
        (Acts(tells=True), False, "nobody_told"),
        (Acts(tells=True), True, ""),
    ],
)
def test_what_contradicts_itself_is_said(acts: Acts, is_rule: bool, why: str) -> None:
    assert contradiction(acts, is_rule=is_rule) == why


def test_a_shortcut_is_written_without_accents_and_spaces() -> None:
    assert shortcut_of(" Réparé ! 2") == "repare2"
