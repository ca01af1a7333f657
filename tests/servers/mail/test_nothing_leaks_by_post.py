"""Two hundred answers go the whole way through real servers: Postfix, the listener, the house, Postfix, the other's mailbox. E3, threats 7 to 14."""

from __future__ import annotations

import dataclasses
import itertools
import re
from email.message import EmailMessage

import pytest

from tests.leaks import found_in, secrets_of
from tests.letters.answers import Writer
from tests.letters.clients import replies
from tests.letters.layout import Original
from tests.mail_desk import MailDesk
from tests.post_office import PEOPLE, REPLIES, PostOffice, awaited

pytestmark = [pytest.mark.servers, pytest.mark.embedded, pytest.mark.enable_socket, pytest.mark.timeout(300)]

SELLER = dataclasses.replace(Writer(), address=f"ana.lobo@{PEOPLE}")
BUYER = f"joao.pimenta@{PEOPLE}"
CASES, EACH = 25, 8
"""So few a case: no thread gets more than ten letters a minute."""
STEP = 7
"""Every so many of all answers that programs write: with this, each language and each program comes."""


def of_case(post: PostOffice, user: str, reference: str) -> list[EmailMessage]:
    """What came to somebody of a case."""
    return [mail for mail in post.mails(user) if reference in str(mail["Subject"])]


def test_of_what_a_seller_answers_by_post_nothing_tells_the_buyer_who_they_are(
    desk: MailDesk, post: PostOffice
) -> None:
    """E3, E7, threats 7–14"""
    desk.cases(CASES, seller=SELLER.address, buyer=BUYER)
    awaited(lambda: len(post.mails(SELLER.address)) >= CASES, 60, lambda: desk.log.read_text()[-3000:])
    first = post.mails(SELLER.address)[:CASES]
    sample = itertools.count()
    for at, letter in enumerate(first):
        sender = letter["From"].addresses[0]
        assert sender.addr_spec.endswith(f"@{REPLIES}")
        text = letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]
        original = Original(
            sender.display_name, sender.addr_spec, str(letter["Subject"]), str(letter["Message-ID"]), text
        )
        for reply in itertools.islice(
            replies(original, SELLER, pictures_every=2), at, at + EACH * CASES * STEP, CASES * STEP
        ):
            raw = reply.raw.replace(b"@mx3.", b".%d@mx3." % next(sample), 1)
            post.send(raw, sender=SELLER.address, to=sender.addr_spec)
    came = awaited(lambda: _all(post), 150, lambda: _told(desk))

    secrets = secrets_of(SELLER, allowed=("Relógios do Largo", "Relógios", PEOPLE))
    leaks = [(str(mail["Subject"]), what) for mail in came for what in found_in(mail.as_bytes(), SELLER, secrets)]
    assert leaks == []
    assert all(re.fullmatch(r"\[#[0-9A-Z-]+\] Garantia", str(mail["Subject"])) for mail in came)


def _told(desk: MailDesk) -> str:
    """What became of each mail, for a test that fails."""
    seen = desk.look()
    mails = [(it["state"], it["why"], it["sender_check"], it["attempts"]) for it in seen["received"]]
    return f"{mails}\n{[(it['party'], it['template'], it['state'], it['why']) for it in seen['sent']]}"


def _all(post: PostOffice) -> list[EmailMessage]:
    """What the buyer has, once everything came."""
    mails = post.mails(BUYER)
    return mails if len(mails) >= CASES * EACH else []
