"""Whatever comes on a line harms nobody else."""

from __future__ import annotations

import json
import socket

import pytest

from comptoir.domain.wording.checker import client
from comptoir.domain.wording.checker.frames import LARGEST, LONGEST_BODY, CustomerQuestion, ReadyQuestion, release
from comptoir.domain.wording.checker.tests.conftest import Place

ASKED = {"n": 1, "kind": "customer", "release": release(), "body": "Merci", "language": "fr"}
MOMENT = {"now": "2026-03-11T10:00:00+01:00"}
MALFORMED = {
    "no JSON": b"{",
    "nothing": b"",
    "no text": b"\xff\xfe\x00",
    "a list": b"[]",
    "endless nests": b"[" * 100_000,
    "a body that is no text": json.dumps({**ASKED, "body": 5}).encode(),
    "another kind": json.dumps({**ASKED, "kind": "secret"}).encode(),
    "a body that is too long": json.dumps({**ASKED, "body": "a" * (LONGEST_BODY + 1)}).encode(),
    "a reply without a moment": json.dumps({**ASKED, "kind": "reply"}).encode(),
    "a manner that is none": json.dumps({**ASKED, "kind": "reply", "moment": MOMENT, "manner": [1]}).encode(),
    "a manner of nests": json.dumps({**ASKED, "kind": "reply", "moment": MOMENT}).encode()[:-1]
    + b', "manner": '
    + b"[" * 900
    + b"]" * 900
    + b"}",
}


@pytest.fixture(scope="module", autouse=True)
def _is_there(lasting_checker: Place) -> None:
    assert client.ask(ReadyQuestion(), 20.0) is not None


@pytest.mark.parametrize("what", MALFORMED)
def test_what_makes_no_sense_is_told_so_and_the_line_goes_on(what: str, lasting_checker: Place) -> None:
    with _line(lasting_checker) as line:
        _send(line, MALFORMED[what])
        assert _received(line)["error"] == "malformed"
        _send(line, json.dumps(ASKED).encode())
        assert _received(line)["answer"]["language"] == "fr"


def test_a_manner_that_nobody_sent_is_asked_for(lasting_checker: Place) -> None:
    with _line(lasting_checker) as line:
        _send(line, json.dumps({**ASKED, "kind": "reply", "moment": MOMENT, "manner_name": "?"}).encode())
        assert _received(line)["error"] == "unknown_manner"


def test_who_announces_too_much_is_sent_away(lasting_checker: Place) -> None:
    with _line(lasting_checker) as line:
        line.sendall((LARGEST + 1).to_bytes(4, "big"))
        assert _received(line)["error"] == "malformed"
        assert line.recv(1) == b""
    _others_are_answered()


def test_half_a_frame_keeps_nobody_waiting(lasting_checker: Place) -> None:
    with _line(lasting_checker) as line:
        line.sendall((1000).to_bytes(4, "big") + b"half")
        _others_are_answered()
    _others_are_answered()


def test_who_leaves_before_the_answer_is_forgotten(lasting_checker: Place) -> None:
    for _ in range(20):
        with _line(lasting_checker) as line:
            _send(line, json.dumps(ASKED).encode())
    _others_are_answered()


def test_a_language_that_nobody_reads_is_no_fault(lasting_checker: Place) -> None:
    answer = client.ask(CustomerQuestion(body="Danke", language="../../etc"), 20.0)
    assert answer is not None
    assert answer.findings == ()


def _line(there: Place) -> socket.socket:
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(20)
    line.connect(str(there.socket))
    return line


def _send(line: socket.socket, payload: bytes) -> None:
    line.sendall(len(payload).to_bytes(4, "big") + payload)


def _received(line: socket.socket) -> dict:
    with line.makefile("rb") as stream:
        size = int.from_bytes(stream.read(4), "big")
        return json.loads(stream.read(size))


def _others_are_answered() -> None:
    assert client.ask(CustomerQuestion(body="Merci", language="fr"), 20.0) is not None
