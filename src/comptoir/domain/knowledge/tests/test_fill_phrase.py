"""A phrase is filled with what is known, and nothing that stands in it is ever run (A8, C2; attack A21)."""

from __future__ import annotations

import pytest

from comptoir.domain.knowledge.rules.phrases import VARIABLES, filled, shortcut_of

KNOWN = {"customer.first_name": "Hélène", "agent.name": "Adèle", "shop.name": "Maison Perle"}


def test_what_is_known_stands_in_its_place() -> None:
    """C2"""
    said = filled("Bonjour {customer.first_name}, {agent.name} de {shop.name}.", KNOWN)
    assert said.text == "Bonjour Hélène, Adèle de Maison Perle."
    assert said.gaps == ()


def test_what_is_not_known_is_a_gap_that_says_what_belongs_there() -> None:
    said = filled("Votre commande {order.number}, {customer.first_name}.", KNOWN)
    gap = said.gaps[0]
    assert said.text == "Votre commande {order.number}, Hélène."
    assert (gap.name, said.text[gap.start : gap.end]) == ("order.number", "{order.number}")


@pytest.mark.parametrize(
    "text",
    ["{{7*7}}", "${7*7}", "{% debug %}", "{0.__class__}", "{customer.__class__}", "{customer}", "<%= 7*7 %>", "#{7*7}", "%(agent)s", "{agent.name.__class__}"],
)  # fmt: skip
def test_what_is_no_variable_is_text(text: str) -> None:
    """Attack A21"""
    assert filled(text, KNOWN) == (text, ())


def test_a_customer_whose_name_is_a_variable_is_called_so() -> None:
    """Attack A21"""
    assert (
        filled("{customer.first_name}", {"customer.first_name": "{agent.name}", "agent.name": "Adèle"}).text
        == "{agent.name}"
    )


def test_a_long_row_of_braces_takes_no_time() -> None:
    """Attack A14"""
    assert filled("{" * 100_000, KNOWN).gaps == ()


def test_the_variables_are_these() -> None:
    assert len(VARIABLES) == 6


@pytest.mark.parametrize(
    ("typed", "kept"), [("/Délai", "délai"), (" port offert ", "portoffert"), ("a" * 40, "a" * 20), ("=cmd|x", "cmdx")]
)
def test_a_shortcut_is_letters_and_digits(typed: str, kept: str) -> None:
    assert shortcut_of(typed) == kept
