"""Which servers may write in a domain's name (SPF), as domains say it in practice (threats 1 and 2)."""

from __future__ import annotations

import pytest

from comptoir.letters.sender.names import ASKED_AT_MOST, Names, NamesUnavailable, organization_of
from comptoir.letters.sender.spf import passage_of
from tests.zones import SILENT, zone

HOSTS = {
    "mx1.seller.test": {"A": ["192.0.2.20"], "AAAA": ["2001:db8::20"]},
    "_spf.provider.test": {"TXT": ["v=spf1 ip4:198.51.100.0/24 ip6:2001:db8:1::/48 -all"]},
    "5.113.0.203.in-addr.arpa": {"PTR": ["out.seller.test."]},
    "out.seller.test": {"A": ["203.0.113.5"]},
    "203.0.113.7.allowed.seller.test": {"A": ["127.0.0.2"]},
    "mx.seller.test": {"A": ["192.0.2.30"], "TXT": ["v=spf1 a -all"]},
}


def _result(
    record: str | list[str], ip: str, *, sender: str = "ana@seller.test", helo: str = "mx.seller.test", more=None
) -> str:
    records = [record] if isinstance(record, str) else record
    own = {"seller.test": {"A": ["192.0.2.10"], "MX": ["10 mx1.seller.test."], "TXT": records}}
    with zone(own | HOSTS | (more or {})) as resolver:
        return passage_of(Names(resolver), client_ip=ip, helo=helo, envelope_from=sender).result


@pytest.mark.parametrize(
    ("record", "ip", "expected"),
    [
        ("v=spf1 a -all", "192.0.2.10", "pass"),
        ("v=spf1 a/28 -all", "192.0.2.1", "pass"),
        ("v=spf1 mx -all", "192.0.2.20", "pass"),
        ("v=spf1 mx -all", "2001:db8::20", "pass"),
        ("v=spf1 mx -all", "2001:db8::21", "fail"),
        ("v=spf1 include:_spf.provider.test ~all", "198.51.100.77", "pass"),
        ("v=spf1 include:_spf.provider.test ~all", "2001:db8:1:2::3", "pass"),
        ("v=spf1 include:_spf.provider.test ~all", "203.0.113.77", "softfail"),
        ("v=spf1 include:_spf.provider.test ?all", "203.0.113.77", "neutral"),
        ("v=spf1 redirect=_spf.provider.test", "198.51.100.1", "pass"),
        ("v=spf1 redirect=_spf.provider.test", "192.0.2.1", "fail"),
        ("v=spf1 ptr -all", "203.0.113.5", "pass"),
        ("v=spf1 exists:%{i}.allowed.%{d} -all", "203.0.113.7", "pass"),
        ("v=spf1 exists:%{i}.allowed.%{d} -all", "203.0.113.8", "fail"),
        ("v=spf1 -all", "192.0.2.10", "fail"),
        ("v=spf1", "192.0.2.10", "neutral"),
        ("V=SPF1 IP4:192.0.2.10 -ALL", "192.0.2.10", "pass"),
        ("v=spf10 a -all", "192.0.2.10", "none"),
        ("some words", "192.0.2.10", "none"),
        ("v=spf1 " + "ip4:192.0.2.99 " * 30 + "a -all", "192.0.2.10", "pass"),
        (["v=spf1 a -all", "v=spf1 mx -all"], "192.0.2.10", "permerror"),
        ("v=spf1 nonsense:x -all", "192.0.2.10", "permerror"),
        ("v=spf1 include:nowhere.test -all", "192.0.2.10", "permerror"),
        ("v=spf1 a:x1.test a:x2.test a:x3.test a:x4.test -all", "192.0.2.10", "permerror"),
        ("v=spf1 include:seller.test -all", "192.0.2.10", "permerror"),
        ("v=spf1 exists:%{p}.%{q} -all", "192.0.2.10", "permerror"),
        ("v=spf1 a -all \u00e9", "192.0.2.99", "permerror"),
    ],
)
def test_a_domain_names_its_servers_in_many_ways(record, ip, expected):
    assert _result(record, ip) == expected


def test_a_bounce_is_judged_by_the_server_that_greets():
    assert _result("v=spf1 -all", "192.0.2.30", sender="") == "pass"
    assert _result("v=spf1 -all", "192.0.2.31", sender="") == "fail"
    assert _result("v=spf1 -all", "192.0.2.31", sender="", helo="localhost") == "none"


@pytest.mark.parametrize("sender", ["ana@", "@", "ana", "ana@seller test", "ana@" + "a" * 300 + ".test", "a\0@b.test"])
def test_an_envelope_without_a_domain_says_nothing(sender):
    assert _result("v=spf1 -all", "192.0.2.99", sender=sender) in ("none", "permerror")


def test_a_part_that_cannot_be_asked_is_asked_again_later():
    more = {"_spf.provider.test": SILENT}
    assert _result("v=spf1 include:_spf.provider.test -all", "198.51.100.1", more=more) == "temperror"


def test_one_letter_asks_only_so_much():
    """R13."""
    with zone({}) as resolver:
        names = Names(resolver)
        for number in range(ASKED_AT_MOST):
            assert names.texts(f"n{number}.test") == ()
        with pytest.raises(NamesUnavailable):
            names.texts("one.more.test")
        assert names.texts("n1.test") == ()


def test_no_name_is_asked_for_after_its_time():
    with zone({"a.test": {"TXT": ["x"]}}) as resolver:
        with pytest.raises(NamesUnavailable):
            Names(resolver, within=0).texts("a.test")
        assert Names(resolver).texts("a.test") == ("x",)


@pytest.mark.parametrize("odd", ["a" * 70 + ".test", ".".join(["abc"] * 80), "a..test", "", ".", "é" * 60 + ".test"])
def test_what_is_no_name_is_not_there(odd):
    with zone({}) as resolver:
        assert Names(resolver).texts(odd) == ()


@pytest.mark.parametrize(
    ("domain", "expected"),
    [
        ("mail.shop.pt", "shop.pt"),
        ("a.b.shop.com.pt", "shop.com.pt"),
        ("com.pt", "com.pt"),
        ("ana.blogspot.com", "ana.blogspot.com"),
        ("x.ana.myshopify.com", "ana.myshopify.com"),
        ("a.b.newending", "b.newending"),
        ("localhost", "localhost"),
        ("", ""),
    ],
)
def test_a_domain_is_of_whoever_registered_it(domain, expected):
    assert organization_of(domain) == expected
