"""Which addresses mail may come to here: asked while a sender waits, answered from the database alone."""

from __future__ import annotations

import datetime as dt

import pytest

from comptoir.domain.channels.house import secrets
from comptoir.domain.channels.models import Mailbox, ReplyAddress, SentMail
from comptoir.domain.channels.queries import doors_open_to, hook_key, mailbox_of_hook
from comptoir.foundation.clock import now
from comptoir.letters.tokens import bounce_local_part, new_local_part
from tests.people import NOON, a_conversation, a_shop

pytestmark = pytest.mark.django_db
REPLIES = "reply.shop.example"


@pytest.fixture(autouse=True)
def _domain(settings) -> None:
    settings.MAIL_DOMAIN = REPLIES


def is_open(address: str) -> bool:
    return doors_open_to([address])[address]


def a_reply_address(**facts: object) -> str:
    shop = a_shop()
    local = new_local_part(secrets())
    talk = a_conversation(shop, now=NOON)
    usual = {"party": "customer", "address": "ana@client.example", "created_at": NOON}
    ReplyAddress.objects.create(shop_id=shop.id, conversation_id=talk.pk, local_part=local, **usual | facts)
    return f"{local}@{REPLIES}"


def test_a_mailbox_has_its_door_here_when_its_mail_comes_to_us() -> None:
    shop = a_shop()
    for way in ("listener", "imap", "webhook"):
        Mailbox.objects.create(shop_id=shop.id, address=f"{way}@shop.example", incoming=way)
    Mailbox.objects.create(shop_id=shop.id, address="off@shop.example", incoming="listener", is_on=False)
    asked = [f"{name}@shop.example" for name in ("listener", "LISTENER", "imap", "webhook", "off", "nobody")]
    assert list(doors_open_to(asked).values()) == [True, True, False, False, False, False]


def test_an_address_for_replies_is_open_however_servers_on_the_way_have_written_it() -> None:
    """Threat 6"""
    address = a_reply_address()
    assert is_open(address)
    assert is_open(address.upper())
    assert is_open(address.replace("@", "+tag@"))


def test_a_guess_is_refused_without_looking_anything_up(django_assert_num_queries) -> None:
    """Threat 5"""
    with django_assert_num_queries(1):  # for mailboxes of that address
        assert not is_open(f"c-{'a' * 36}@{REPLIES}")


def test_an_address_that_was_ended_is_as_unknown_as_any() -> None:
    assert not is_open(a_reply_address(ended_at=NOON - dt.timedelta(days=400)))
    assert is_open(a_reply_address(ended_at=now() + dt.timedelta(days=1)))


def test_an_address_for_replies_counts_in_its_own_domain_alone() -> None:
    """Threat 20"""
    assert not is_open(a_reply_address().replace(REPLIES, "shop.example"))


def test_a_bounce_is_taken_for_a_letter_that_was_written() -> None:
    shop = a_shop()
    letter = SentMail.objects.create(
        shop_id=shop.id, template="answer", recipient="a@b.example", message_id="<o1@x>", envelope_from="", content=b"",
        once="1", written_at=NOON,
    )  # fmt: skip
    assert is_open(f"{bounce_local_part(letter.pk, secrets())}@{REPLIES}")
    assert not is_open(f"{bounce_local_part(letter.pk + 1, secrets())}@{REPLIES}")


@pytest.mark.parametrize("address", ["", "@", "nobody", "@shop.example", "a" * 400 + "@shop.example", "x@\x00"])
def test_what_is_no_address_has_no_door(address: str) -> None:
    assert not is_open(address)


def test_many_are_asked_about_at_once(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        doors_open_to([f"n{n}@shop.example" for n in range(50)])


def test_the_key_of_a_webhook_is_of_one_mailbox_and_one_installation(settings) -> None:
    """A16"""
    box = Mailbox.objects.create(shop_id=a_shop().id, address="a@shop.example", incoming="webhook")
    key = hook_key(box.pk)
    found = mailbox_of_hook(key)
    assert found is not None
    assert found.mailbox_id == box.pk
    assert mailbox_of_hook(f"{box.pk + 1}-{key.partition('-')[2]}") is None
    assert mailbox_of_hook(key[:-1]) is None
    settings.SECRET_KEY = "another"
    assert mailbox_of_hook(key) is None
