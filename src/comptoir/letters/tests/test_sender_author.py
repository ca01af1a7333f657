"""Who stands in From: one, and the same for everybody who reads it (A7)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.letters.lookalikes import odd_signs
from comptoir.letters.sender import check_sender
from comptoir.letters.sender.author import Author, author_of, headers_of
from comptoir.letters.tests.letters_signed import a_letter, names_of
from tests.zones import zone


def _author(raw: bytes | str) -> Author:
    return author_of(headers_of(raw.encode() if isinstance(raw, str) else raw))


@pytest.mark.parametrize(
    ("written", "address", "name"),
    [
        ("ana@seller.test", "ana@seller.test", ""),
        ("Ana <Ana@Seller.TEST>", "ana@seller.test", "Ana"),
        ('"Silva, Ana" <ana@seller.test>', "ana@seller.test", "Silva, Ana"),
        ('"a\\"b" (c (d) \\) <x@y.test>) <ana@seller.test>', "ana@seller.test", 'a"b'),
        ("ana@seller.test (Ana)", "ana@seller.test", ""),
        ("=?utf-8?q?Ana?=\r\n <ana@seller.test>", "ana@seller.test", "=?utf-8?q?Ana?="),
        ("Loja: Ana <ana@seller.test>;", "ana@seller.test", "Ana"),
        ("Ana < ana@seller.test >,", "ana@seller.test", "Ana"),
        ("Ana <ana@librăria.test>", f"ana@{'librăria.test'.encode('idna').decode()}", "Ana"),
        ("Ana <ana@seller.test.>", "ana@seller.test", "Ana"),
    ],
)
def test_one_sender_is_read_however_it_is_written(written, address, name):
    author = _author(f"From: {written}\r\n\r\n")
    assert (author.address, author.name, author.problem) == (address, name, "")


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ("To: x@y.test\n\nFrom: ana@seller.test\n", "no_sender"),
        ("From: \n\n", "no_sender"),
        ("From: <>\n\n", "no_sender"),
        ("From: nobody:;\n\n", "no_sender"),
        ("From: Mailer <MAILER-DAEMON>\n\n", "no_sender"),
        ("From: ana@seller.test\nFrom: eve@evil.test\n\n", "several_senders"),
        ("From: ana@seller.test\nfrom : eve@evil.test\n\n", "several_senders"),
        ("From: ana@seller.test\rFrom: eve@evil.test\n\n", "several_senders"),
        ("From: ana@seller.test, eve@evil.test\n\n", "several_senders"),
        ("From: Team: ana@seller.test, eve@evil.test;\n\n", "several_senders"),
        ("From: Ana <ana@seller.test> <eve@evil.test>\n\n", "unreadable"),
        ("From: <ana@seller.test> eve@evil.test\n\n", "unreadable"),
        ("From: Ana <ana@seller.test@evil.test>\n\n", "unreadable"),
        ("From: <<ana@seller.test>>\n\n", "unreadable"),
        ("From: ana bob@seller.test\n\n", "unreadable"),
        ('From: "Ana <ana@seller.test>\n\n', "unreadable"),
        ("From: (Ana <ana@seller.test>\n\n", "unreadable"),
        ("From: ana@[192.0.2.1]\n\n", "unreadable"),
        ("From: =?utf-8?q?ana=40seller=2Etest=3E?=<x@evil.test\n\n", "unreadable"),
        ("From: =?utf-8?q?ana?=@seller.test\n\n", "unreadable"),
        ("From: ana@seller..test\n\n", "unreadable"),
        ("From: ana@sel\0ler.test\n\n", "unreadable"),
        ("From: " + "a" * 70_000 + "@seller.test\n\n", "unreadable"),
        ("", "no_sender"),
    ],
)
def test_what_programs_read_in_two_ways_is_no_sender(raw, problem):
    assert _author(raw).problem == problem
    check = check_sender(raw.encode())
    assert check.verdict == ("unproven" if problem == "no_sender" else "forged")
    assert (check.because, check.from_address, check.has_means) == (problem, "", True)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Ana <ana@seller.test>", ()),
        ('"ana@seller.test" <ana@seller.test>', ()),
        ('"apoio@loja.pt" <eve@evil.test>', ("name_is_address",)),
        ("=?utf-8?b?YXBvaW9AbG9qYS5wdA==?= <eve@evil.test>", ("name_is_address",)),
        ("Ana <ana@pаypal.test>", ("mixed_scripts",)),
        ("Ana <ana@" + "pаypal.test".encode("idna").decode() + ">", ("mixed_scripts",)),
        ("Ana <ana@пример.test>", ()),
        ("Ana <ana@日本のメール.test>", ()),
    ],
)
def test_who_wants_to_look_like_another_is_noticed(written, expected):
    author = _author(f"From: {written}\n\n")
    assert odd_signs(author.address, author.name) == expected


def test_a_name_that_says_another_address_changes_nothing_of_who_is_checked():
    with zone(names_of()) as resolver:
        raw = a_letter('"ana@seller.test" <eve@evil.test>')
        check = check_sender(raw, client_ip="192.0.2.10", envelope_from="x@seller.test", resolver=resolver)
    assert (check.from_address, check.verdict, check.odd) == ("eve@evil.test", "unproven", ("name_is_address",))


@given(st.text(max_size=60))
def test_whatever_stands_in_from_is_read_to_one_address_or_to_none(written):
    author = _author(f"From: {written}\n\n".encode("utf-8", "replace"))
    assert bool(author.address) != bool(author.problem)
    assert author.address.count("@") == bool(author.address)


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reading(raw):
    _author(raw)
