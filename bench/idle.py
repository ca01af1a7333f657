"""What an idle connection costs: 5,000 visitors who say nothing."""

from __future__ import annotations

import asyncio
import resource

import uvloop

from bench.desk import Desk, use_load_core
from bench.figures import Figure
from bench.load import a_visitor

CONNECTIONS, CONVERSATIONS = 5000, 200


def run() -> Figure:
    """kB a connection, by what the server's own memory grew."""
    use_load_core()
    resource.setrlimit(resource.RLIMIT_NOFILE, (CONNECTIONS + 500, CONNECTIONS + 500))
    with Desk("talks", conversations=CONVERSATIONS) as desk:
        figure = uvloop.run(cost(desk))
    return Figure("idle", figure, "kB/connection", goal=28, more_is_better=False).tell()


async def cost(desk: Desk) -> float:
    """The server's growth, shared among the connections."""
    talks = desk.seed["talks"]
    clients = [await a_visitor(desk, talk) for talk in talks[:50]]
    await asyncio.sleep(4.0)  # what the server loads by itself after it has started is no connection's
    before = desk.memory()
    clients += [await a_visitor(desk, talks[n % CONVERSATIONS]) for n in range(CONNECTIONS - 50)]
    await asyncio.sleep(2.0)
    assert not any(client.closed for client in clients)
    return (desk.memory() - before) / (CONNECTIONS - 50) / 1000
