"""Who sent it: proven, unproven or forged, as the sender's own domain says (threats 1 to 4, A7, R13)."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from comptoir.letters.sender import SenderCheck, check_sender
from comptoir.letters.tests.letters_signed import BAD_IP, GOOD_IP, NOON, a_letter, names_of, signed
from tests.zones import FAILS, SILENT, zone

AT = dt.datetime.fromtimestamp(NOON, dt.UTC)
REJECT, NONE = "v=DMARC1; p=reject; rua=mailto:x@seller.test", "v=DMARC1; p=none"


def _checked(raw: bytes, names, ip: str = GOOD_IP, envelope: str = "ana@seller.test", **more) -> SenderCheck:
    with zone(names) as resolver:
        return check_sender(
            raw, client_ip=ip, helo="mx.seller.test", envelope_from=envelope, resolver=resolver, at=AT, **more
        )


def _with_signature(what: str) -> bytes:
    if what == "whole":
        return signed(a_letter())
    if what == "broken":
        return signed(a_letter()).replace(b"segue hoje", b"segue nunca")
    if what == "another's":
        return signed(a_letter(), "mailer.test")
    return a_letter()


MATRIX = [
    # what is published, signature, server, envelope's domain; what is concluded, because, and SPF, DKIM, DMARC
    (REJECT, "whole", GOOD_IP, "seller.test", ("proven", "dkim"), ("pass", "pass", "pass")),
    (REJECT, "whole", BAD_IP, "seller.test", ("proven", "dkim"), ("fail", "pass", "pass")),
    (REJECT, "none", GOOD_IP, "seller.test", ("proven", "spf"), ("pass", "none", "pass")),
    (REJECT, "broken", GOOD_IP, "seller.test", ("proven", "spf"), ("pass", "fail", "pass")),
    (REJECT, "none", BAD_IP, "seller.test", ("forged", "dmarc"), ("fail", "none", "fail")),
    (REJECT, "broken", BAD_IP, "seller.test", ("forged", "dmarc"), ("fail", "fail", "fail")),
    (REJECT, "another's", BAD_IP, "mailer.test", ("forged", "dmarc"), ("none", "pass", "fail")),
    (NONE, "none", BAD_IP, "mailer.test", ("unproven", "not_asked"), ("none", "none", "fail")),
    (NONE, "whole", BAD_IP, "mailer.test", ("proven", "dkim"), ("none", "pass", "pass")),
    ("", "whole", BAD_IP, "mailer.test", ("proven", "dkim"), ("none", "pass", "none")),
    ("", "none", GOOD_IP, "seller.test", ("proven", "spf"), ("pass", "none", "none")),
    ("", "none", BAD_IP, "seller.test", ("forged", "spf_fail"), ("fail", "none", "none")),
    ("", "another's", BAD_IP, "mailer.test", ("unproven", "not_aligned"), ("none", "pass", "none")),
]


@pytest.mark.parametrize(("dmarc", "signature", "ip", "envelope", "concluded", "found"), MATRIX)
def test_what_the_domain_says_decides_who_it_was(dmarc, signature, ip, envelope, concluded, found):
    """Threats 1 and 2: a stranger's server does not become the seller; and what the token was is not even asked."""
    names = names_of(dmarc=dmarc) | names_of("mailer.test", spf="")
    check = _checked(_with_signature(signature), names, ip, f"ana@{envelope}")
    assert (check.verdict, check.because) == concluded
    assert (check.spf, check.dkim, check.dmarc) == found
    assert (check.from_domain, check.from_address) == ("seller.test", "ana@seller.test")
    assert check.is_aligned == (check.verdict == "proven")
    assert check.has_means


def test_a_domain_that_publishes_nothing_proves_nothing_and_is_known_for_it():
    """Threat 4: only here may a shop let a letter pass as it is."""
    check = _checked(a_letter(), {"seller.test": {"A": ["192.0.2.10"]}})
    assert (check.verdict, check.because, check.has_means) == ("unproven", "nothing_published", False)
    assert (check.spf, check.dkim, check.dmarc, check.policy) == ("none", "none", "none", "")


@pytest.mark.parametrize(
    ("dmarc", "verdict"),
    [
        ("v=DMARC1; p=reject; aspf=s", "forged"),
        ("v=DMARC1; p=reject; aspf=r", "proven"),
        ("v=DMARC1; p=reject", "proven"),
        ("v=DMARC1; p=quarantine; aspf=s", "forged"),
    ],
)
def test_a_server_of_a_part_of_the_domain_counts_unless_the_domain_is_strict(dmarc, verdict):
    names = names_of(dmarc=dmarc) | names_of("bounces.seller.test")
    assert _checked(a_letter(), names, envelope="x@bounces.seller.test").verdict == verdict


