"""Strangers' mails read in a process that may die: each has one outcome, in time, and costs nobody else's (threats 21, A13, R8)."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from comptoir.letters.child import Reader
from comptoir.letters.child.operations import OPERATIONS
from comptoir.letters.letter import Letter, Unreadable
from comptoir.letters.tests.mails import FROM, mail, multipart


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(seconds=5) as reader:
        yield reader


def _nested(count: int) -> bytes:
    return (
        FROM
        + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (at, at) for at in range(count))
        + b"\nx"
    )


HOSTILE = {
    "20,000 encoded words": mail(b"Subject: " + b"\r\n ".join([b"=?utf-8?q?ol=C3=A1?="] * 20_000)),
    "40,000 encoded words": mail(b"Subject: " + b" ".join([b"=?utf-8?q?ol=C3=A1?="] * 40_000)),
    "5,000 addresses": mail(b"To: " + b",\r\n ".join(b"N %d <a%d@b.pt>" % (at, at) for at in range(5000))),
    "1,500 nested parts": _nested(1500),
    "1,500 nested mails": FROM + b"Content-Type: message/rfc822\r\n\r\n" * 1500,
    "3,000 brackets": mail(b"To: " + b"(" * 3000),
    "100,000 parts": FROM + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 100_000,
    "lines of 40 kB": mail(body=(b"On a " + b"a " * 20_000 + b"\n") * 100),
    "a header of 10 MB": mail(b"X-A: " + b"x" * 10_000_000),
    "10 MB of headers": FROM + b"X-A: x\n" * 1_400_000 + b"\nx",
    "10 MB of nothing": b"x" * 10_000_000,
    "bare carriage returns": b"From: ana@example.org\rSubject: x\r\rola\rmundo",
    "zeros": mail(b"Subject: a\0b", body=b"o\0la"),
    "12 MB of a broken charset": mail(
        b"Content-Type: text/plain; charset=utf-8", body=b"ol\xe1 \xff\x81 a\n" * 1_200_000
    ),
    "base64 of ends alone": mail(b"Content-Transfer-Encoding: base64", body=b"=" * 8_000_000),
    "base64 in more than a million pieces": mail(b"Content-Transfer-Encoding: base64", body=b"YQ==\n" * 1_500_000),
    "flowed lines": mail(b"Content-Type: text/plain; format=flowed", body=b"a \n" * 2_000_000),
    "200,000 failures": multipart(
        "report", b"Content-Type: message/delivery-status\n\n" + b"Final-Recipient: rfc822; a@b.pt\n\n" * 200_000
    ),
    "failures in words": b"From: mailer-daemon@x.pt\n\n" + b"a@b.pt unknown " * 20_000,
    "an address without end": b"From: mailer-daemon@x.pt\n\n" + b"a.a.a-" * 20_000 + b"@",
    "a winmail.dat of crumbs": mail(
        b"Content-Type: application/ms-tnef", body=b"\x78\x9f\x3e\x22\x01\x00" + (b"\x01" + b"\0" * 12) * 2_000_000
    ),
    "a boundary of one dash": mail(b"Content-Type: multipart/mixed; boundary=-", body=b"-" * 10_000_000),
    "begun files": mail(body=b"begin 644 a\n" * 500_000),
    "parameters": mail(b"Content-Type: text/plain" + b"; a*0*=x" * 100_000),
    "chance": os.urandom(3_000_000),
    "HTML without end": mail(b"Content-Type: text/html", body=b"<div>&amp;" * 1_200_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_mail_is_read_in_time_and_memory(reader: Reader, name: str):
    letter = reader.read(HOSTILE[name])
    assert isinstance(letter, Letter)
    assert _peak(reader) < 300  # of the 512 that it may


def _peak(reader: Reader) -> int:
    """Megabytes that the child held at most; nothing where it has just been renewed, or the system does not tell."""
    process = reader._free.queue[0]._process
    status = Path(f"/proc/{process.pid if process else 0}/status")
    found = (
        [line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM")]
        if status.exists()
        else []
    )
    return int(found[0]) // 1024 if found else 0


def test_a_file_of_25_mb_comes_through_whole(reader: Reader):
    content = os.urandom(25_000_000)
    headers = (b"Content-Type: application/zip; name=a.zip", b"Content-Transfer-Encoding: base64")
    (part,) = reader.read(mail(*headers, body=base64.encodebytes(content))).parts
    assert part.content == content


def test_what_is_no_mail_is_said_in_a_word(reader: Reader):
    with pytest.raises(Unreadable, match="empty"):
        reader.read(b"")


@pytest.fixture
def _odd(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Children that know operations which end badly."""
    (tmp_path / "sitecustomize.py").write_text(
        "from comptoir.letters.child import operations as o\n"
        "import os, time\n"
        "def fill(c):\n"
        "    kept = []\n"
        "    while True: kept.append(bytearray(10_000_000))\n"
        "def spin(c):\n"
        "    while True: pass\n"
        "def surroundings(c):\n"
        "    from comptoir.letters.letter import Refused\n"
        "    return Refused(' '.join(sorted(os.environ)), '', '')\n"
        "o.OPERATIONS.update(fill=fill, spin=spin, surroundings=surroundings, die=lambda c: os._exit(3),\n"
        "    sleep=lambda c: time.sleep(60), fail=lambda c: {}['" + "secret words" + "'], other=lambda c: 3)\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))


@pytest.mark.usefixtures("_odd")
@pytest.mark.parametrize(
    ("operation", "code"),
    [
        ("fill", "too_big"),
        ("spin", "too_slow"),
        ("sleep", "too_slow"),
        ("die", "crashed"),
        ("other", "crashed"),
        ("nothing", "failed:KeyError"),
    ],
)
def test_a_child_that_dies_is_replaced_and_the_next_mail_is_read_r8(operation: str, code: str):
    with Reader() as reader:
        assert reader.read(mail()).text == "Bom dia"
        with pytest.raises(Unreadable, match=code):
            reader.ask(operation, b"x", {"Letter": Letter}, seconds=0.5 if code == "too_slow" else 20)
        assert reader.read(mail()).text == "Bom dia"


@pytest.mark.usefixtures("_odd")
def test_a_failure_is_told_by_its_place_and_never_by_somebodys_words():
    with Reader() as reader, pytest.raises(Unreadable) as failed:
        reader.ask("fail", b"x", {})
    assert failed.value.code.startswith("failed:KeyError@sitecustomize.py:")
    assert "secret" not in failed.value.code


@pytest.mark.usefixtures("_odd")
def test_a_child_gets_no_secret_of_the_installation(monkeypatch: pytest.MonkeyPatch):
    from comptoir.letters.letter import Refused

    monkeypatch.setenv("COMPTOIR_SECRET_KEY", "x")
    monkeypatch.setenv("DATABASE_URL", "x")
    with Reader() as reader:
        names = reader.ask("surroundings", b"", {"Refused": Refused}).name.split()
    assert not {name for name in names if "COMPTOIR" in name or "DATABASE" in name or "KEY" in name}


def test_several_threads_share_a_reader():
    found: list[str] = []
    with Reader(processes=2) as reader:
        threads = [threading.Thread(target=lambda: found.append(reader.read(mail()).text)) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == ["Bom dia"] * 8


def test_a_forked_process_leaves_its_parents_child_alone():
    with Reader() as reader:
        reader.read(mail())
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                code = 0 if reader.read(mail(body="filho")).text == "filho" else 1
                reader.close()
            finally:
                os._exit(code)
        assert os.waitpid(pid, 0)[1] == 0
        assert reader.read(mail(body="pai")).text == "pai"


def test_a_child_ends_with_its_parent():
    program = (
        "from comptoir.letters.child import Reader\n"
        "import os, signal\n"
        "reader = Reader()\n"
        "reader.read(b'From: a@b.pt\\n\\nx')\n"
        "print(reader._free.queue[0]._process.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])}
    told = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, check=False, timeout=60
    )
    child = int(told.stdout)
    until = time.monotonic() + 10
    while _is_there(child) and time.monotonic() < until:
        time.sleep(0.02)
    assert not _is_there(child)


def _is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (OSError, ValueError):
        return False


def test_what_can_be_asked_is_few():
    assert set(OPERATIONS) == {"read", "clean", "draw"}
