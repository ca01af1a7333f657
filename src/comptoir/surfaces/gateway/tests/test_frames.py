"""What clients may say has a closed shape; what goes out is ready for the wire."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as some
from websockets.client import ClientProtocol
from websockets.frames import Opcode
from websockets.protocol import OPEN
from websockets.uri import parse_uri

from comptoir.foundation.errors import BadRequest
from comptoir.surfaces.gateway import frames
from comptoir.surfaces.gateway.frames import prepared, read_frame
from comptoir.surfaces.gateway.tests.ears import payload

ID = "9b2f0000-0000-4000-8000-000000000001"


def test_a_post_is_understood():
    post = read_frame(frames.visitor, f'{{"t":"post","client_id":"{ID}","body":"Bonjour"}}')
    assert (type(post).__name__, post.body, str(post.client_id)) == ("VisitorPost", "Bonjour", ID)


def test_a_post_says_how_it_travels_by_mail():
    """D1, E1"""
    said = '"mail":{"to":"both","cc":["lena@partner.example"],"history":true}'
    post = read_frame(frames.agent, f'{{"t":"post","c":1,"client_id":"{ID}","body":"Bonjour",{said}}}')
    assert (post.mail.to, post.mail.cc, post.mail.history) == ("both", ("lena@partner.example",), True)


@pytest.mark.parametrize("mail", ['{"to":"everybody"}', '{"cc":"x"}', '{"bcc":[]}', f'{{"cc":["{"x" * 255}"]}}'])
def test_a_post_that_travels_by_no_way_we_know_is_refused(mail: str):
    with pytest.raises(BadRequest):
        read_frame(frames.agent, f'{{"t":"post","c":1,"client_id":"{ID}","body":"Bonjour","mail":{mail}}}')


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{",
        '{"t":"nothing"}',
        '{"t":"post"}',
        '{"t":"post","client_id":"7","body":"x"}',
        f'{{"t":"post","client_id":"{ID}","body":7}}',
        f'{{"t":"post","client_id":"{ID}","body":"x","visitor_id":3}}',
        '{"t":"read","seq":1e400}',
        '{"t":"read","seq":NaN}',
        '{"t":"read","seq":"1"}',
        '{"t":"typing","on":' + "[" * 100_000,
        b"\xff\xfe",
        '{"t":"watch","c":1}',
    ],
)
def test_what_has_another_shape_is_refused_not_guessed(text: str | bytes):
    """A12, A22 of the attacks."""
    with pytest.raises(BadRequest):
        read_frame(frames.visitor, text)


def test_what_is_neither_a_message_nor_a_note_is_not_taken_for_words_to_the_customer():
    """A7: a note that is misspelt must never reach the visitor."""
    post = f'{{"t":"post","c":1,"client_id":"{ID}","body":"entre nous","kind":"%s"}}'
    assert read_frame(frames.agent, post % "note").kind == "note"
    with pytest.raises(BadRequest):
        read_frame(frames.agent, post % "Note")


def test_the_language_that_an_agent_names_is_one_that_is_read():
    """A9"""
    post = f'{{"t":"post","c":1,"client_id":"{ID}","body":"Ta","language":"%s"}}'
    assert [read_frame(frames.agent, post % it).language for it in ("", "en", "fr", "pt", "ro")][1] == "en"
    for unknown in ("xx", "EN", "en-GB"):
        with pytest.raises(BadRequest):
            read_frame(frames.agent, post % unknown)


@given(some.binary(max_size=300) | some.text(max_size=300))
def test_whatever_comes_is_a_frame_or_a_refusal(text: str | bytes):
    """A12 of the attacks."""
    with suppress(BadRequest):
        assert isinstance(read_frame(frames.agent, text), frames.Frame)


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 65_535, 65_536, 200_000])
def test_a_prepared_frame_is_what_a_client_of_the_standard_reads(size: int):
    words = b"x" * size
    client = ClientProtocol(parse_uri("ws://desk.example/ws"), state=OPEN, max_size=None)
    client.receive_data(prepared(words))
    [frame] = client.events_received()
    assert (frame.opcode, frame.fin, bytes(frame.data)) == (Opcode.TEXT, True, words)
    assert payload(prepared(words)) == words