@pytest.mark.parametrize(
    ("dmarc", "concluded"),
    [
        ("v=DMARC1; p=none; sp=reject", ("forged", "dmarc")),
        ("v=DMARC1; p=reject; sp=none", ("unproven", "not_asked")),
        ("v=DMARC1; p=quarantine", ("forged", "dmarc")),
        ("v=DMARC1; p=quarantine; pct=0", ("unproven", "not_asked")),
        ("v=DMARC1; p=reject; t=y", ("forged", "dmarc")),
        ("v=DMARC1; p=nonsense", ("unproven", "not_asked")),
        ("v=DMARC2; p=reject", ("unproven", "nothing_published")),
    ],
)
def test_a_part_of_a_domain_without_a_policy_has_the_one_above_it(dmarc, concluded):
    check = _checked(a_letter("ana@loja.seller.test"), names_of(dmarc=dmarc), BAD_IP, "x@evil.test")
    assert (check.verdict, check.because) == concluded


def test_who_lives_below_a_providers_domain_is_not_its_neighbour():
    """Public suffixes, the private ones among them: ana.blogspot.com is not bob.blogspot.com."""
    raw = signed(a_letter("ana@ana.blogspot.com"), "bob.blogspot.com")
    assert _checked(raw, names_of("bob.blogspot.com"), BAD_IP, "x@y.test").verdict == "unproven"
    raw = signed(a_letter("ana@loja.com.pt"), "outra.com.pt")
    assert _checked(raw, names_of("outra.com.pt"), BAD_IP, "x@y.test").verdict == "unproven"


def test_domains_with_hyphens_and_accents_are_whole():
    domain = "pão-quente.test".encode("idna").decode()
    raw = signed(a_letter("Ana <ana@pão-quente.test>"), domain)
    check = _checked(raw, names_of(domain, dmarc="v=DMARC1; p=reject"), BAD_IP, "x@y.test")
    assert (check.verdict, check.from_address) == ("proven", f"ana@{domain}")


class TestWithoutTheServerThatBroughtIt:
    """Fetched by IMAP: SPF cannot be asked."""

    def test_a_signature_proves_it(self):
        check = _checked(signed(a_letter()), names_of(dmarc=REJECT), ip="")
        assert (check.verdict, check.spf) == ("proven", "unknown")

    def test_a_broken_signature_of_a_strict_domain_is_a_forgery(self):
        check = _checked(_with_signature("broken"), names_of(dmarc=REJECT), ip="")
        assert (check.verdict, check.because) == ("forged", "dkim_broken")

    def test_no_signature_proves_nothing_and_is_not_waived(self):
        check = _checked(a_letter(), names_of(dmarc=REJECT), ip="")
        assert (check.verdict, check.because, check.has_means) == ("unproven", "spf_unknown", True)

    @pytest.mark.parametrize("ip", ["127.0.0.1", "10.0.0.7", "::1", "fd00::1", "::ffff:192.168.0.3", "nonsense"])
    def test_a_server_of_our_own_network_is_not_asked_about(self, ip):
        assert _checked(a_letter(), names_of(dmarc=REJECT), ip=ip).spf == "unknown"


@pytest.mark.parametrize("what", [SILENT, FAILS])
@pytest.mark.parametrize("name", ["seller.test", "s1._domainkey.seller.test", "_dmarc.seller.test"])
def test_a_dns_that_does_not_answer_makes_nobody_a_forger_and_keeps_nobody_waiting(name, what):
    """R13, and never a forgery: it is asked again later."""
    names = {**names_of(dmarc=REJECT), name: what}
    raw = signed(a_letter()) if name.startswith("s1.") else a_letter()
    began = time.monotonic()
    check = _checked(raw, names, BAD_IP)
    assert (check.verdict, check.because) == ("temporary", "no_answer")
    assert time.monotonic() - began < 3.5


def test_what_is_proven_without_the_missing_answer_is_proven():
    names = {**names_of(dmarc=REJECT), "_dmarc.seller.test": FAILS}
    assert _checked(signed(a_letter()), names, BAD_IP).verdict == "proven"
    # How strict the domain is, is not known: only the very domain counts.
    raw = signed(a_letter("ana@loja.seller.test"))
    assert _checked(raw, {**names, "_dmarc.loja.seller.test": FAILS}, BAD_IP).verdict == "temporary"


def test_the_dns_is_asked_once_for_many_letters():
    with zone(names_of(dmarc=REJECT)) as resolver:
        for _ in range(5):
            check_sender(signed(a_letter()), client_ip=GOOD_IP, envelope_from="a@seller.test", resolver=resolver, at=AT)
        asked = resolver.asked
    assert len(asked) == len(set(asked)) <= 4


def test_an_endless_chain_of_names_ends():
    """R13: what strangers publish costs us no time without end."""
    chain = {
        f"l{number}.seller.test": {"TXT": [f"v=spf1 include:l{number + 1}.seller.test -all"]} for number in range(99)
    }
    check = _checked(a_letter(), {**names_of(spf="v=spf1 include:l0.seller.test -all", dmarc=REJECT), **chain}, BAD_IP)
    assert (check.spf, check.verdict) == ("permerror", "forged")


def test_nobody_else_writes_from_our_own_addresses():
    """Threat 20, A7."""
    check = _checked(signed(a_letter("c-x@reply.test"), "reply.test"), names_of("reply.test"), ours="reply.test")
    assert (check.verdict, check.because) == ("forged", "ours")
