"""No letter breaks the check of its sender, nor takes its time (A13, A14, threat 21)."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.letters.sender import BECAUSE, check_sender
from comptoir.letters.tests.letters_signed import BAD_IP, GOOD_IP, NOON, a_letter, names_of, signed
from tests.zones import zone

AT = dt.datetime.fromtimestamp(NOON, dt.UTC)
TOLD = "Authentication-Results: mx.shop.test; dkim=pass (ok) header.d=seller.test; spf=pass smtp.mailfrom=x\r\n"
WHOLE = signed(a_letter(more=TOLD))


@settings(max_examples=60, deadline=None)
@given(
    at=st.integers(0, len(WHOLE)), cut=st.integers(0, 40), put=st.binary(max_size=40), ip=st.sampled_from(["", GOOD_IP])
)
def test_a_changed_letter_is_judged_and_never_breaks_the_judge(at, cut, put, ip):
    raw = WHOLE[:at] + put + WHOLE[at + cut :]
    with zone(names_of(dmarc="v=DMARC1; p=reject")) as resolver:
        check = check_sender(
            raw, client_ip=ip, envelope_from=put.decode("latin-1"), trusted=("mx.shop.test",), resolver=resolver, at=AT
        )
    assert check.verdict in ("proven", "unproven", "forged")
    assert check.because in BECAUSE


@settings(max_examples=40, deadline=None)
@given(records=st.lists(st.text(alphabet=st.characters(max_codepoint=255), max_size=80), min_size=3, max_size=3))
def test_whatever_a_domain_publishes_is_read(records):
    spf, dmarc, key = records
    names = {
        "seller.test": {"TXT": [f"v=spf1 {spf}"]},
        "_dmarc.seller.test": {"TXT": [f"v=DMARC1; p=reject;{dmarc}"]},
        "s1._domainkey.seller.test": {"TXT": [f"v=DKIM1; p={key}"]},
    }
    with zone(names) as resolver:
        check = check_sender(WHOLE, client_ip=BAD_IP, envelope_from="a@seller.test", resolver=resolver, at=AT)
    assert check.verdict in ("forged", "unproven", "proven", "temporary")
    assert check.dkim != "pass"


@pytest.mark.parametrize(
    "raw",
    [
        b"From: " + b"(" * 60_000 + b"ana@seller.test\r\n\r\n",
        b"From: " + b'"' * 60_001 + b"\r\n\r\n",
        b"From: " + b"a@b.test," * 7000 + b"\r\n\r\n",
        b"From: a@b.test\r\n" + b"X: y\r\n" * 40_000 + b"\r\n",
        b"From: a@b.test\r\n"
        + b"DKIM-Signature: v=1; a=rsa-sha256; d=b.test; s=x; h=from; bh=; b=\r\n" * 3000
        + b"\r\n",
        b"From: a@b.test\r\nDKIM-Signature: " + b";" * 200_000 + b"\r\n\r\n",
        b"From: a@b.test\r\nAuthentication-Results: mx.shop.test; " + b'"\\' * 3900 + b"\r\n\r\n",
        b"From: a@b.test\r\nAuthentication-Results: mx.shop.test" + b"; a=b c=d" * 800 + b"\r\n\r\n",
        WHOLE + b" \t" * 5_000_000,
        WHOLE + b"\r\n" * 5_000_000,
        b"\r\n" * 5_000_000,
        b"\r" * 5_000_000,
        b"\0" * 5_000_000,
    ],
    ids=range(13),
)
def test_hostile_letters_cost_little(raw):
    began = time.process_time()
    with zone({}) as resolver:
        check_sender(raw, trusted=("mx.shop.test",), resolver=resolver, at=AT)
    assert time.process_time() - began < 2.5
