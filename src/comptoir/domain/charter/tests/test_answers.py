"""Audiences, topics, promises: what the charter answers."""

from __future__ import annotations

import pytest

from comptoir.domain.charter.rules import (
    audiences_for,
    examine,
    ladder,
    may_answer,
    may_see,
    parse,
    promise_for,
    stand_ins,
    topic_of,
)
from comptoir.domain.charter.tests.charters import READY, SMALL, small

TOPICS = """\
[topics]
services = ["ambassador", "advisor"]
after_sales = ["advisor"]

[topic.services]
words = { fr = ["livraison", "frais de port"], en = ["delivery"] }

[topic.after_sales]
name = { fr = "Service après-vente", en = "After-sales" }
words = { fr = ["répar*", "SAV", "cassé"], en = ["repair*"] }
complexity = "complex"
"""

CHARTER = parse(small(TOPICS))


def test_a_topic_is_answered_by_its_audiences_in_their_order():
    """A4, A5"""
    assert audiences_for(CHARTER, "services") == ("ambassador", "advisor")
    assert audiences_for(CHARTER, "after_sales") == ("advisor",)
    assert not may_answer(CHARTER, "ambassador", "after_sales")


def test_without_a_topic_everybody_may_answer():
    """A4"""
    assert audiences_for(CHARTER, None) == ("advisor", "ambassador")
    assert may_answer(CHARTER, "ambassador", None)
    assert may_answer(CHARTER, "ambassador", "a topic of an older charter")


def test_who_stands_in_for_an_audience_may_answer_the_topic():
    """A6"""
    assert stand_ins(CHARTER, "ambassador", None) == ("advisor",)
    assert stand_ins(CHARTER, "ambassador", "after_sales") == ("advisor",)
    assert stand_ins(CHARTER, "advisor", "after_sales") == ()
    assert stand_ins(CHARTER, "", None) == ("advisor", "ambassador")


def test_nobody_stands_in_where_the_fallback_asks_no_other_audience():
    """A6"""
    charter = parse(small(TOPICS + '\n[chat]\nfallback = ["referent_alarm", "message"]\n'))
    assert stand_ins(charter, "ambassador", None) == ()


def test_a_topic_without_a_name_is_called_by_its_key():
    assert CHARTER.topics["services"].name.in_language("ro") == "Services"
    assert CHARTER.topics["after_sales"].name.in_language("ro") == "Service après-vente"


@pytest.mark.parametrize(
    ("text", "language", "topics"),
    [
        ("Ma bague est CASSÉ", "fr", [("after_sales", 1)]),
        ("ma bague est casse, je veux une réparation", "fr", [("after_sales", 2)]),
        ("Quels sont les frais de port pour la livraison ?", "fr", [("services", 4)]),
        ("livraison au sav", "fr", [("services", 1), ("after_sales", 1)]),
        ("Le savon", "fr", []),
        ("frais d'ouverture et port", "fr", []),
        ("I need a repair after delivery", "en", [("services", 1), ("after_sales", 1)]),
        ("Vreau o livraison", "ro", [("services", 1)]),
        ("", "fr", []),
        ("repair", "", [("after_sales", 1)]),
    ],
)
def test_a_text_gives_its_topic_away_by_whole_words(text, language, topics):
    """A5, D2"""
    assert topic_of(CHARTER, text, language) == topics


def test_a_conversation_with_the_jeweller_that_drifts_is_noticed():
    """A5"""
    charter = parse(next(path for path in READY if path.stem == "jeweller").read_text())

    found = topic_of(charter, "Bonjour, le fermoir de mon collier est cassé, pouvez-vous le réparer ?", "fr")

    assert found[0][0] == "after_sales"
    assert not may_answer(charter, "ambassador", found[0][0])


def test_what_is_not_granted_is_not_seen():
    """A11"""
    assert may_see(CHARTER, "ambassador", "first_name")
    assert not may_see(CHARTER, "ambassador", "email")
    assert not may_see(CHARTER, "nobody", "first_name")


def test_everything_grants_every_field():
    """A11"""
    charter = parse(small(old='name = "Conseiller"', new='name = "Conseiller"\nmay_see = ["everything"]'))

    assert may_see(charter, "advisor", "orders")


def test_a_field_nobody_speaks_of_is_a_bug_not_a_no():
    with pytest.raises(ValueError, match="salary"):
        may_see(CHARTER, "advisor", "salary")


def test_in_doubt_there_is_never_a_dead_end():
    """A6"""
    assert ladder(CHARTER, "ambassador") == ("advisor", "contact_card", "message")
    assert ladder(CHARTER, "advisor") == ("message",)
    assert ladder(CHARTER, "nobody") == ("message",)


def test_the_nearest_promise_holds():
    """D1"""
    charter = parse(
        small(
            *(
                f'[promises.{of}]\nof = "{of}"\nwhen = "first_answer"\nwithin = "{hours} h"\nclock = "weekday"'
                for of, hours in (("any", 24), ("social", 8), ("x", 1))
            )
        )
    )

    assert [promise_for(charter, of, "first_answer").key for of in ("x", "facebook", "email")] == ["x", "social", "any"]
    assert promise_for(charter, "email", "resolution") is None
    assert promise_for(parse(SMALL), "chat", "first_answer") is None


def test_an_audience_is_held_to_its_own_wording():
    """A10"""
    wording = parse(small("[wording]", 'link = "confirm"', "[wording.ambassador]", 'link = "forbid"')).wording

    assert wording.of("advisor").link == "confirm"
    assert wording.of("ambassador").link == "forbid"
    assert wording.of("ambassador").spelling == wording.spelling


def test_a_channel_has_a_wording_of_its_own_and_an_audience_on_it_another():
    """A10, D1: what is said of both goes before what is said of the audience, and that before what is said of the channel."""
    wording = parse(
        small(
            "[wording]",
            'spelling = "hint"',
            "[wording.email]",
            'spelling = "confirm"\nlink = "hint"',
            "[wording.social]",
            'emoji_at_most = 3\nspelling = "hold"',
            "[wording.ambassador]",
            'link = "forbid"',
            "[wording.ambassador.email]",
            'spelling = "hold"',
        )
    ).wording

    assert [wording.of("advisor", channel).spelling for channel in ("", "chat", "email", "x")] == [
        "hint",
        "hint",
        "confirm",
        "hold",
    ]
    assert (wording.of("ambassador", "email").spelling, wording.of("ambassador", "email").link) == ("hold", "forbid")
    assert (wording.of("advisor", "email").link, wording.of("ambassador", "chat").spelling) == ("hint", "hint")
    assert wording.of("advisor", "facebook").emoji_at_most == 3


@pytest.mark.parametrize("name", ['"advisor."', 'advisor.""', '"advisor.email"'])
def test_a_wording_for_a_name_that_nobody_has_is_never_passed_over_in_silence(name):
    assert examine(small(f"[wording.{name}]", 'spelling = "hold"')).charter is None


def test_a_text_is_said_in_the_language_asked_for_or_the_shops_own():
    name = CHARTER.audiences["ambassador"].name

    assert [name.in_language(language) for language in ("en", "fr", "ro")] == [
        "Ambassador",
        "Ambassadeur",
        "Ambassadeur",
    ]
