"""Asking clamd: what it says is heard, and silence is never taken for a yes (threat 25)."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from comptoir.letters.viruses import Clean, Found, Unavailable, scan


@contextmanager
def _scanner(answer: bytes, *, hears: int | None = None, path: Path | None = None) -> Iterator[tuple[str, list[bytes]]]:
    """One that answers so, after having heard everything, or so many bytes."""
    listening = socket.socket(socket.AF_UNIX if path else socket.AF_INET)
    listening.bind(str(path) if path else ("127.0.0.1", 0))
    listening.listen()
    heard: list[bytes] = []
    is_done = threading.Event()

    def serve() -> None:
        line, _ = listening.accept()
        with line:
            got = b""
            while not got.endswith(bytes(4)) and (hears is None or len(got) < hears):
                got += line.recv(65536)
            heard.append(got)
            line.sendall(answer)
            if not answer:
                is_done.wait(5)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield str(path) if path else f"127.0.0.1:{listening.getsockname()[1]}", heard
    is_done.set()
    thread.join(5)
    listening.close()


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (b"stream: OK\0", Clean()),
        (b"stream: Eicar-Test-Signature FOUND\0", Found("Eicar-Test-Signature")),
        (b"stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0", Found("Heuristics.Limits.Exceeded.MaxFileSize")),
        (b"INSTREAM size limit exceeded. ERROR\0", Unavailable("too_large")),
        (b"stream: Can't allocate memory ERROR\0", Unavailable("no_answer")),
        (b"stream: OK FOUND", Found("OK")),
        (b"OK\0", Unavailable("no_answer")),
        (b"\0", Unavailable("no_answer")),
        (b"x" * 9000, Unavailable("no_answer")),
    ],
)
def test_what_the_scanner_says_is_what_is_said(answer, expected):
    with _scanner(answer) as (at, heard):
        assert scan(b"hello", at) == expected
    assert heard == [b"zINSTREAM\0\0\0\0\5hello\0\0\0\0"]


def test_a_large_file_goes_in_pieces(tmp_path):
    with _scanner(b"stream: OK\0", path=tmp_path / "s") as (at, heard):
        assert scan(b"x" * 200_000, at) == Clean()
    assert heard[0].count(b"\0\1\0\0") == 3


def test_a_scanner_that_hangs_up_in_the_middle_has_not_said_that_all_is_well():
    with _scanner(b"stream: OK\0", hears=70_000) as (at, _):
        assert isinstance(scan(b"x" * 30_000_000, at), Unavailable)
    with _scanner(b"INSTREAM size limit exceeded. ERROR\0", hears=70_000) as (at, _):
        assert isinstance(scan(b"x" * 30_000_000, at), Unavailable)


def test_a_scanner_that_says_nothing_is_not_waited_for():
    with _scanner(b"") as (at, _):
        assert scan(b"hello", at, within=0.3) == Unavailable("too_slow")


@pytest.mark.parametrize(
    ("at", "why"),
    [
        ("127.0.0.1:1", "no_scanner"),
        ("/nowhere/clamd.ctl", "no_scanner"),
        ("", "bad_address"),
        ("clamd", "bad_address"),
        ("127.0.0.1:99999", "bad_address"),
        ("[::1]:1", "no_scanner"),
    ],
)
def test_a_scanner_that_is_not_there_has_said_nothing(at, why):
    assert scan(b"hello", at) == Unavailable(why)
