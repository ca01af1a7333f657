"""A11: whoever is shown the words of a conversation that is not theirs, by whatever address, is written down with the way.

A conversation in which everything is said with one word is planted; each address of the console is asked by somebody who may
read it and does not answer it. Where the word is answered, the reading must stand in the record.
"""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from comptoir.domain.channels.models import ReceivedMail
from comptoir.domain.conversations.models import Conversation, Correction, Entry, HeldMessage
from comptoir.domain.privacy.actions import forget_written
from comptoir.domain.privacy.models import AccessRecord
from comptoir.domain.privacy.rules import WAYS
from comptoir.surfaces.console.team_words import WAYS as WORDS_OF_WAYS
from tests.attacks.every_door import addresses
from tests.attacks.every_kind import OWN, plant
from tests.attacks.test_a04_foreign_things_of_every_kind import AS_PAGE, AS_SCRIPT, DOORS, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]

WORD = "zqsaidzq"

LINES = {"inbox", "list", "rows", "search", "team_uncovered", "wall"}
"""Where a line of a conversation stands beside those of many others: no reading yet, says docs/guide/supervision.md."""

WAYS_OF = {
    "talk": "opened",
    "entries": "opened",
    "held_here": "approval",
    "approvals": "approval",
    "approvals_held": "approval",
    "feed_excerpt": "feed",
    "review": "review",
    "forward": "opened",
    "privacy_ask": "opened",
    "entry_quoted": "mail",
}
"""By which way the record says that it was read."""


@pytest.fixture
def stage() -> SimpleNamespace:
    """A shop with one thing of each kind; what was said in its conversation says one word."""
    cache.clear()
    things = plant("maison-perle", OWN, "ours")
    talk = things["conversations.Conversation"]
    Entry.objects.filter(conversation__shop_id=talk.shop_id).exclude(body="").update(body=WORD)
    Conversation.objects.filter(shop_id=talk.shop_id).update(last_words=WORD)
    HeldMessage.objects.update(body=WORD)
    Correction.objects.update(before=WORD)
    ReceivedMail.objects.update(quoted=WORD, html=WORD)
    AccessRecord.objects.all().delete()
    return SimpleNamespace(own=things, talk=talk)


def readings(client: Client, address: str, talk: int) -> tuple[bool, list[str]]:
    """Whether the words were shown, and which ways were written down."""
    forget_written()
    cache.clear()
    point = transaction.savepoint()
    text = client.get(address).getvalue().decode("utf-8", "ignore")
    kept = list(AccessRecord.objects.filter(conversation_id=talk).values_list("ways", flat=True))
    transaction.savepoint_rollback(point)
    return WORD in text, kept


@pytest.mark.parametrize("role", ["referent", "administrator"])
def test_whoever_is_shown_the_words_of_anothers_conversation_is_written_down(stage: SimpleNamespace, role: str) -> None:
    """A11: as a page and as a script, by every address that shows anything of it."""
    unwritten = []
    for headers in (AS_PAGE, AS_SCRIPT):
        client = signed_in(stage.own["team"][role], **headers)
        for route in (it for it in DOORS if it.door and "GET" in it.door.methods and it.short not in LINES):
            for address in addresses(route, stage.own):
                shown, kept = readings(client, address, stage.talk.pk)
                if shown and not kept:
                    unwritten.append(address)
    assert not unwritten, "\n".join(sorted(set(unwritten)))


@pytest.mark.parametrize("name", WAYS_OF)
def test_the_record_says_by_which_way_it_was_read(stage: SimpleNamespace, name: str) -> None:
    """A11: so that a manager sees why somebody has read what is not theirs."""
    client = signed_in(stage.own["team"]["referent"], **AS_SCRIPT)
    route = next(it for it in DOORS if it.short == name)

    _shown, kept = readings(client, next(addresses(route, stage.own)), stage.talk.pk)

    assert kept == [f",{WAYS_OF[name]},"]


@pytest.mark.parametrize("name", sorted(LINES))
def test_a_line_in_a_list_is_no_reading(stage: SimpleNamespace, name: str) -> None:
    """A11: as the guide of supervision says; else the record would name everybody with every conversation."""
    client = signed_in(stage.own["team"]["referent"], **AS_PAGE)
    route = next(it for it in DOORS if it.short == name)

    for address in (route.address(), f"{route.address()}?q={WORD}"):
        assert readings(client, address, stage.talk.pk)[1] == []


def test_who_answers_reads_their_own_without_a_record(stage: SimpleNamespace) -> None:
    """A11: reading one's own conversation is one's work."""
    client = signed_in(stage.own["team"]["advisor"], **AS_PAGE)
    for name in ("talk", "held_here", "feed_excerpt", "wallet_here"):
        route = next(it for it in DOORS if it.short == name)
        assert readings(client, next(addresses(route, stage.own)), stage.talk.pk)[1] == []


def test_every_way_has_words_for_the_manager() -> None:
    """A11: the page of the readings names the way; the catalogues have it in four languages, or `make check` fails."""
    assert set(WORDS_OF_WAYS) == set(WAYS)
