"""Who is asked first, by the page and its topic."""

from __future__ import annotations

import pytest

from comptoir.domain.charter.rules import parse
from comptoir.domain.conversations.actions import audience_asked
from tests.people import ALWAYS_OPEN, NOON

FOR_AMBASSADORS = ALWAYS_OPEN.replace('products = ["ambassador", "advisor"]', 'products = ["ambassador"]')


@pytest.mark.parametrize(
    ("rule", "asked_for", "asked"),
    [
        ("", "", "advisor"),
        ('topic = "products"', "", "ambassador"),
        ('topic = "products"\nvisitor_chooses = true', "advisor", "ambassador"),
        ("visitor_chooses = true", "ambassador", "ambassador"),
        ("visitor_chooses = true", "nobody", "advisor"),
    ],
)
def test_nobody_is_asked_who_may_not_answer_the_pages_topic(rule: str, asked_for: str, asked: str) -> None:
    """A3, A5."""
    page = f'[[pages]]\npath = "/bagues/*"\n{rule}\n\n[[pages]]\npath = "/mon-compte/*"'
    charter = parse(FOR_AMBASSADORS.replace('[[pages]]\npath = "/mon-compte/*"', page))

    assert audience_asked(charter, "https://www.maison-perle.example/bagues/or", asked_for, NOON) == asked
