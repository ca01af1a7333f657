"""Where a request goes that needs somebody who knows more, and who answers there. D3."""

from __future__ import annotations

import pytest

from comptoir.domain.charter.rules import answered_by, chapters, examine, level_in, level_reached, next_level, parse
from comptoir.domain.charter.tests.charters import small

CHARTER = parse(
    small(
        "[topics]",
        'returns = ["advisor"]',
        'technical = ["advisor"]',
        "[topic.technical]",
        'level = "expert"',
        "[escalation]",
        'levels = ["advisor", "product_owner", "expert"]',
        'answered_by = { product_owner = "advisor" }',
        'names = { expert = { fr = "Atelier", en = "Workshop" } }',
    )
)
WITHOUT = parse(small())


@pytest.mark.parametrize(
    ("reached", "topic", "then"),
    [
        ("", "", "product_owner"),
        ("", "returns", "product_owner"),
        ("", "technical", "expert"),
        ("product_owner", "technical", "expert"),
        ("expert", "technical", ""),
        ("expert", "", ""),
        ("a_level_of_a_former_charter", "", "product_owner"),
    ],
)
def test_a_request_goes_on_to_the_next_level_or_to_the_one_that_knows_its_topic(reached, topic, then):
    """D3."""
    assert next_level(CHARTER, reached, topic) == then


def test_every_request_begins_at_the_first_level():
    """D3."""
    assert level_reached(CHARTER, "") == "advisor"
    assert level_reached(CHARTER, "expert") == "expert"
    assert (level_reached(WITHOUT, ""), next_level(WITHOUT, "")) == ("", "")


def test_a_level_is_answered_by_whom_the_charter_names_else_by_whom_it_is_called_after():
    """D3: an audience, or a group of the shop."""
    assert answered_by(CHARTER, "product_owner").audience == "advisor"
    assert answered_by(CHARTER, "advisor").audience == "advisor"
    assert answered_by(CHARTER, "expert").groups == ("Atelier", "Workshop")
    assert level_in("en", CHARTER, "expert") == "Workshop"
    assert level_in("fr", CHARTER, "expert") == "Atelier"


def test_the_charter_read_aloud_says_who_answers_which_level():
    """D3."""
    [told] = [it for it in chapters(CHARTER, "en") if it.key == "escalation"]

    assert ("Product owner", "answered by: Conseiller") in told.rows


def test_a_level_that_is_none_is_answered_by_nobody():
    """D3: and the charter says so where it is checked."""
    mistaken = small("[escalation]", 'levels = ["expert"]', 'answered_by = { exprt = "advisor" }')

    assert "unknown_level" in {it.code for it in examine(mistaken).mistakes}
