"""Real mails, and real mails damaged by chance: each becomes a letter (R8)."""

from __future__ import annotations

from contextlib import suppress
from functools import cache

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comptoir.letters.hypertext import safe_html, words_of
from comptoir.letters.letter import Letter, Unreadable
from comptoir.letters.reading import read_letter
from comptoir.letters.tests.mails import mail, multipart, published

DAMAGED_AT_MOST = 12_000
"""Bytes of a mail that is damaged: they are many."""


def test_every_published_mail_becomes_a_letter():
    for path in published():
        raw = path.read_bytes()
        if raw.strip():
            assert isinstance(read_letter(raw), Letter), path.name


def test_every_published_html_is_made_safe_and_a_text():
    for path in published("mailgun+talon", "*.html") + published("closeio+quotequail", "*.html"):
        letter = read_letter(mail("Content-Type: text/html; charset=utf-8", body=path.read_bytes()))
        assert words_of(letter), path.name
        assert "<script" not in safe_html(letter.html)


@cache
def _mails() -> tuple[bytes, ...]:
    own = multipart(
        "mixed", "Content-Type: text/html; charset=utf-8\r\n\r\n<p>olá</p>", "Content-Type: image/png\r\n\r\nx"
    )
    try:
        paths = published("mikel+mail", "*.eml") + published("sisimai+set-of-emails", "*.eml")[::10]
    except BaseException:  # the skip of a test that there is: our own mail is enough
        paths = []
    return (own, *(path.read_bytes()[:DAMAGED_AT_MOST] for path in paths))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_damaged_mail_becomes_a_letter_or_a_word(data: st.DataObject):
    raw = bytearray(data.draw(st.sampled_from(_mails())))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, max(0, len(raw) - 1)))
        piece = data.draw(st.sampled_from(PIECES))
        raw[at : at + data.draw(st.integers(0, 40))] = piece
    with suppress(Unreadable):
        letter = read_letter(bytes(raw))
        msgspec.msgpack.encode(letter)
        safe_html(letter.html)
        words_of(letter)


PIECES = (
    *(
        b"",
        b"\0",
        b"\r",
        b"\n",
        b"\r\n\r\n",
        b"\xff\xfe",
        b"\xc3",
        b"=?utf-8?b?",
        b"?=",
        b"--",
        b";",
        b'"',
        b"(",
        b"<",
        b">",
    ),
    *(
        b"=",
        b"==",
        b"Content-Type: multipart/mixed; boundary=",
        b"charset=utf-16",
        b"charset=utf-7",
        b"+2AA-",
        b"=?utf-7?q?+2AA-?=",
        b"filename*0*=%",
        b"\x1b$B",
    ),
    *(
        b"Content-Transfer-Encoding: base64\r\n",
        b"Content-Transfer-Encoding: x\r\n",
        b"message/rfc822",
        b"begin 644 a\n",
        b":" * 50,
    ),
)
