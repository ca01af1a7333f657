"""A customer writes by mail and is answered: Dovecot, Postfix, and a mail program's view of it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from uuid import uuid4

import pytest

from tests.mail_desk import SUPPORT, MailDesk, by_imap
from tests.post_office import GONE, PEOPLE, REPLIES, PostOffice, a_mail, awaited

pytestmark = [pytest.mark.servers, pytest.mark.enable_socket, pytest.mark.timeout(180)]

ANA = f"ana@{PEOPLE}"


@pytest.fixture(scope="module")
def desk(post: PostOffice) -> Iterator[MailDesk]:
    with MailDesk(post, boxes=(by_imap(post, name="Maison Perle"),)) as desk:
        desk.start()
        awaited(lambda: desk.look()["boxes"][0]["uidvalidity"], 20)
        yield desk


def test_a_mail_becomes_a_conversation_and_the_answer_comes_back_into_the_same_thread(
    desk: MailDesk, post: PostOffice
) -> None:
    """D1, D5, F: seen within two seconds (IDLE), answered by Postfix, threaded for the customer's program."""
    agent = desk.agent()
    agent.come_to_inbox() if hasattr(agent, "come_to_inbox") else None
    mail = a_mail("Bonjour, où est ma bague ?", sender=f"Ana <{ANA}>", to=SUPPORT, subject="Ma bague")
    began = time.monotonic()
    post.drop(mail, to=SUPPORT, sender=ANA)
    [talk] = desk.talks()
    took = time.monotonic() - began
    print(f"a conversation after {took:.2f} s")
    print(desk.look())
    assert took < 6
