"""Who asked for leave and is away from their desk learns by mail what was answered (A7)."""

from __future__ import annotations

import datetime as dt

import pytest

from comptoir.domain.channels.answering_leave import leave_letter
from comptoir.domain.channels.inside import OWN_PAGES
from comptoir.domain.channels.models import SentMail
from comptoir.domain.channels.reactions import tell_of_leave
from comptoir.domain.people.actions import answer_absence, note_absence, plan_absence
from comptoir.domain.people.events import LeaveAnswered
from comptoir.domain.people.queries import answered_leave
from comptoir.domain.routing.models import Desk
from comptoir.foundation.worker import Worker
from tests.people import NOON, a_member, a_shop, a_viewer

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
EVENING = dt.datetime(2026, 12, 10, 23, tzinfo=dt.UTC)
"""Midnight in Paris."""


@pytest.fixture
def shop(monkeypatch):
    monkeypatch.setattr("comptoir.domain.channels.reactions.now", lambda: NOON)
    monkeypatch.setitem(OWN_PAGES, "absences", lambda: "https://desk.example/console/team")
    return a_shop()


def asked(shop, days: int = 3, **terms):
    adele = a_member(shop, "advisor")
    span = {"starts_at": EVENING, "ends_at": EVENING + days * DAY, "kind": "holiday", "needs_leave": True}
    return plan_absence(viewer=a_viewer(adele), membership_id=adele.pk, now=NOON, **span | terms)


def answered(shop, *, is_granted: bool = True, word: str = "", **terms):
    absence = asked(shop, **terms)
    marc = a_viewer(a_member(shop, "manager"))
    return answer_absence(viewer=marc, absence_id=absence.pk, is_granted=is_granted, word=word, now=NOON)


def told(absence) -> str:
    return leave_letter(answered_leave(absence.pk, NOON), OWN_PAGES["absences"](), NOON).text


def test_the_answer_comes_by_mail_with_its_word_and_the_way_there(shop) -> None:
    absence = answered(shop, word="Bonnes vacances")
    Worker({LeaveAnswered: [tell_of_leave]}).deliver_all(NOON)
    letter = SentMail.objects.get()
    assert (letter.template, letter.party, letter.recipient) == ("leave", "member", absence.membership.user.email)
    assert "Bonnes vacances" in told(absence)
    assert "https://desk.example/console/team" in told(absence)


def test_it_is_written_once_however_often_it_is_told(shop) -> None:
    event = LeaveAnswered(answered(shop).pk, 0, shop.id)
    tell_of_leave(event)
    tell_of_leave(event)
    assert SentMail.objects.count() == 1


@pytest.mark.parametrize(("days", "said"), [(1, "11 December"), (3, "13 December")])
def test_days_are_the_shops_own(shop, days: int, said: str) -> None:
    """What ends at midnight ends on the day before."""
    absence = answered(shop, days=days)
    absence.membership.user.language = "en"
    absence.membership.user.save()
    assert said in told(absence)
    assert ("from" in told(absence)) == (days > 1)


def test_a_refusal_says_so(shop) -> None:
    absence = answered(shop, is_granted=False, word="Nous sommes déjà trois de moins")
    absence.membership.user.language = "en"
    absence.membership.user.save()
    assert "is refused" in told(absence)


def test_who_sits_at_their_desk_has_seen_it_there(shop) -> None:
    absence = answered(shop)
    desk = {"availability": "away", "seen_at": NOON - dt.timedelta(seconds=5), "changed_at": NOON}
    Desk.objects.create(user=absence.membership.user, **desk)
    tell_of_leave(LeaveAnswered(absence.pk, absence.membership_id, shop.id))
    assert not SentMail.objects.exists()


def test_what_was_noted_since_needs_no_letter(shop) -> None:
    absence = answered(shop)
    note_absence(viewer=a_viewer(absence.membership), absence_id=absence.pk)
    tell_of_leave(LeaveAnswered(absence.pk, absence.membership_id, shop.id))
    assert not SentMail.objects.exists()


def test_who_has_left_is_not_written_to(shop) -> None:
    absence = answered(shop)
    type(absence.membership).objects.filter(pk=absence.membership_id).update(is_active=False)
    tell_of_leave(LeaveAnswered(absence.pk, absence.membership_id, shop.id))
    assert not SentMail.objects.exists()


def test_what_is_still_asked_says_nothing(shop) -> None:
    absence = asked(shop)
    tell_of_leave(LeaveAnswered(absence.pk, absence.membership_id, shop.id))
    assert not SentMail.objects.exists()
