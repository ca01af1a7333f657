"""Addresses out of headers, however they were written (threats 4 and 6: what is compared has one form)."""

from __future__ import annotations

import pytest

from comptoir.letters.addresses import MOST, addresses, one_address, shown_domain


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("ana@example.org", [("", "ana@example.org")]),
        ("ANA@Example.ORG", [("", "ana@example.org")]),
        ('"Silva, Ana" <ana@b.pt>, c@d.pt (Rui)', [("Silva, Ana", "ana@b.pt"), ("Rui", "c@d.pt")]),
        ("=?utf-8?b?QW5hIFPDrWx2aWE=?= <ana@b.pt>", [("Ana Sílvia", "ana@b.pt")]),
        ("Equipa: a@b.pt, X <c@d.pt>; e@f.pt", [("", "a@b.pt"), ("X", "c@d.pt"), ("", "e@f.pt")]),
        ("undisclosed-recipients:;", []),
        ("Ana ana@b.pt", [("Ana", "ana@b.pt")]),
        ("a@b.pt c@d.pt", [("", "a@b.pt"), ("", "c@d.pt")]),
        ("a@b.pt, A@B.pt", [("", "a@b.pt")]),
        ("Ana <a@café.pt>", [("Ana", "a@xn--caf-dma.pt")]),
        ("'a@b.pt'", [("", "a@b.pt")]),
        ("<>", []),
        ("a@b@c.pt", []),
        ("a@b.pt\x00, <c@d\x00.pt>", [("", "a@b.pt"), ("", "c@d.pt")]),
    ],
)
def test_who_stands_in_a_header(written: str, found: list[tuple[str, str]]):
    assert [(each.name, each.address) for each in addresses(written)] == found


@pytest.mark.parametrize("written", ['"a@b.pt" <c@d.pt>', "a@b.pt <c@d.pt>", "=?utf-8?q?a=40b=2Ept=3E=2C?= <c@d.pt>"])
def test_a_name_that_looks_like_an_address_is_no_address(written: str):
    assert [each.address for each in addresses(written)] == ["c@d.pt"]


def test_of_very_many_the_first_are_read():
    assert len(addresses(", ".join(f"a{at}@b.pt" for at in range(5000)))) == MOST


@pytest.mark.parametrize(
    "written",
    [
        "",
        "a",
        "a@",
        "@b",
        "a b@c.pt",
        "a@b c",
        "a\r\n@b.pt",
        "a@b\u00a8c.pt",
        f"{'a' * 200}@b.pt",
        "a@" + "é" * 80 + ".pt",
    ],
)
def test_what_can_be_no_address_is_none(written: str):
    assert one_address(written) == ""


def test_a_domain_of_two_alphabets_is_shown_as_machines_write_it():
    assert shown_domain("xn--caf-dma.pt") == "café.pt"
    assert shown_domain("аpple.com".encode("idna").decode()) == "xn--pple-43d.com"
