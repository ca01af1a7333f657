"""Who answers for whom by mail (A7; threats 1 to 5): the address for replies, the sender, and what the sender's domain says.

Nothing is put in the place of the check: the domains publish what they publish, in a DNS of the test's own.
"""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any

import pytest

from comptoir.domain.channels import actions as channels
from comptoir.domain.channels.actions import CameIn
from comptoir.domain.channels.models import ReceivedMail
from comptoir.domain.marketplace.actions import believe_sender
from comptoir.domain.marketplace.tests.conftest import market, nothing_remembered  # noqa: F401 - fixtures
from comptoir.domain.marketplace.tests.stage import (
    SUPPORT,
    InProcess,
    a_reply,
    as_read,
    bodies,
    letters,
    tell,
    writes,
)
from comptoir.letters.signing import sign
from comptoir.letters.tests.letters_signed import BAD_IP, GOOD_IP, a_key, names_of
from tests.people import NOON
from tests.zones import FAILS, zone

pytestmark = pytest.mark.django_db
OURS, THEIRS = SUPPORT.rpartition("@")[2], "evil.example"
REJECT, NONE = "v=DMARC1; p=reject", "v=DMARC1; p=none"
PUBLISHED: dict[str, Any] = {
    "all": {**names_of(OURS, dmarc=REJECT), **names_of(THEIRS, spf="v=spf1 ip4:203.0.113.0/24 -all", dmarc=REJECT)},
    "no policy": {**names_of(OURS), **names_of(THEIRS, spf="v=spf1 ip4:203.0.113.0/24 -all")},
    "asks nothing": {**names_of(OURS, spf="", dmarc=NONE), **names_of(THEIRS, spf="v=spf1 ip4:203.0.113.0/24 -all")},
    "nothing": {OURS: {"A": ["192.0.2.10"]}, THEIRS: {"A": ["203.0.113.9"]}},
    "no answer": {OURS: FAILS, f"_dmarc.{OURS}": FAILS},
}
SAYS = "Enviamos outro candeeiro amanhã."

MATRIX = [
    # published, signed by, server, envelope's domain, From, address for replies; what becomes of it, and why
    ("all", OURS, GOOD_IP, OURS, SUPPORT, "theirs", "applied", ""),
    ("all", OURS, BAD_IP, THEIRS, SUPPORT, "theirs", "applied", ""),
    ("all", "", GOOD_IP, OURS, SUPPORT, "theirs", "applied", ""),
    ("all", "", BAD_IP, OURS, SUPPORT, "theirs", "quarantined", "forged_sender"),
    ("all", THEIRS, BAD_IP, THEIRS, SUPPORT, "theirs", "quarantined", "forged_sender"),
    ("all", THEIRS, BAD_IP, THEIRS, f"eve@{THEIRS}", "theirs", "quarantined", "stranger"),
    ("all", OURS, GOOD_IP, OURS, f"loja@{OURS}", "theirs", "quarantined", "stranger"),
    ("no policy", "", BAD_IP, OURS, SUPPORT, "theirs", "quarantined", "forged_sender"),
    ("no policy", THEIRS, BAD_IP, THEIRS, SUPPORT, "theirs", "quarantined", "unproven_sender"),
    ("asks nothing", "", BAD_IP, THEIRS, SUPPORT, "theirs", "quarantined", "unproven_sender"),
    ("nothing", "", BAD_IP, OURS, SUPPORT, "theirs", "quarantined", "unproven_sender"),
    ("all", OURS, GOOD_IP, OURS, SUPPORT, "guessed", "refused", ""),
    ("no answer", "", GOOD_IP, OURS, SUPPORT, "theirs", "waiting", "names_away"),
]


@pytest.mark.parametrize(("published", "signer", "ip", "envelope", "sender", "address", "state", "why"), MATRIX)
def test_a_reply_counts_only_from_whom_it_was_awaited(
    market: SimpleNamespace,  # noqa: F811
    published: str,
    signer: str,
    ip: str,
    envelope: str,
    sender: str,
    address: str,
    state: str,
    why: str,
) -> None:
    case = writes(market.shop, market.buyer)
    tell()
    (letter,) = letters(case)
    raw = a_reply(letter, SAYS, by=sender).as_bytes()
    if signer:
        raw = sign(raw, domain=signer, selector="s1", key=a_key(), at=int(time.time()))
    reached = as_read(letter).sender.address  # type: ignore[union-attr]
    if address == "guessed":
        changed = reached[:10] + ("a" if reached[10] != "a" else "b") + reached[11:]
        raw, reached = raw.replace(reached.encode(), changed.encode()), changed
    with zone(PUBLISHED[published]) as resolver:
        mail = _comes(raw, reached, resolver, client_ip=ip, envelope_from=f"x@{envelope}")
    if state == "refused":
        assert mail is None or (mail.state, mail.conversation_id) != ("applied", case.pk)
    else:
        assert mail is not None
        assert (mail.state, mail.why) == (state, why)
    assert any(SAYS in body for body in bodies(case)) == (state == "applied")


@pytest.mark.parametrize(
    ("published", "state", "why"),
    [
        ("nothing", "applied", ""),
        ("asks nothing", "quarantined", "unproven_sender"),
        ("all", "quarantined", "forged_sender"),
    ],
)
def test_who_was_believed_once_is_believed_only_while_their_domain_has_no_means(
    market: SimpleNamespace,  # noqa: F811
    published: str,
    state: str,
    why: str,
) -> None:
    """Threat 4."""
    case = writes(market.shop, market.buyer)
    tell()
    (letter,) = letters(case)
    believe_sender(seller_id=market.seller.pk, now=NOON)
    with zone(PUBLISHED[published]) as resolver:
        reached = as_read(letter).sender.address  # type: ignore[union-attr]
        mail = _comes(
            a_reply(letter, SAYS).as_bytes(), reached, resolver, client_ip=BAD_IP, envelope_from="x@other.example"
        )
    assert mail is not None
    assert (mail.state, mail.why) == (state, why)


def _comes(raw: bytes, to: str, resolver: Any, **fields: str) -> ReceivedMail | None:
    came = CameIn("lmtp", "n1", raw, envelope_to=(to,), received_at=NOON, **fields)
    [pk] = channels.keep_mails([came], now=NOON)
    if pk is None:
        return None
    channels.apply_mail(pk, now=NOON, reader=InProcess(), resolver=resolver)
    return ReceivedMail.objects.get(pk=pk)
