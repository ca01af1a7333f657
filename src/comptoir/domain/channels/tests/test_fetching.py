"""Who fetches from which mailbox, and what is in a mailbox's way."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from comptoir.domain.channels.actions import (
    keep_tokens,
    lease_mailboxes,
    let_go_of,
    mailbox_troubled,
    mailbox_well,
    oauth_of,
)
from comptoir.domain.channels.connecting.access import trouble_words
from comptoir.domain.channels.models import Mailbox
from comptoir.domain.channels.sealing import seal
from tests.people import NOON, a_shop

pytestmark = pytest.mark.django_db

LATER = NOON + dt.timedelta(minutes=2)


def a_box(n: int = 1, **facts: Any) -> Mailbox:
    usual = {"incoming": "imap", "imap_host": "imap.example", "imap_user": "u", "imap_secret": seal("password")}
    return Mailbox.objects.create(shop_id=a_shop().id, address=f"box{n}@shop.example", **usual | facts)


def leased(now: dt.datetime = NOON, held: tuple[int, ...] = (), at_most: int = 10) -> list[int]:
    rows = lease_mailboxes(now=now, until=now + dt.timedelta(minutes=2), at_most=at_most, held=held)
    return [it.id for it in rows]


def test_a_mailbox_is_fetched_from_by_one_process_at_a_time() -> None:
    box = a_box()
    assert leased() == [box.pk]
    assert leased() == []
    assert leased(held=(box.pk,)) == [box.pk]


def test_the_mailboxes_of_a_process_that_died_are_fetched_from_by_another() -> None:
    """R9"""
    box = a_box()
    leased()
    assert leased(LATER) == [box.pk]


def test_one_that_is_let_go_of_is_free_at_once() -> None:
    box = a_box()
    leased()
    let_go_of([box.pk])
    assert leased() == [box.pk]


def test_a_process_takes_no_more_than_it_can() -> None:
    boxes = [a_box(n).pk for n in range(3)]
    first = leased(at_most=2)
    assert first == boxes[:2]
    assert leased(held=tuple(first), at_most=2) == boxes[:2]
    assert leased() == boxes[2:]


@pytest.mark.parametrize("facts", [{"is_on": False}, {"incoming": "listener"}])
def test_one_that_is_off_or_comes_by_another_way_is_not_fetched_from(facts: dict[str, Any]) -> None:
    box = a_box(**facts)
    assert leased() == []
    assert leased(held=(box.pk,)) == []


def test_its_secrets_are_opened_for_who_fetches_alone() -> None:
    box = a_box(oauth_provider="google", oauth_client="client", oauth_secrets=seal(json.dumps({"refresh_token": "r"})))
    [found] = lease_mailboxes(now=NOON, until=LATER, at_most=1)
    assert found.access.secret == "password"
    assert found.oauth is not None
    assert found.oauth.secrets == {"refresh_token": "r"}
    box.refresh_from_db()
    assert "password" not in box.imap_secret


def test_tokens_are_kept_sealed() -> None:
    box = a_box(oauth_provider="google", oauth_client="client")
    keep_tokens(mailbox_id=box.pk, secrets={"access_token": "very secret"})
    box.refresh_from_db()
    assert "very secret" not in box.oauth_secrets
    found = oauth_of(box.pk)
    assert found is not None
    assert found.secrets == {"access_token": "very secret"}


def told(box: Mailbox) -> tuple[str, dt.datetime | None]:
    box.refresh_from_db()
    return box.trouble, box.trouble_since


def test_trouble_is_told_since_when_it_is_there() -> None:
    box = a_box()
    mailbox_troubled(mailbox_id=box.pk, why="sign_in_refused", now=NOON)
    mailbox_troubled(mailbox_id=box.pk, why="sign_in_refused", now=LATER)
    assert told(box) == ("sign_in_refused", NOON)
    mailbox_troubled(mailbox_id=box.pk, why="too_slow", now=LATER)
    assert told(box) == ("too_slow", LATER)
    mailbox_well(mailbox_id=box.pk, now=LATER)
    assert told(box) == ("", None)
    assert box.looked_at == LATER


def test_trouble_with_what_goes_out_is_another_and_hides_none_with_what_comes_in() -> None:
    box = a_box()
    mailbox_troubled(mailbox_id=box.pk, why="no_tls", now=NOON, side="out")
    assert told(box) == ("out no_tls", NOON)
    mailbox_well(mailbox_id=box.pk, now=LATER)
    assert told(box)[0] == "out no_tls"
    mailbox_troubled(mailbox_id=box.pk, why="certificate", now=LATER)
    mailbox_troubled(mailbox_id=box.pk, why="no_tls", now=LATER, side="out")
    mailbox_well(mailbox_id=box.pk, now=LATER, side="out")
    assert told(box) == ("certificate", LATER)


def test_what_is_no_trouble_that_people_know_is_not_kept() -> None:
    with pytest.raises(ValueError, match="the server's own words"):
        mailbox_troubled(mailbox_id=1, why="the server's own words", now=NOON)


def test_trouble_has_words() -> None:
    assert trouble_words("certificate") == "The server's certificate cannot be trusted."
    assert trouble_words("out certificate") == "Sending: The server's certificate cannot be trusted."
    assert trouble_words("of another release") == "The server refused."
