"""Who leaves, or is away: nothing is offered to them, and what they held is for others. Nothing is dropped (R1)."""

from __future__ import annotations

import datetime as dt

import pytest

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.conversations.models import Conversation
from comptoir.domain.people.actions import bring_back_member, deactivate_member, plan_absence, set_hours
from comptoir.domain.people.queries import forget_members
from comptoir.domain.routing.actions import release_member
from comptoir.domain.routing.models import Desk
from comptoir.domain.routing.queries import hand_over_targets
from comptoir.domain.routing.queries.candidates import candidates_for
from comptoir.domain.routing.rules import Candidate, Wish, ranked
from tests.people import NOON, a_conversation, a_member, a_shop, a_viewer


@pytest.fixture
def shop(db: None):
    return a_shop()


def at_desk(member) -> None:
    Desk.objects.create(user=member.user, availability="available", changed_at=NOON, seen_at=NOON)


def asked(shop) -> set[str]:
    return {it.name for it in candidates_for(shop.id, charter_in_force(shop.id, NOON)[1], NOON)}


def test_who_leaves_gives_back_all_that_they_answer(shop) -> None:
    marc, adele = a_member(shop, "manager"), a_member(shop, "advisor")
    held = [a_conversation(shop, answered_by=adele) for _ in range(3)]
    deactivate_member(viewer=a_viewer(marc), membership_id=adele.pk, now=NOON)

    assert release_member(membership_id=adele.pk, now=NOON) is False

    assert {it.status for it in Conversation.objects.filter(pk__in=[it.pk for it in held])} == {"waiting"}


def test_who_is_back_before_that_keeps_it(shop) -> None:
    marc, adele = a_member(shop, "manager"), a_member(shop, "advisor")
    talk = a_conversation(shop, answered_by=adele)
    deactivate_member(viewer=a_viewer(marc), membership_id=adele.pk, now=NOON)
    bring_back_member(viewer=a_viewer(marc), membership_id=adele.pk, now=NOON)

    release_member(membership_id=adele.pk, now=NOON)

    talk.refresh_from_db()
    assert talk.assignee_id == adele.pk


def test_who_is_absent_or_off_their_hours_is_offered_nothing(shop) -> None:
    adele, amin, zoe = a_member(shop, "advisor"), a_member(shop, "ambassador"), a_member(shop, "advisor", name="Zoe")
    for member in (adele, amin, zoe):
        at_desk(member)
    assert asked(shop) == {"Adèle", "Amin", "Zoe"}

    plan_absence(
        viewer=a_viewer(adele),
        membership_id=adele.pk,
        starts_at=NOON,
        ends_at=NOON + dt.timedelta(days=1),
        now=NOON,
    )
    hours = {"wed": [["09:00", "12:00"]]}
    set_hours(viewer=a_viewer(amin), membership_id=amin.pk, hours=hours, time_zone="Europe/Paris", now=NOON)

    assert asked(shop) == {"Zoe"}


def test_colleagues_see_until_when_somebody_is_away(shop) -> None:
    adele, zoe = a_member(shop, "advisor"), a_member(shop, "advisor", name="Zoe")
    at_desk(zoe)
    back = NOON + dt.timedelta(days=1)
    plan_absence(viewer=a_viewer(zoe), membership_id=zoe.pk, starts_at=NOON, ends_at=back, now=NOON)
    talk = a_conversation(shop, answered_by=adele)
    forget_members()

    shown = next(it for it in hand_over_targets(a_viewer(adele), talk.pk, NOON)["members"] if it["name"] == "Zoe")

    assert (shown["availability"], shown["until"]) == ("absent", back)


def candidate(pk: int, *, skills: frozenset[str] = frozenset(), languages: frozenset[str] = frozenset(), load: int = 0):
    return Candidate(pk, pk, pk, "advisor", load, 3, None, NOON, languages=languages, skills=skills)


def test_who_has_every_skill_that_the_topic_asks_for_is_asked_first() -> None:
    """F: skills; nobody waits because nobody has them."""
    plain = candidate(1)
    half = candidate(2, skills=frozenset({"engraving"}))
    both = candidate(3, skills=frozenset({"engraving", "pearls"}), load=2)
    wish = Wish(skills=frozenset({"engraving", "pearls"}))

    assert ranked([plain, half, both], wish)[0] is both
    assert ranked([plain, half], wish)[0] in (plain, half)


def test_the_customers_language_goes_before_a_skill() -> None:
    speaks = candidate(1, languages=frozenset({"fr"}))
    knows = candidate(2, languages=frozenset({"ro"}), skills=frozenset({"pearls"}))

    assert ranked([knows, speaks], Wish(language="fr", skills=frozenset({"pearls"})))[0] is speaks
