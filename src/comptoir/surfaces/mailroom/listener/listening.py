"""The listeners of one process: a thread with a loop of its own, so that a slow client costs nobody else anything."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection

from comptoir.domain.channels.actions import CameIn
from comptoir.domain.channels.queries import doors_open_to
from comptoir.foundation.limits import counted
from comptoir.surfaces.mailroom.keeping import Keeper, StoreIsAway
from comptoir.surfaces.mailroom.listener.session import Session, Terms
from comptoir.surfaces.mailroom.listener.wire import Wire

log = logging.getLogger(__name__)
Answer = TypeVar("Answer")

CONNECTIONS_AT_MOST = 200
OF_ONE_ADDRESS = 20
HELD_AT_MOST = 256 * 1024 * 1024
"""Bytes of mails that are being taken at one time."""
GUESSES_A_MINUTE = 20
PATIENCE = 300.0
"""Seconds for which a client may say nothing."""


class Rooms:
    """The house, as sessions see it: the database is asked on threads, and never anything outside."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._asking = ThreadPoolExecutor(2, thread_name_prefix="mail doors")
        self._held = 0

    async def is_open(self, address: str) -> bool:
        """Whether mail to this address is taken."""
        return (await self._asked(lambda: doors_open_to([address])))[address]

    async def counts_as_guessing(self, peer: str) -> bool:
        """One more unknown address of this client; says whether these are too many."""
        return await self._asked(lambda: counted(f"mail guesses {peer}")) > GUESSES_A_MINUTE

    async def kept(self, mails: list[CameIn]) -> None:
        """Return when they are on the disk. Raises `StoreIsAway`."""
        await asyncio.wrap_future(self._keeper.bring(mails))

    def has_room(self) -> bool:
        """Whether another mail may be taken now."""
        return self._held < HELD_AT_MOST

    def holds(self, more: int) -> None:
        """So many more bytes are being kept."""
        self._held += more

    def close(self) -> None:
        """End the threads."""
        self._asking.shutdown(wait=False, cancel_futures=True)

    async def _asked(self, question: Callable[[], Answer]) -> Answer:
        return await asyncio.get_running_loop().run_in_executor(self._asking, _answered, question)


class Listening:
    """Listens where the settings say; `start()` returns once it does."""

    def __init__(self, keeper: Keeper, *, lmtp: str = "", smtp: str = "") -> None:
        self._rooms, self._places = Rooms(keeper), [(lmtp, True), (smtp, False)]
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="mail listener", daemon=True)
        self._open: Counter[str] = Counter()
        self._servers: list[asyncio.Server] = []

    def start(self) -> None:
        """Begin. Raises `OSError` where a port is taken."""
        self._thread.start()
        self._told(self._listen())

    def stop(self) -> None:
        """Take nobody new, and end with those who are here."""
        if self._thread.is_alive():
            with contextlib.suppress(TimeoutError):
                self._told(self._end())
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(timeout=10)
        self._rooms.close()

    @property
    def ports(self) -> list[int]:
        """The ports that are listened on, LMTP first."""
        return [server.sockets[0].getsockname()[1] for server in self._servers]

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()
        self._loop.close()

    def _told(self, task: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(task, self._loop).result(timeout=10)

    async def _listen(self) -> None:
        for place, is_lmtp in self._places:
            if place:
                host, _, port = place.rpartition(":")
                terms = Terms(settings.MAIL_DOMAIN or "localhost", is_lmtp, None if is_lmtp else _certificate())
                server = await asyncio.start_server(self._welcome(terms), host.strip("[]") or None, int(port))
                self._servers.append(server)
                log.info("mail is taken by %s at %s", "LMTP" if is_lmtp else "SMTP", place)

    def _welcome(
        self, terms: Terms
    ) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Coroutine[Any, Any, None]]:
        async def welcome(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            wire = Wire(reader, writer, PATIENCE)
            peer = wire.peer
            most = CONNECTIONS_AT_MOST if terms.is_lmtp else OF_ONE_ADDRESS
            if self._open[peer] >= most or self._open.total() >= CONNECTIONS_AT_MOST:
                await wire.say("421 4.7.0 Too many connections, please try again later")
                await wire.close()
                return
            self._open[peer] += 1
            try:
                await Session(wire, self._rooms, terms).run()
            finally:
                self._open[peer] -= 1
                self._open += Counter()  # forget who has none
                await wire.close()

        return welcome

    async def _end(self) -> None:
        for server in self._servers:
            server.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        if others:
            await asyncio.wait(others, timeout=3)
        for task in others:
            task.cancel()


def _certificate() -> ssl.SSLContext | None:
    if not settings.SMTP_CERTIFICATE:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(settings.SMTP_CERTIFICATE)
    return context


def _answered(question: Callable[[], Answer]) -> Answer:
    try:
        return question()
    except (DatabaseError, InterfaceError) as error:
        connection.close()
        raise StoreIsAway from error
