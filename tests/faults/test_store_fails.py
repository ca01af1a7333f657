"""The database cannot be written: nobody is told that a message is safe, nothing is half kept, and it works again after."""

from __future__ import annotations

import sqlite3
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.faults.disks import fill, run
from tests.faults.store import expect_whole_streams, kept_entries
from tests.live import LiveDesk, LiveVisitor

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
    assert asks_to_begin(visitor)[0] == 503
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
    assert asks_to_begin(visitor)[0] == 503
    assert not file.exists(), "no empty database in its place"
    (desk.folder / "elsewhere").rename(file)

    insist(visitor, client_id)

    assert bodies(visitor) == ["Bonjour", "avant", "dans le vide"]


def test_a_disk_that_has_become_read_only_acknowledges_nothing_and_loses_nothing(disk: Path) -> None:
    """G8: R5. The system gives up a disk that fails, in the middle of writing; after the repair all that was said is true."""
    with LiveDesk(DATABASE_URL="", REDIS_URL="", COMPTOIR_DATA_DIR=str(disk / "disk")) as desk:
        desk.start()
        visitor = desk.visitor()
        visitor.come()
        acknowledged = [n for n in range(50) if visitor.post(f"{n}")["t"] == "ack"]
        assert run("mount", "-o", "remount,abort", str(disk / "disk"))

        expect_refusals(visitor, client_id := "00000000-0000-4000-8000-000000000004")
        assert sends_file(visitor, b"bonjour")[0] == 503
        assert asks_to_begin(visitor)[0] == 503

        desk.kill()
        assert run("umount", str(disk / "disk"))
        run("e2fsck", "-p", str(disk / "disk.img"))
        assert run("mount", "-o", "loop", str(disk / "disk.img"), str(disk / "disk"))
        desk.start()
        visitor.come()
        insist(visitor, client_id)
        desk.kill()
        kept = kept_entries(desk)

    expect_whole_streams(kept)
    words = [it.body for it in kept[visitor.c] if it.client_id]
    assert words[-51:] == [*map(str, acknowledged), "dans le vide"]


def sends_file(visitor: LiveVisitor, content: bytes) -> tuple[int, Any]:
    """The visitor adds a file."""
    head = (
        b'--edge\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n'
    )
    path = f"/widget/{visitor.shop}/conversations/{visitor.c}/files"
    kind = {"Content-Type": "multipart/form-data; boundary=edge"}
    return visitor.ask("POST", path, head + content + b"\r\n--edge--\r\n", **kind)


def asks_to_begin(visitor: LiveVisitor) -> tuple[int, Any]:
    """Somebody new opens the widget and writes."""
    opening = visitor.opening | {"client_id": str(uuid4())}
    return visitor.ask("POST", f"/widget/{visitor.shop}/conversations", opening)


def test_on_a_full_disk_nothing_is_acknowledged_that_is_not_kept(full_soon: Path) -> None:
    """G8: R5, disk full: everything acknowledged before, during and after is there once."""
    with LiveDesk(DATABASE_URL="", REDIS_URL="", COMPTOIR_DATA_DIR=str(full_soon)) as desk:
        desk.start()
        visitor = desk.visitor()
        visitor.come()
        fill(full_soon / "filler", but=300_000)
        acknowledged, refused = [], []
        for n in range(400):
            answer = visitor.post(f"{n} " + "x" * 3000)
            (acknowledged if answer["t"] == "ack" else refused).append(n)
            if answer["t"] == "refused":
                assert answer["code"] == "unavailable"
            if len(refused) > 5:
                break
        assert refused, "the disk was never full"
        assert asks_to_begin(visitor)[0] == 503
        (full_soon / "filler").unlink()
        insist(visitor, "00000000-0000-4000-8000-000000000003")
        desk.kill()

        kept = kept_entries(desk)

        expect_whole_streams(kept)
        words = [int(it.body.split()[0]) for it in kept[visitor.c] if it.body[:1].isdigit()]
        assert words == acknowledged


def test_a_file_for_which_there_is_no_room_is_refused_and_leaves_no_piece_behind(full_soon: Path) -> None:
    """G8: R5. The form is larger than what is left; the visitor is told to keep it, and messages go on."""
    with LiveDesk(DATABASE_URL="", REDIS_URL="", COMPTOIR_DATA_DIR=str(full_soon)) as desk:
        desk.start()
        visitor = desk.visitor()
        visitor.come()
        fill(full_soon / "filler", but=400_000)

        status, refusal = sends_file(visitor, b"x" * 900_000)

        assert (status, refusal["code"]) == (503, "unavailable")
        assert [it for it in (full_soon / "files").rglob("*") if it.is_file()] == []
        assert visitor.post("toujours là")["t"] == "ack"
        (full_soon / "filler").unlink()
        assert sends_file(visitor, b"x" * 900_000)[0] == 201
