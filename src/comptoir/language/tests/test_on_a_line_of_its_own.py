"""A number that begins a line is glued to nothing, whatever letter the line above ends with."""

from __future__ import annotations

import datetime as dt

import pytest

from comptoir.language.cards import masked
from comptoir.language.contact_details import find
from comptoir.language.rules import Moment, ReplyRules, Shop
from comptoir.language.text import Text


@pytest.mark.parametrize("above", ["a", "O meu número", "esse\n", "Cumprimentos,\nJoão Norte"])
def test_a_card_number_below_a_word_is_masked(above):
    """D9"""
    assert masked(f"{above}\n4111 1111 1111 1111") == f"{above}\n•••• •••• •••• 1111"


def test_a_telephone_number_below_a_name_is_found():
    """A10, E7: as it stands in every signature."""
    body = "Até amanhã\n-- \nJoão Norte\n934 111 222"
    rules = ReplyRules("pt", Moment(now=dt.datetime(2026, 12, 1, tzinfo=dt.UTC)), Shop(country="PT"))
    assert [(body[it.start : it.end], it.why) for it in find(Text(body), rules)] == [("934 111 222", "phone_number")]
