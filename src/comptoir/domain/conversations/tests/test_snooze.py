"""Putting a request aside: it comes back at its time, or as soon as the customer writes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from comptoir.domain.charter.rules import parse
from comptoir.domain.conversations import actions
from comptoir.domain.conversations.errors import ConversationIsClosed, NotInTheFuture, StillChatting
from comptoir.domain.conversations.events import SnoozeEnds
from comptoir.domain.conversations.models import Entry
from comptoir.domain.conversations.queries import inbox_page
from comptoir.domain.conversations.reactions import wake_snoozed
from comptoir.domain.conversations.rules import snooze_presets
from comptoir.foundation.models import Announcement
from comptoir.foundation.worker import Worker
from tests.people import ALWAYS_OPEN, NOON, a_conversation, a_member, a_shop, a_viewer, says

LATER = NOON + dt.timedelta(hours=3)
JEWELLER = parse((Path(__file__).parents[5] / "charters" / "jeweller.toml").read_text())


@pytest.fixture
def adele(db):
    return a_viewer(a_member(a_shop(), "advisor"))


@pytest.fixture
def asked(adele):
    """A request that Adèle answers."""
    from comptoir.domain.shops.queries import shop_of_id

    conversation = a_conversation(shop_of_id(adele.shop_id), leave_message=True)
    actions.assign(conversation_id=conversation.pk, membership_id=adele.membership_id, now=NOON)
    return conversation


def put_aside(conversation, adele, until=LATER, now=NOON):
    actions.snooze(conversation_id=conversation.pk, viewer=adele, until=until, now=now)


def ids(adele, view):
    return [row.pk for row in inbox_page([adele], view=view).rows]


def kinds(conversation):
    return list(Entry.objects.filter(conversation=conversation).order_by("seq").values_list("kind", flat=True))


def time_passes_to(moment):
    import time_machine

    with time_machine.travel(moment, tick=False):
        Worker({SnoozeEnds: [wake_snoozed]}).deliver_all(moment)


def test_a_snoozed_request_stands_in_its_own_view_until_its_time(asked, adele) -> None:
    """F: snooze."""
    put_aside(asked, adele)

    assert (ids(adele, "mine"), ids(adele, "snoozed")) == ([], [asked.pk])
    time_passes_to(LATER - dt.timedelta(seconds=1))
    assert ids(adele, "snoozed") == [asked.pk]
    time_passes_to(LATER)
    assert (ids(adele, "mine"), ids(adele, "snoozed")) == ([asked.pk], [])
    assert kinds(asked)[-2:] == ["snoozed", "woken"]


def test_it_comes_back_at_once_when_the_customer_writes(asked, adele) -> None:
    put_aside(asked, adele)

    says(asked, "Je l’ai retrouvée !")

    assert ids(adele, "mine") == [asked.pk]
    assert kinds(asked)[-2:] == ["woken", "message"]
    assert not Announcement.objects.filter(key=f"snooze:{asked.pk}").exists()


def test_who_puts_it_off_again_is_not_woken_by_the_first_timer(asked, adele) -> None:
    put_aside(asked, adele)
    put_aside(asked, adele, LATER + dt.timedelta(hours=1))

    time_passes_to(LATER)

    assert ids(adele, "snoozed") == [asked.pk]


def test_a_member_brings_it_back_and_twice_is_once(asked, adele) -> None:
    put_aside(asked, adele)
    for _ in range(2):
        actions.wake(conversation_id=asked.pk, viewer=adele, now=NOON)

    assert ids(adele, "mine") == [asked.pk]
    assert kinds(asked).count("woken") == 1


def test_what_is_closed_is_not_asleep(asked, adele) -> None:
    put_aside(asked, adele)
    actions.close_conversation(conversation_id=asked.pk, viewer=adele, now=NOON)

    assert ids(adele, "snoozed") == []
    with pytest.raises(ConversationIsClosed):
        put_aside(asked, adele)


def test_nobody_puts_a_live_chat_aside(adele) -> None:
    from comptoir.domain.shops.queries import shop_of_id

    chat = a_conversation(shop_of_id(adele.shop_id))
    actions.assign(conversation_id=chat.pk, membership_id=adele.membership_id, now=NOON)

    with pytest.raises(StillChatting):
        put_aside(chat, adele)


@pytest.mark.parametrize("until", [NOON, NOON - dt.timedelta(days=1), NOON + dt.timedelta(days=400)])
def test_the_moment_is_still_to_come_and_not_for_ever(asked, adele, until) -> None:
    with pytest.raises(NotInTheFuture):
        put_aside(asked, adele, until)


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("now", "presets"),
    [
        (
            "2026-12-01T10:07+01:00",  # a Tuesday
            [("later_today", "2026-12-01T13:15"), ("tomorrow", "2026-12-02T08:00"), ("monday", "2026-12-07T08:00")],
        ),
        (
            "2026-12-05T20:00+01:00",  # Saturday evening: tomorrow is closed, and Monday comes next
            [("monday", "2026-12-07T08:00")],
        ),
    ],
)
def test_the_presets_follow_the_hours_of_those_who_answer(now, presets) -> None:
    """F: snooze until a moment at which somebody is there."""
    found = snooze_presets(JEWELLER, "advisor", at(now))

    shown = [(it.key, it.until.astimezone(at(now).tzinfo).strftime("%Y-%m-%dT%H:%M")) for it in found]
    assert shown == presets


def test_who_is_there_around_the_clock_is_proposed_mornings() -> None:
    """F: late on a Sunday, too, there is something to choose."""
    sunday_night = dt.datetime(2026, 11, 22, 21, 40, tzinfo=dt.UTC)
    found = snooze_presets(parse(ALWAYS_OPEN), "advisor", sunday_night)

    assert [(it.key, it.until.isoformat()) for it in found] == [("monday", "2026-11-23T08:00:00+00:00")]
