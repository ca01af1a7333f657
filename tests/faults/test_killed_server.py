"""The server is killed while people write: what was acknowledged is there, once, in order."""

from __future__ import annotations

import asyncio
import os
import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.faults.proxies import BadLine
from tests.faults.store import Kept, expect_whole_streams, kept_entries
from tests.faults.talkers import Talker, expect_equal_to_a_fresh_look, until_acknowledged
from tests.faults.warm import WarmServers
from tests.live import LiveDesk
from tests.requirements import patience

pytestmark = [pytest.mark.faults, pytest.mark.enable_socket]

PEOPLE = 50
SEED = int(os.environ.get("COMPTOIR_SEED", time.time_ns() % 1_000_000))


@pytest.fixture(scope="module")
def desk() -> Iterator[LiveDesk]:
    desk = LiveDesk(COMPTOIR_FRAMES_A_MINUTE="100000", COMPTOIR_POSTS_A_MINUTE="100000")
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def warm(desk: LiveDesk) -> Iterator[WarmServers]:
    servers = WarmServers(desk)
    yield servers
    servers.close()


@pytest.fixture
def servers(warm: WarmServers) -> Iterator[WarmServers]:
    warm.start()
    yield warm
    if warm.pid:
        warm.kill()


def talkers_of(desk: LiveDesk, count: int) -> list[Talker]:
    with ThreadPoolExecutor(4) as pool:
        visitors = list(pool.map(lambda _: desk.visitor(), range(count)))
    return [Talker(visitor, f"v{n}") for n, visitor in enumerate(visitors)]


async def write_through_kills(people: list[Talker], servers: WarmServers, rounds: int) -> None:
    """Let people write while the server is killed and started `rounds` times; then let them have their answers."""
    chance = random.Random(SEED)
    living = [asyncio.create_task(one.live()) for one in people]
    talking = [asyncio.create_task(one.talk(0.1)) for one in people]
    for _ in range(rounds):
        so_far = sum(len(one.acknowledged) for one in people)
        await until_acknowledged(people, so_far + chance.randint(10, 200))
        await asyncio.sleep(chance.uniform(0, 0.05))
        await asyncio.to_thread(servers.kill)
        await asyncio.to_thread(servers.start)
    await asyncio.sleep(0.3)
    await end(talking)
    await asyncio.gather(*(one.settle() for one in people))
    await end(living)


async def end(tasks: list[asyncio.Task[None]]) -> None:
    """Cancel tasks; one that has failed raises what it failed with."""
    for task in tasks:
        task.cancel()
    for outcome in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(outcome, Exception):
            raise outcome


def expect_all_acknowledged(one: Talker, entries: list[Kept]) -> None:
    """Each of the talker's messages stands at the place that was acknowledged, in the order of writing."""
    places = {it.client_id: it.public_seq for it in entries if it.client_id}
    assert {client_id: places.get(client_id) for client_id in one.acknowledged} == one.acknowledged
    written = [it.body for it in entries if it.body.startswith(f"{one.name} ")]
    assert written == [f"{one.name} {n}" for n in range(len(one.written))], f"out of order (COMPTOIR_SEED={SEED})"


@pytest.mark.timeout(90 + 5 * patience())
def test_messages_acknowledged_by_a_server_that_is_killed_are_there_once_and_in_order(
    desk: LiveDesk, servers: WarmServers
) -> None:
    """A4, G8: kill -9 while 50 clients write. As often as COMPTOIR_KILLS says: 20 times, or 200 by hand."""
    people = talkers_of(desk, PEOPLE)

    asyncio.run(write_through_kills(people, servers, patience()))

    for one in people[::5]:
        expect_equal_to_a_fresh_look(one)
    servers.kill()
    kept = kept_entries(desk)
    expect_whole_streams(kept)
    for one in people:
        expect_all_acknowledged(one, kept[one.c])


@pytest.mark.timeout(120)
def test_clients_cut_at_random_points_end_with_equal_threads(desk: LiveDesk, servers: WarmServers) -> None:
    """A4, G8: two tabs of each visitor, each on a line that breaks in the middle of frames."""
    first = talkers_of(desk, 15)
    second = [Talker(one.visitor, f"w{n}") for n, one in enumerate(first)]

    asyncio.run(write_on_bad_lines([*first, *second], desk.port))

    for one, other in zip(first, second, strict=True):
        assert one.entries == other.entries
        expect_equal_to_a_fresh_look(one)
    servers.kill()
    kept = kept_entries(desk)
    expect_whole_streams(kept)
    for one in (*first, *second):
        expect_all_acknowledged(one, kept[one.c])


async def write_on_bad_lines(people: list[Talker], target: int) -> None:
    """Let people write for some seconds on lines that break after 1 to 9,000 bytes, then mend the lines."""
    async with BadLine(target, shortest=1, longest=9_000, chance=random.Random(SEED)) as line:
        for one in people:
            one.port = line.port
        living = [asyncio.create_task(one.live()) for one in people]
        talking = [asyncio.create_task(one.talk(0.1)) for one in people]
        async with asyncio.timeout(60):
            while line.cuts < 100:
                await asyncio.sleep(0.05)
        await end(talking)
        line.mend()
        line.cut()
        await asyncio.gather(*(one.settle() for one in people))
        longest = max(one.last for one in people)
        async with asyncio.timeout(20):
            while any(one.last != other.last for one in people for other in people if one.c == other.c):
                await asyncio.gather(*(one.catch_up() for one in people))
                await asyncio.sleep(0.1)
        assert longest > 10
        await end(living)
