"""What Exchange Online found of a sender counts where nobody else could have written it, though it bears no name. Threat 3."""

from __future__ import annotations

import pytest

from comptoir.letters.sender import check_sender
from comptoir.letters.sender.author import headers_of
from comptoir.letters.sender.microsoft import told_by_microsoft
from comptoir.letters.tests.letters_signed import a_letter, names_of
from tests.zones import zone

EDGE = "VE1EUR03FT064.mail.protection.outlook.com"
IP = "192.0.2.54"
INNER = """\
Received: from AM0PR04MB1.eurprd04.prod.outlook.com (2603:10a6::20) by
 DB7PR04MB2.eurprd04.prod.outlook.com with HTTPS; Mon, 23 Nov 2026 09:00:02 +0000
Received: from VE1EUR03FT064.eop-EUR03.prod.protection.outlook.com (2603:10a6::4) by
 AM0PR04MB1.outlook.office365.com with Microsoft SMTP Server id 15.20.1; Mon, 23 Nov 2026 09:00:01 +0000
"""
SAID = """\
Authentication-Results: spf=pass (sender IP is {ip}) smtp.mailfrom=bounces.seller.test; dkim=none
 (message not signed) header.d=none;shop.test; dmarc={dmarc} action=none
 header.from={author};compauth=pass reason=100
"""
TAKEN = """\
Received-SPF: Pass (protection.outlook.com: domain of bounces.seller.test designates {ip} as permitted
 sender) receiver=protection.outlook.com; client-ip={ip}; helo=out.seller.test;
Received: from out.seller.test ({ip}) by {edge} (10.152.19.207) with
 Microsoft SMTP Server id 15.20.1 via Frontend Transport; Mon, 23 Nov 2026 09:00:00 +0000
"""


def as_delivered(more: str = "", *, dmarc: str = "pass", author: str = "seller.test", said_ip: str = IP) -> str:
    """The headers that Exchange Online writes, and below them what the sender's own server wrote."""
    said, taken = SAID.format(ip=said_ip, dmarc=dmarc, author=author), TAKEN.format(ip=IP, edge=EDGE)
    return (INNER + said + taken + more).replace("\n", "\r\n")


def verdict(more: str, **facts) -> tuple[str, str]:
    with zone(names_of(dmarc="v=DMARC1; p=reject")) as resolver:
        check = check_sender(a_letter(more=more), resolver=resolver, **({"is_at_microsoft": True} | facts))
    return check.verdict, check.because


def test_what_the_edge_found_is_believed_in_a_mailbox_that_is_read_there():
    assert verdict(as_delivered()) == ("proven", "told")


def test_elsewhere_it_is_not():
    assert verdict(as_delivered(), is_at_microsoft=False)[0] != "proven"
    assert verdict(as_delivered(), client_ip="203.0.113.9")[0] != "proven"


def forged(**facts: str) -> str:
    return SAID.format(**({"ip": IP, "dmarc": "pass", "author": "seller.test"} | facts)).replace("\n", "\r\n")


@pytest.mark.parametrize(
    "headers",
    [
        as_delivered(dmarc="fail"),
        as_delivered(dmarc="none"),
        as_delivered(dmarc="bestguesspass"),
        as_delivered(author="evil.test"),
        as_delivered(forged(), dmarc="fail", author="evil.test"),
        as_delivered(said_ip="198.51.100.7"),
        forged(),
        forged() + "Received: from out.seller.test by mx.evil.test; Mon, 23 Nov 2026 09:00:00 +0000\r\n" + as_delivered(dmarc="fail"),
        forged() + as_delivered(dmarc="fail"),
        as_delivered(author="evil.test;dmarc=pass header.from=seller.test"),
        as_delivered(author='"evil.test;dmarc=pass header.from=seller.test'),
        as_delivered().replace(EDGE, "VE1EUR03FT064.mail.protection.outlook.com.evil.test"),
        INNER.replace("\n", "\r\n") + TAKEN.format(ip=IP, edge=EDGE).replace("\n", "\r\n") + forged(),
    ],
    ids=[
        *("failed", "none", "guessed", "another", "below the edge", "another server's", "no edge", "unknown hop above", "two of them"),
        *("in a value", "unclosed", "alike", "under the edge"),
    ],
)  # fmt: skip
def test_what_a_sender_may_have_written_is_not(headers):
    assert verdict(headers)[0] != "proven"


def test_nothing_is_told_of_a_letter_without_headers():
    assert told_by_microsoft(headers_of(b"")) == ()
