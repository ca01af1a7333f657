"""What other servers found out counts when they are ours, and only then (threat 3, RFC 8601)."""

from __future__ import annotations

import pytest

from comptoir.letters.sender import check_sender
from comptoir.letters.sender.author import headers_of
from comptoir.letters.sender.told import Told, told_by
from comptoir.letters.tests.letters_signed import BAD_IP, a_letter, names_of
from tests.zones import zone

PASSED = "dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=seller.test"
TRUSTED = ("mx.shop.test",)


def _verdict(more: str, **by) -> tuple[str, str]:
    with zone(names_of(dmarc="v=DMARC1; p=reject")) as resolver:
        check = check_sender(a_letter(more=more), trusted=TRUSTED, resolver=resolver, **by)
    return check.verdict, check.because


@pytest.mark.parametrize(
    "said",
    [
        f"mx.shop.test;\r\n dkim=pass header.i=@seller.test header.s=s1;\r\n {PASSED}",
        f'"MX.Shop.Test" 1; {PASSED}',
        f"(by us) mx.shop.test (x;y) ; {PASSED}",
        "mx.shop.test; spf=pass smtp.mailfrom=ana@bounces.seller.test",
        'mx.shop.test; spf=pass smtp.mailfrom="a;dmarc=fail"@seller.test',
        "mx.shop.test; dkim=fail header.d=seller.test; dkim=pass header.d=seller.test",
    ],
)
def test_what_our_own_server_found_out_is_believed(said):
    assert _verdict(f"Authentication-Results: {said}\r\n") in {("proven", "told"), ("proven", "spf")}


@pytest.mark.parametrize(
    "said",
    [
        f"mx.evil.test; {PASSED}",
        f"mx.shop.test.evil.test; {PASSED}",
        f"mx.evil.test (mx.shop.test;) ; {PASSED}",
        f'"mx.evil.test; mx.shop.test"; {PASSED}',
        PASSED,
        "",
        "mx.shop.test; none",
        "mx.shop.test; spf=pass smtp.mailfrom=a=smtp.mailfrom=seller.test@evil.test",
        "mx.shop.test; dmarc=pass header.from=evil.test header.from=seller.test",
        "mx.shop.test; dmarc=fail header.from=evil.test (dmarc=pass header.from=seller.test)",
        "mx.shop.test; dmarc=pass header.from=evil.test",
        'mx.shop.test; spf=fail smtp.mailfrom="x; dmarc=pass header.from=seller.test"@evil.test',
        "mx.shop.test; spf=fail smtp.helo=(unclosed; dmarc=pass header.from=seller.test",
        'mx.shop.test; spf=fail smtp.helo="unclosed; dmarc=pass header.from=seller.test',
        f"mx.shop.test; {'x' * 9000}; {PASSED}",
    ],
)
def test_what_anybody_may_have_written_is_not(said):
    assert _verdict(f"Authentication-Results: {said}\r\n")[0] != "proven"


def test_only_the_topmost_is_read():
    """One further down may have come with the letter."""
    below = f"Authentication-Results: mx.shop.test; {PASSED}\r\n"
    assert _verdict(f"Authentication-Results: mx.provider.test; spf=none\r\n{below}")[0] == "unproven"
    failed = "Authentication-Results: mx.shop.test; dmarc=fail header.from=seller.test\r\n"
    assert _verdict(failed + below) == ("forged", "dmarc")


def test_what_failed_at_a_trusted_server_had_means_to_be_proven():
    """Threat 4: a domain that our server found to publish a policy is not waived where we do not find it."""
    with zone({}) as resolver:
        raw = a_letter(more="Authentication-Results: mx.shop.test; dmarc=fail header.from=seller.test\r\n")
        check = check_sender(raw, trusted=TRUSTED, resolver=resolver)
    assert (check.verdict, check.because, check.has_means) == ("unproven", "not_aligned", True)


def test_nothing_is_believed_of_a_server_from_outside():
    """What it brings, it may have written itself."""
    said = f"Authentication-Results: mx.shop.test; {PASSED}\r\n"
    assert _verdict(said, client_ip=BAD_IP, envelope_from="x@seller.test") == ("forged", "dmarc")
    assert _verdict(said, client_ip="10.0.0.3", envelope_from="x@seller.test") == ("proven", "told")


def test_nothing_is_believed_when_nobody_is_trusted():
    headers = headers_of(f"Authentication-Results: ; {PASSED}\r\n\r\n".encode())
    assert told_by(headers, ()) == told_by(headers, ("",)) == ()


def test_what_is_said_is_read_as_it_was_meant():
    headers = headers_of(
        b"Authentication-Results: mx.shop.test;\r\n\tspf=pass (sender IP is 1.2.3.4) smtp.mailfrom=<a@B.test>;\r\n"
        b"\tdkim=pass (2048-bit key; secure) header.d=C.test header.i=@c.test header.b=abc;\r\n"
        b'\tdmarc/1=fail reason="x;y" policy.dmarc=none header.from=d.test; iprev=pass\r\n\r\n'
    )
    assert told_by(headers, ("mx.shop.test",)) == (
        Told("spf", "pass", "b.test"),
        Told("dkim", "pass", "c.test"),
        Told("dmarc", "fail", "d.test"),
    )
