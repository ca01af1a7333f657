"""The database cannot be written: nobody is told that a message is safe, nothing is half kept, and it works again after."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.store import expect_whole_streams, kept_entries
from tests.live import LiveDesk, LiveVisitor
from tests.requirements import required

pytestmark = [pytest.mark.faults, pytest.mark.enable_socket]


@pytest.fixture(scope="module")
def desk() -> Iterator[LiveDesk]:
    with LiveDesk(DATABASE_URL="", REDIS_URL="", COMPTOIR_DATABASE_PATIENCE="0.5") as desk:
        desk.start()
        yield desk


@pytest.fixture
def visitor(desk: LiveDesk) -> LiveVisitor:
    visitor = desk.visitor()
    visitor.come()
    assert visitor.post("avant")["t"] == "ack"
    return visitor


def expect_refusals(visitor: LiveVisitor, client_id: str) -> None:
    """By socket and by HTTP: a clear refusal, and no acknowledgement."""
    refusal = visitor.post("dans le vide", client_id)
    assert (refusal["t"], refusal["code"]) == ("refused", "unavailable")
    url = f"{visitor.desk.url}/widget/{visitor.shop}/conversations/{visitor.c}/messages"
    headers = {"Origin": visitor.origin, "Authorization": f"Bearer {visitor.token}", "Content-Type": "application/json"}
    body = b'{"client_id":"%s","body":"dans le vide"}' % client_id.encode()
    with pytest.raises(urllib.error.HTTPError) as answer:
        urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=20)
    assert answer.value.code == 503
    assert answer.value.headers["Retry-After"]


def insist(visitor: LiveVisitor, client_id: str, within: float = 15.0) -> int:
    """Send it again until it is acknowledged; returns its place."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        answer = visitor.post("dans le vide", client_id)
        if answer["t"] == "ack":
            return int(answer["seq"])
        time.sleep(0.1)
    raise TimeoutError("the desk does not work again")


def bodies(visitor: LiveVisitor) -> list[str]:
    return [entry["body"] for entry in visitor.of_mine("GET")[1]["entries"] if entry.get("body")]


def test_a_database_that_another_process_holds_is_not_acknowledged(desk: LiveDesk, visitor: LiveVisitor) -> None:
    """G8: R5, locked beyond the patience."""
    client_id = "00000000-0000-4000-8000-000000000001"
    holder = sqlite3.connect(desk.folder / "comptoir.sqlite3", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    expect_refusals(visitor, client_id)
    holder.execute("ROLLBACK")
    holder.close()

    insist(visitor, client_id)

    assert bodies(visitor) == ["Bonjour", "avant", "dans le vide"]


def test_a_database_file_that_is_gone_is_not_acknowledged(desk: LiveDesk, visitor: LiveVisitor) -> None:
    """G8: R5. A file that was moved away takes nothing in, and what it held is whole when it is put back."""
    client_id = "00000000-0000-4000-8000-000000000002"
    file = desk.folder / "comptoir.sqlite3"
    file.rename(desk.folder / "elsewhere")
    expect_refusals(visitor, client_id)
    assert not file.exists(), "no empty database in its place"
    (desk.folder / "elsewhere").rename(file)

    insist(visitor, client_id)

    assert bodies(visitor) == ["Bonjour", "avant", "dans le vide"]


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A file system of 24 MB. Where it cannot be mounted the test is skipped, or fails if it was promised."""
    folder = Path(tempfile.mkdtemp(prefix="comptoir-small-"))
    command = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)]
    is_mounted = os.getuid() == 0 and subprocess.run(command, check=False, capture_output=True).returncode == 0
    try:
        required("mounts", is_mounted, "no file system can be mounted here")
        yield folder
    finally:
        if is_mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)
        shutil.rmtree(folder, ignore_errors=True)


def test_on_a_full_disk_nothing_is_acknowledged_that_is_not_kept(small_disk: Path) -> None:
    """G8: R5, disk full: everything acknowledged before, during and after is there once."""
    with LiveDesk(DATABASE_URL="", REDIS_URL="", COMPTOIR_DATA_DIR=str(small_disk)) as desk:
        desk.start()
        visitor = desk.visitor()
        visitor.come()
        filler = small_disk / "filler"
        fill(filler)
        acknowledged, refused = [], []
        for n in range(400):
            answer = visitor.post(f"{n} " + "x" * 3000)
            (acknowledged if answer["t"] == "ack" else refused).append(n)
            if answer["t"] == "refused":
                assert answer["code"] == "unavailable"
            if len(refused) > 5:
                break
        assert refused, "the disk was never full"
        filler.unlink()
        insist(visitor, "00000000-0000-4000-8000-000000000003")
        desk.kill()

        kept = kept_entries(desk)

        expect_whole_streams(kept)
        words = [int(it.body.split()[0]) for it in kept[visitor.c] if it.body[:1].isdigit()]
        assert words == acknowledged


def fill(file: Path) -> None:
    """Write until the disk is full but for some kilobytes."""
    with file.open("wb", buffering=0) as out:
        try:
            while True:
                out.write(b"\0" * 65_536)
        except OSError:
            out.truncate(max(0, out.tell() - 300_000))
