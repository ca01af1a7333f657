"""Nobody writes a header of ours but us, whatever names, subjects and files are called (threat 23, A24)."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from email import message_from_bytes, policy
from email.header import decode_header, make_header

from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.letters.building import Attached, Who, build
from comptoir.letters.building.headers import cleaned
from comptoir.letters.tests.test_building import LETTER

HOSTILE = st.text(
    st.one_of(st.characters(), st.sampled_from('\r\n\0\t"\\<>@,;:()[]=? \x1b\x85\u2028\u202e\u2066\u200b\ud800é€😀'))
    , max_size=150,
)  # fmt: skip
ALLOWED = {
    *("date", "from", "to", "subject", "message-id", "in-reply-to", "references", "content-language"),
    *("mime-version", "content-type", "x-comptoir-loop"),
}


@settings(max_examples=150, deadline=None)
@given(name=HOSTILE, subject=HOSTILE, other=HOSTILE, file=HOSTILE)
def test_no_words_become_a_header_and_all_are_read_back_as_they_were(name, subject, other, file):
    attached = Attached(name=file, content_type=other, content=b"x")
    raw = build(
        replace(
            LETTER,
            sender=Who("c-abc@reply.shop.test", name),
            subject=subject,
            in_reply_to=other,
            references=(other, "<a@b.test>"),
            loop=other,
            language=other,
            attached=(attached,),
        )
    )
    head = raw.partition(b"\r\n\r\n")[0]
    unfolded = head.replace(b"\r\n ", b" ").split(b"\r\n")
    assert {line.split(b":")[0].decode().lower() for line in unfolded} <= ALLOWED
    assert not set(head.replace(b"\r\n", b"")) & set(range(32))
    read = message_from_bytes(raw, policy=policy.compat32)
    assert str(make_header(decode_header(read["subject"] or ""))) == cleaned(subject, 250)
    modern = message_from_bytes(raw, policy=policy.default)
    (sender,) = modern["from"].addresses
    assert sender.addr_spec == "c-abc@reply.shop.test"
    assert "".join(sender.display_name.split()) == "".join(cleaned(name, 100).split())
    assert modern.get_all("references", [""])[0].split()[-1] == "<a@b.test>"
    (kept,) = modern.iter_attachments()
    assert kept.get_filename() == (cleaned(file.replace("/", " ").replace("\\", " "), 100) or "file")


@given(HOSTILE)
def test_words_are_left_in_one_line_with_nothing_unseen(value):
    plain = cleaned(value, 80)
    assert len(plain) <= 80
    assert plain == plain.strip()
    assert all(unicodedata.category(sign)[0] != "C" and sign not in "\u2028\u2029" for sign in plain)
