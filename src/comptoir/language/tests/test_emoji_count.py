"""Emoji and smileys."""

from __future__ import annotations

import pytest

from comptoir.language import emoji_count
from comptoir.language.tests.replies import words_found

FAMILY = "👩\u200d👩\u200d👧\u200d👦"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Merci 😊", []),
        (f"Merci {FAMILY}", []),
        ("Merci 🇷🇴 👍🏽", ["👍🏽"]),
        ("Merci 😊 et à bientôt 🎉🎉", ["🎉🎉"]),
        ("Merci :-) ;-) :D", [";-) :D"]),
        ("Voici (avec le sourire :) et (encore :) oui", []),
        ("Horaires : 8:30/9:30 http://a.example © ™ ➡", []),
    ],
)
def test_only_those_beyond_the_number_are_found(body, words):
    assert words_found(emoji_count, body) == words


def test_where_none_is_allowed_the_first_is_found():
    assert words_found(emoji_count, "Merci ❤️", emoji_at_most=0) == ["❤️"]
