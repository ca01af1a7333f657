"""Who may be asked, and who is asked first: tables."""

from __future__ import annotations

import datetime as dt

import pytest

from comptoir.domain.routing.rules import Candidate, Wish, has_room, may_be_asked, ranked

NOON = dt.datetime(2026, 12, 1, 12, 0, tzinfo=dt.UTC)


def minutes(n: float) -> dt.datetime:
    return NOON + dt.timedelta(minutes=n)


def an_agent(name: str, membership_id: int = 1, **fields) -> Candidate:
    fields = {"load": 0, "limit": 3, "idle_since": NOON, "changed_at": NOON} | fields
    return Candidate(
        desk_id=membership_id,
        user_id=membership_id,
        membership_id=membership_id,
        audience="advisor",
        name=name,
        **fields,
    )


FRENCH = frozenset({"fr"})
ENGLISH = frozenset({"en"})

ORDERS = [
    ("least load first", Wish(), [("b", {"load": 0}), ("a", {"load": 1})]),
    ("then longest idle", Wish(), [("b", {"idle_since": NOON}), ("a", {"idle_since": minutes(1)})]),
    ("who never took anything is the longest idle", Wish(), [("b", {"idle_since": None}), ("a", {})]),
    (
        "load goes before idleness",
        Wish(),
        [("b", {"load": 0, "idle_since": minutes(5)}), ("a", {"load": 1, "idle_since": minutes(-60)})],
    ),
    (
        "then who has the topic among their own",
        Wish(topic="returns"),
        [("b", {"topics": frozenset({"returns"})}), ("a", {})],
    ),
    (
        "then who has the language among their own",
        Wish(language="fr"),
        [("b", {"languages": FRENCH}), ("a", {"languages": frozenset()})],
    ),
    (
        "idleness goes before skill",
        Wish(topic="returns"),
        [("b", {"idle_since": NOON}), ("a", {"idle_since": minutes(1), "topics": frozenset({"returns"})})],
    ),
    (
        "a busy agent who speaks the language before an idle one who does not",
        Wish(language="fr"),
        [("b", {"languages": FRENCH, "load": 2})],
    ),
]


@pytest.mark.parametrize(("title", "wish", "expected"), ORDERS, ids=[row[0] for row in ORDERS])
def test_the_best_is_asked_first(title, wish, expected):
    """A1."""
    agents = [an_agent(name, number, **fields) for number, (name, fields) in enumerate(expected, start=10)]
    assert [each.name for each in ranked(reversed(agents), wish)] == [name for name, _ in expected]


def test_who_speaks_another_language_is_asked_only_when_nobody_speaks_it():
    german = an_agent("Greta", 1, languages=frozenset({"de"}))
    french = an_agent("Fanny", 2, languages=FRENCH, load=2)
    assert ranked([german, french], Wish(language="fr")) == [french]
    assert ranked([german], Wish(language="fr")) == [german]
    full = an_agent("Fanny", 2, languages=FRENCH, load=3)
    assert ranked([german, full], Wish(language="fr")) == [german]


def test_who_is_asked_by_name_is_asked_alone_while_they_can_be():
    named, other = an_agent("Nina", 1, load=2), an_agent("Otto", 2)
    assert ranked([other, named], Wish(person=1)) == [named]
    busy = an_agent("Nina", 1, load=3)
    assert ranked([other, busy], Wish(person=1)) == [other]


MAY = [
    ("anybody, for anything", Wish(), {}, True),
    ("one whose topics include it", Wish(topic="a"), {"topics": frozenset("a")}, True),
    ("not one whose topics are others", Wish(topic="a"), {"topics": frozenset("b")}, False),
    ("one whose topics are others, asked by name", Wish(topic="a", person=1), {"topics": frozenset("b")}, True),
    ("not who gave it back", Wish(never=frozenset({1})), {}, False),
    ("not who declined in this round", Wish(declined={1: minutes(1)}), {}, False),
    ("who came back to their desk after declining", Wish(declined={1: minutes(-1)}), {}, True),
    ("another one's refusal does not count", Wish(declined={2: minutes(1)}), {}, True),
    ("not who declined, even asked by name", Wish(declined={1: minutes(1)}, person=1), {}, False),
]


@pytest.mark.parametrize(("title", "wish", "fields", "expected"), MAY, ids=[row[0] for row in MAY])
def test_who_may_be_asked(title, wish, fields, expected):
    assert may_be_asked(an_agent("Nina", 1, **fields), wish) is expected


@pytest.mark.parametrize(("load", "limit", "expected"), [(0, 1, True), (1, 1, False), (2, 1, False), (0, 0, False)])
def test_nobody_is_asked_beyond_their_limit(load, limit, expected):
    agent = an_agent("Nina", load=load, limit=limit)
    assert has_room(agent) is expected
    assert bool(ranked([agent], Wish())) is expected
