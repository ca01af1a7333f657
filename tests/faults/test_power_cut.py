"""The power goes: what the disk holds at that moment is all there is, and every acknowledged message is in it."""

from __future__ import annotations

import asyncio
import shutil
import signal
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.faults.disks import run
from tests.faults.store import expect_whole_streams, kept_entries
from tests.faults.talkers import Talker, until_acknowledged
from tests.live import LiveDesk

pytestmark = [pytest.mark.faults, pytest.mark.enable_socket]


def test_after_a_power_cut_every_acknowledged_message_is_on_the_disk(disk: Path) -> None:
    """G8: `synchronous=FULL`. The disk is copied while the server is frozen in the middle of writing."""
    with LiveDesk(DATABASE_URL="", REDIS_URL="", COMPTOIR_DATA_DIR=str(disk / "disk")) as desk:
        desk.start()
        with ThreadPoolExecutor(4) as pool:
            visitors = list(pool.map(lambda _: desk.visitor(), range(20)))
        people = [Talker(visitor, f"v{n}") for n, visitor in enumerate(visitors)]

        asyncio.run(write_until_the_power_goes(people, desk, disk))

        desk.kill()
        (disk / "after").mkdir()
        assert run("mount", "-o", "loop", str(disk / "copy.img"), str(disk / "after"))
        desk.environment["COMPTOIR_DATA_DIR"] = str(disk / "after")
        kept = kept_entries(desk)

    expect_whole_streams(kept)
    for one in people:
        places = {it.client_id: it.public_seq for it in kept[one.c] if it.client_id}
        assert {client_id: places.get(client_id) for client_id in one.acknowledged} == one.acknowledged


async def write_until_the_power_goes(people: list[Talker], desk: LiveDesk, disk: Path) -> None:
    """Let people write some hundreds of messages; then freeze the server and copy the disk as it is, without what is in memory."""
    tasks = [asyncio.create_task(one.live()) for one in people]
    tasks += [asyncio.create_task(one.talk(0.05)) for one in people]
    await until_acknowledged(people, 500)
    desk.processes[-1].send_signal(signal.SIGSTOP)
    # What the frozen server had said by now is heard before the copy is made: it must be in the copy.
    await asyncio.sleep(0.3)
    await asyncio.to_thread(shutil.copyfile, disk / "disk.img", disk / "copy.img")
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
