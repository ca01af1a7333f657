"""Signatures: ours hold elsewhere, others' hold here, and what is not whole does not (threat 2, A7, A14)."""

from __future__ import annotations

import time
from base64 import b64encode

import dkim
import pytest

from comptoir.letters.canonical import body_as
from comptoir.letters.sender.dkim import signatures_of
from comptoir.letters.sender.names import Names
from comptoir.letters.signing import BadKey, record_to_publish, sign
from comptoir.letters.tests.letters_signed import NOON, a_key, a_letter, names_of, signed
from tests.zones import zone

ODD = a_letter(
    "=?utf-8?q?Ana?=\r\n <ana@seller.test>",
    more="Received: a\r\n by b\r\nX-Y:z\r\n",
    body="  two  blanks \t\r\n\r\nlast\t\r\n\r\n\r\n",
)


def _results(raw: bytes, names=None, at: float = NOON) -> list[tuple[str, str]]:
    with zone(names_of() if names is None else names) as resolver:
        found = signatures_of(raw, Names(resolver), author="seller.test", at=at)
    return [(each.result, each.domain) for each in found]


@pytest.mark.parametrize("raw", [a_letter(), ODD, a_letter(body=""), a_letter(body="no end of line")])
@pytest.mark.parametrize(
    "forms", [(b"simple", b"simple"), (b"relaxed", b"simple"), (b"simple", b"relaxed"), (b"relaxed", b"relaxed")]
)
def test_what_another_program_signed_holds_here(raw, forms):
    header = dkim.sign(raw, b"s1", b"seller.test", a_key().encode(), canonicalize=forms)
    now = time.time()
    assert _results(header + raw, at=now) == [("pass", "seller.test")]
    assert _results((header + raw).replace(b"\r\n", b"\n"), at=now) == [("pass", "seller.test")]


@pytest.mark.parametrize("raw", [a_letter(), ODD, a_letter(body="")])
def test_what_we_sign_holds_elsewhere_and_is_the_same_each_time(raw):
    whole = signed(raw)
    assert whole == signed(raw)
    assert whole.endswith(raw)
    assert max(map(len, whole.split(b"\r\n\r\n")[0].split(b"\r\n"))) <= 78
    record = record_to_publish(a_key()).encode()
    assert dkim.verify(whole, dnsfunc=lambda name, timeout=5: record)


def test_a_short_key_of_the_newer_kind_holds_too():
    assert _results(signed(a_letter(), kind="ed25519"), names_of(kind="ed25519")) == [("pass", "seller.test")]


WHOLE = signed(a_letter())


@pytest.mark.parametrize(
    ("raw", "result"),
    [
        (WHOLE.replace(b"Subject: Re: caso", b"Subject: Re: outro"), "fail"),
        (WHOLE.replace(b"segue hoje", b"segue  hoje"), "pass"),
        (WHOLE.replace(b"segue hoje", b"seguehoje"), "fail"),
        (WHOLE + b"and pay here\r\n", "fail"),
        (WHOLE + b"\r\n\r\n", "pass"),
        (b"From: eve@evil.test\r\n" + WHOLE, "fail"),
        (b"Subject: another\r\n" + WHOLE, "fail"),
        (b"X-Trace: 1\r\nReceived: x\r\n" + WHOLE, "pass"),
        (WHOLE.replace(b"a=rsa-sha256", b"a=rsa-sha1"), "permerror"),
        (WHOLE.replace(b"v=1", b"v=2"), "permerror"),
        (WHOLE.replace(b"c=relaxed/relaxed;", b"c=relaxed/relaxed; l=5;"), "fail"),
        (WHOLE.replace(b"c=relaxed/relaxed;", b"c=relaxed/relaxed; i=x@evil.test;"), "permerror"),
        (WHOLE.replace(b"c=relaxed/relaxed;", f"c=relaxed/relaxed; x={NOON - 1};".encode()), "permerror"),
        (WHOLE.replace(f"t={NOON}".encode(), f"t={NOON + 90_000}".encode()), "permerror"),
    ],
)
def test_a_signature_holds_for_what_was_signed_and_nothing_else(raw, result):
    assert [each[0] for each in _results(raw)] == [result]


def test_who_signs_only_the_beginning_signs_nothing():
    """What is written behind it would pass for theirs."""
    raw = a_letter()
    header = dkim.sign(raw, b"s1", b"seller.test", a_key().encode(), length=True)
    assert _results(header + raw, at=time.time())[0][0] == "pass"
    assert _results(header + raw + b"and pay here\r\n", at=time.time())[0][0] == "fail"


@pytest.mark.parametrize(
    ("record", "result"),
    [
        ("", "permerror"),
        ("v=DKIM1; p=", "permerror"),
        ("v=DKIM1; k=rsa; p=AAAA", "permerror"),
        (record_to_publish(a_key("ed25519")), "permerror"),
        (record_to_publish(a_key()).replace("v=DKIM1", "v=DKIM9"), "permerror"),
        (record_to_publish(a_key()) + "; h=sha1", "permerror"),
        (record_to_publish(a_key()) + "; s=tlsrpt", "permerror"),
        (record_to_publish(a_key()) + "; t=s", "pass"),
        (record_to_publish(a_key()).removeprefix("v=DKIM1; "), "pass"),
        (record_to_publish(a_key("rsa", 1032)), "fail"),
    ],
    ids=range(10),
)
def test_a_key_counts_only_as_it_is_published(record, result):
    names = {"s1._domainkey.seller.test": {"TXT": [record] if record else []}}
    assert _results(WHOLE, names) == [(result, "seller.test")]


def test_a_key_too_short_to_be_safe_is_none():
    from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    short = generate_private_key(65537, 1024).public_key()
    der = bytearray(short.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))
    names = {"s1._domainkey.seller.test": {"TXT": [f"v=DKIM1; p={b64encode(bytes(der[:-60])).decode()}"]}}
    assert _results(WHOLE, names) == [("permerror", "seller.test")]
    with pytest.raises(BadKey):
        sign(a_letter(), domain="seller.test", selector="s1", key="no key", at=NOON)


def test_signatures_of_the_senders_own_domain_are_looked_at_first():
    names = names_of() | names_of("m.test")
    others = b"".join(signed(a_letter(), "m.test").split(b"From:")[0] for _ in range(20))
    found = _results(others + WHOLE, names)
    assert len(found) == 8
    assert found[0] == ("pass", "seller.test")


@pytest.mark.parametrize("piece", [b" ", b"\t \t", b"\r\n", b" \r\n", b"\r", b"a ", b"\n"])
def test_hostile_bodies_take_no_longer_than_others(piece):
    """A14."""
    body = piece * (3 * 2**20 // len(piece)) + b"x"
    began = time.monotonic()
    for form in ("simple", "relaxed"):
        body_as(body, form)
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    ("body", "simple", "relaxed"),
    [
        (b"", b"\r\n", b""),
        (b"\r\n\r\n", b"\r\n", b""),
        (b" \r\n", b" \r\n", b""),
        (b"a", b"a\r\n", b"a\r\n"),
        (b"a \t b  \r\n\r\n", b"a \t b  \r\n", b"a b\r\n"),
        (b"a\r\r\n\r\n", b"a\r\r\n", b"a\r\r\n"),
        (b"a\r", b"a\r\r\n", b"a\r\r\n"),
    ],
)
def test_a_body_is_brought_into_its_form(body, simple, relaxed):
    assert (body_as(body, "simple"), body_as(body, "relaxed")) == (simple, relaxed)
