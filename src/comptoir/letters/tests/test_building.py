"""Letters of ours: whole, in order, the same bytes for the same words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from comptoir.letters.building import Attached, Outgoing, Unbuildable, Who, build
from comptoir.letters.marker import is_marker, marker_line

NOON = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
LETTER = Outgoing(
    sender=Who("c-abc@reply.shop.test", "Librăria Ștefan & fiii"),
    to=(Who("ana@example.org", "Ana Sílvia"),),
    subject="[#48213] Articol lipsă",
    text="Bună ziua,\n\nVă trimitem mâine coletul.\nCu drag",
    date=NOON,
    message_id="<o1.abcdefghij@reply.shop.test>",
    language="ro",
)


def _read(letter: Outgoing) -> EmailMessage:
    read = message_from_bytes(build(letter), policy=policy.default)
    assert isinstance(read, EmailMessage)
    return read


def _part(letter: Outgoing, kind: str) -> str:
    body = _read(letter).get_body((kind,))
    assert body is not None
    return body.get_content().replace("\r\n", "\n")


def test_a_letter_says_who_to_whom_about_what_and_when():
    read = _read(LETTER)
    assert read["from"].addresses[0].display_name == "Librăria Ștefan & fiii"
    assert str(read["to"]) == "Ana Sílvia <ana@example.org>"
    assert str(read["subject"]) == "[#48213] Articol lipsă"
    assert read["date"].datetime == NOON
    assert (read["message-id"], read["content-language"]) == ("<o1.abcdefghij@reply.shop.test>", "ro")
    assert _part(LETTER, "plain") == "Bună ziua,\n\nVă trimitem mâine coletul.\nCu drag"
    assert "<p>Vă trimitem mâine coletul.<br>\nCu drag</p>" in _part(LETTER, "html")
    assert '<html lang="ro">' in _part(LETTER, "html")


def test_the_same_letter_gives_the_same_bytes_in_seven_bits_and_short_lines():
    letter = replace(LETTER, text="î" * 5000 + "\n" + "x" * 5000, attached=(_photo(), _photo(content_id="p1@shop")))
    raw = build(letter)
    assert raw == build(letter)
    assert raw.isascii()
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 78


def test_nothing_is_in_a_letter_but_what_belongs_there():
    """Threat 7: no trace of who wrote, from where or with what."""
    names = [name.lower() for name in _read(LETTER)]
    assert names == ["date", "from", "to", "subject", "message-id", "content-language", "mime-version", "content-type"]


def test_an_answer_belongs_to_its_thread_and_a_long_thread_keeps_its_root_and_its_end():
    thread = tuple(f"<{number}@example.org>" for number in range(40))
    read = _read(replace(LETTER, in_reply_to="<39@example.org>", references=("nonsense", "<a b@c>", *thread)))
    assert read["in-reply-to"] == "<39@example.org>"
    assert str(read["references"]).split() == [thread[0], *thread[-10:]]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, (None, None)),
        ({"is_relayed": True}, (None, "OOF, AutoReply")),
        ({"automatic": "auto-replied"}, ("auto-replied", "All")),
        ({"automatic": "auto-generated", "is_relayed": True}, ("auto-generated", "All")),
    ],
)
def test_machines_are_told_what_no_person_wrote(changes, expected):
    """A6: what a person wrote does not say that it is automatic, or it would not be answered."""
    read = _read(replace(LETTER, loop="shop-1\r\nBcc: x@y.test", **changes))
    assert (read["auto-submitted"], read["x-auto-response-suppress"]) == expected
    assert read["x-comptoir-loop"] == "shop-1Bccxy.test"
    assert not [name for name in read if name.lower().startswith("list-") or name.lower() == "bcc"]


def test_the_line_to_answer_above_comes_first_and_the_signature_and_the_quotation_last():
    letter = replace(
        LETTER,
        marker=marker_line("ro-RO"),
        signature="Librăria Ștefan\nwww.shop.test",
        quoted="Unde este?\n> vechi",
        quoted_head="Luni, Ana a scris:",
    )
    text = _part(letter, "plain")
    assert is_marker(text.split("\n")[0])
    assert text.split("\n")[7:] == [
        "-- ",
        "Librăria Ștefan",
        "www.shop.test",
        "",
        "Luni, Ana a scris:",
        "> Unde este?",
        ">> vechi",
    ]
    html = _part(letter, "html")
    assert html.index("deasupra") < html.index("mâine") < html.index("www.shop.test") < html.index("<blockquote")


@pytest.mark.parametrize("language", ["en", "fr-FR", "ro", "pt-PT", "de"])
def test_the_line_to_answer_above_is_known_again_however_it_is_quoted(language):
    line = marker_line(language, tag="k3f")
    assert is_marker(line)
    assert is_marker(f"> >  {line} ")
    assert not is_marker("## a heading -##")
    assert not is_marker("x" * 300_000)


def test_links_lead_to_the_shops_own_hosts_only_and_words_stay_words():
    """A1, A20: what a party writes is never markup, and no link that we did not allow is one."""
    text = (
        "See https://shop.test/a?b=1&c=2. Or https://www.shop.test/x), http://evil.test/shop.test, "
        "https://shop.test@evil.test/, https://shop.test\\@evil.test and <script>alert(1)</script>\x1b[31m\u202e"
    )
    html = _part(replace(LETTER, text=text, link_hosts=("shop.test",)), "html")
    assert '<a href="https://shop.test/a?b=1&amp;c=2">' in html
    assert '<a href="https://www.shop.test/x">' in html
    assert html.count("<a ") == 2
    assert "<script" not in html
    assert not {"\x1b", "\u202e"} & set(html)


def _photo(name: str = "foto-1.jpg", content_id: str = "") -> Attached:
    return Attached(name=name, content_type="image/jpeg", content=bytes(range(256)) * 20, content_id=content_id)


def test_files_and_pictures_go_along_under_their_names():
    letter = replace(
        LETTER,
        attached=(
            _photo("Fotografie cu încărcătorul defect, văzută din față și din spate.jpg"),
            _photo(content_id="p1@shop.test"),
            Attached(name="a/b\\c\r\n.pdf", content_type="text/html\r\nX: y", content=b"%PDF"),
            Attached(name="old.eml", content_type="message/rfc822", content=b"From: x@y.test\n\nHi"),
        ),
    )
    files = list(_read(letter).iter_attachments())
    assert [file.get_filename() for file in files] == [
        "Fotografie cu încărcătorul defect, văzută din față și din spate.jpg",
        "a b c .pdf",
        "old.eml",
    ]
    assert [file.get_content_type() for file in files] == ["image/jpeg", *["application/octet-stream"] * 2]
    assert files[0].get_content() == bytes(range(256)) * 20
    shown = [part for part in _read(letter).walk() if part["content-id"]]
    assert [part.get_content_disposition() for part in shown] == ["inline"]
    assert 'src="cid:p1@shop.test"' in _part(letter, "html")


def test_lines_that_old_servers_change_come_through():
    """A24: a lone dot ends no letter before its end."""
    text = "From here on:\n.\n..\nFrom " + "x" * 200 + "\nend"
    assert _part(replace(LETTER, text=text), "plain") == text
    body = build(replace(LETTER, text=text))
    assert b"\r\nFrom " not in body
    assert b"\r\n." not in body


def test_an_address_of_an_international_domain_is_written_in_ascii():
    assert "<ana@{}.test>".format("librăria".encode("idna").decode()).encode() in build(
        replace(LETTER, to=(Who("ana@librăria.test", "Ana"),))
    )


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"to": ()}, "no_recipient"),
        ({"to": (Who("ana@x.test\r\nBcc: b@y.test"),)}, "bad_address"),
        ({"to": (Who("ana@x.test, b@y.test"),)}, "bad_address"),
        ({"to": (Who("ana"),)}, "bad_address"),
        ({"to": (Who("añá@x.test"),)}, "bad_address"),
        ({"to": (Who("a@" + "a" * 70 + ".test"),)}, "bad_address"),
        ({"to": (Who("a" * 65 + "@x.test"),)}, "bad_address"),
        ({"to": (Who("a@x.test"),) * 101}, "too_long"),
        ({"message_id": "<a@b>\r\nX: y"}, "bad_message_id"),
        ({"date": NOON.replace(tzinfo=None)}, "no_time_zone"),
        ({"text": "x" * 300_001}, "too_long"),
        (
            {"attached": (Attached(name="p", content_type="image/png", content=b"", content_id='"><b>'),)},
            "bad_content_id",
        ),
        ({"attached": (_photo(),) * 51}, "too_long"),
    ],
)
def test_what_is_no_letter_is_not_built(changes, code):
    with pytest.raises(Unbuildable) as refused:
        build(replace(LETTER, **changes))
    assert refused.value.code == code
