"""For what buyers may write to sellers, and what they are asked. E1, E5."""

from __future__ import annotations

import pytest

from comptoir.domain.charter.rules import (
    asked_for_reason,
    chapters,
    examine,
    is_mediated,
    named_reason,
    parse,
    reason_of,
)
from comptoir.domain.charter.tests.charters import READY, small

FEIRA = parse(next(path for path in READY if path.stem == "marketplace").read_text())
OTHERS = [parse(path.read_text()) for path in READY if path.stem not in ("marketplace", "jeweller")]


def test_only_a_marketplace_lets_buyers_write_to_sellers():
    """E1: a charter that says nothing of it has none."""
    assert is_mediated(FEIRA)
    assert not any(map(is_mediated, OTHERS))
    assert reason_of(OTHERS[0], "warranty") is None


def test_the_three_reasons_have_questions_playbooks_and_offers_in_both_languages():
    """E1, E5"""
    assert FEIRA.mediation.reasons == ("warranty", "missing_item", "wrong_item")
    for key in FEIRA.mediation.reasons:
        reason = reason_of(FEIRA, key)
        assert [question for question in reason.questions if question.required]
        assert len(reason.may_offer) >= 2
        for text in (reason.playbook_seller, reason.playbook_support):
            assert text.in_language("pt") != text.in_language("en")
    assert named_reason(FEIRA, "missing_item", "pt") == "Artigo em falta"


@pytest.mark.parametrize(
    ("answers", "found", "missing"),
    [
        ({"fault": "Não acende", "wish": "1"}, [("fault", "Não acende"), ("wish", "Troca")], ()),
        ({"fault": "Não acende", "wish": "Exchange"}, [("fault", "Não acende"), ("wish", "Troca")], ()),
        ({"fault": "Não acende", "wish": "Outra coisa", "other": "x"}, [("fault", "Não acende")], ()),
        ({"wish": "Troca"}, [("wish", "Troca")], ("fault",)),
        ({"fault": "  \0 "}, [], ("fault",)),
    ],
)
def test_answers_are_taken_to_the_questions_that_are_asked(answers, found, missing):
    """E1: a choice by its number or its words; what has to be answered and was not is named."""
    asked, left = asked_for_reason(reason_of(FEIRA, "warranty"), answers, "pt")

    assert [(it.key, it.answer) for it in asked] == found
    assert left == missing


def test_a_reason_of_which_nothing_more_is_said_asks_nothing_and_is_warned_of():
    """E5"""
    text = small('[topics]\nwarranty = ["advisor", "ambassador"]', "[mediation]", 'reasons = ["warranty"]')

    found = examine(text)
    assert [it.code for it in found.warnings] == ["reason_without_playbook"]
    assert asked_for_reason(reason_of(found.charter, "warranty"), {"x": "y"}, "fr") == ((), ())


def test_it_is_read_aloud():
    """G1"""
    (chapter,) = [it for it in chapters(FEIRA, "en") if it.key == "mediation"]

    assert (
        "Who has received an order may write to its seller about: Warranty, Missing item, Wrong item."
        in chapter.sentences
    )
    assert "Of one order, 3 cases can be open at a time." in chapter.sentences
    assert (
        "Warranty · the seller may offer",
        "Repair free of charge · Exchange for the same product · Refund against return of the product",
    ) in chapter.rows
