"""One conversation with a client that brings mail: refused at the recipient, or kept and only then acknowledged."""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from comptoir.domain.channels.actions import CameIn
from comptoir.surfaces.mailroom.keeping import StoreIsAway
from comptoir.surfaces.mailroom.listener.commands import declared_size, forwarded, path_in
from comptoir.surfaces.mailroom.listener.envelope import Brought, came_in, hops_in
from comptoir.surfaces.mailroom.listener.wire import ConnectionGone, LineBroken, LineTooLong, Wire

log = logging.getLogger(__name__)

LARGEST = 35 * 1024 * 1024
"""Bytes of a mail."""
RECIPIENTS_AT_MOST = 50
MISTAKES_AT_MOST = 10
HOPS_AT_MOST = 30
UNKNOWN = "550 5.1.1 No such address here"
AWAY = "451 4.3.0 Cannot be kept now, please try again later"


class House(Protocol):
    """What a session asks of the house: each answer may take a while, or end with `StoreIsAway`."""

    async def is_open(self, address: str) -> bool: ...
    async def counts_as_guessing(self, peer: str) -> bool: ...
    async def kept(self, mails: list[CameIn]) -> None: ...
    def has_room(self) -> bool: ...
    def holds(self, more: int) -> None: ...


class Terms(NamedTuple):
    """How a listener speaks. Behind LMTP stands a mail server of the house, which is believed."""

    name: str
    is_lmtp: bool
    tls: ssl.SSLContext | None = None


@dataclass
class _Envelope:
    sender: str = ""
    is_begun: bool = False
    recipients: list[str] = field(default_factory=list)


class Session:
    """Speaks until the client goes, or must."""

    def __init__(self, wire: Wire, house: House, terms: Terms) -> None:
        self._wire, self._house, self._terms = wire, house, terms
        self._helo, self._is_secure, self._mistakes = "", False, 0
        self._forwarded: dict[str, str] = {}
        self._envelope = _Envelope()
        self._words: dict[str, Callable[[str], Awaitable[None]]] = {
            "MAIL": self._mail,
            "RCPT": self._rcpt,
            "DATA": self._data,
            "RSET": self._rset,
            "NOOP": self._noop,
            "VRFY": self._vrfy,
            "STARTTLS": self._starttls,
            "XFORWARD": self._xforward,
            **({"LHLO": self._hello} if terms.is_lmtp else {"EHLO": self._hello, "HELO": self._hello}),
        }

    async def run(self) -> None:
        """Greet, then answer one command after the other."""
        try:
            await self._wire.say(f"220 {self._terms.name} {'LMTP' if self._terms.is_lmtp else 'ESMTP'}")
            while await self._answered(await self._wire.line()):
                pass
            await self._wire.flush()
        except LineTooLong:
            await self._bye("500 5.5.2 Line too long")
        except LineBroken:
            await self._bye("500 5.5.2 Lines end with CR LF")
        except (ConnectionGone, asyncio.CancelledError):
            return

    async def _bye(self, word: str) -> None:
        try:
            await self._wire.say(word)
            await self._wire.flush()
        except ConnectionGone:
            return

    async def _answered(self, line: str) -> bool:
        """Answer one command; says whether another may follow."""
        word, _, argument = line.partition(" ")
        word = word.upper()
        if word == "QUIT":
            await self._wire.say("221 2.0.0 Bye")
            return False
        act = self._words.get(word)
        if act is None:
            await self._mistake("500 5.5.1 Not known here")
        else:
            await act(argument.strip())
        if self._mistakes >= MISTAKES_AT_MOST:
            await self._wire.say("421 4.7.0 Too many mistakes")
            return False
        return True

    async def _mistake(self, word: str) -> None:
        self._mistakes += 1
        await self._wire.say(word)

    async def _hello(self, argument: str) -> None:
        if not argument:
            await self._mistake("501 5.5.4 Say who you are")
            return
        self._helo, self._envelope = argument.split(maxsplit=1)[0][:253], _Envelope()
        offers = [self._terms.name, "PIPELINING", f"SIZE {LARGEST}", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES"]
        if self._terms.tls and not self._is_secure:
            offers.append("STARTTLS")
        if self._terms.is_lmtp:
            offers.append("XFORWARD NAME ADDR PROTO HELO SOURCE")
        await self._wire.say(*(f"250-{offer}" for offer in offers[:-1]), f"250 {offers[-1]}")

    async def _mail(self, argument: str) -> None:
        path = path_in(argument, "from")
        if not self._helo or self._envelope.is_begun:
            await self._mistake("503 5.5.1 Not in this order")
        elif path is None:
            await self._mistake("501 5.1.7 This is no address")
        elif declared_size(path.parameters) > LARGEST:
            await self._wire.say("552 5.3.4 Larger than what is taken here")
        else:
            self._envelope = _Envelope(path.address, is_begun=True)
            await self._wire.say("250 2.1.0 OK")

    async def _rcpt(self, argument: str) -> None:
        path = path_in(argument, "to")
        if not self._envelope.is_begun:
            await self._mistake("503 5.5.1 Not in this order")
        elif path is None or "@" not in path.address:
            await self._mistake(UNKNOWN)
        elif len(self._envelope.recipients) >= RECIPIENTS_AT_MOST:
            await self._wire.say("452 4.5.3 Too many recipients")
        else:
            await self._wire.say(await self._answer_to(path.address))

    async def _answer_to(self, address: str) -> str:
        try:
            if await self._house.is_open(address):
                self._envelope.recipients.append(address)
                return "250 2.1.5 OK"
            # Behind LMTP it is always the same client, and which addresses it tries is not its own doing.
            if not self._terms.is_lmtp and await self._house.counts_as_guessing(self._wire.peer):
                self._mistakes = MISTAKES_AT_MOST
        except StoreIsAway:
            return AWAY
        return UNKNOWN

    async def _data(self, argument: str) -> None:
        if argument or not self._envelope.recipients:
            await self._mistake("503 5.5.1 Not without a recipient")
            return
        if not self._house.has_room():
            await self._wire.say("452 4.3.1 Too much at once, please try again later")
            return
        await self._wire.say("354 Go on")
        await self._wire.flush()
        envelope, self._envelope = self._envelope, _Envelope()
        raw = await self._wire.mail(LARGEST)
        if raw is None:
            await self._refuse(envelope, "552 5.3.4 Larger than what is taken here")
        elif hops_in(raw) > HOPS_AT_MOST:
            await self._refuse(envelope, "554 5.4.6 It goes in circles")
        else:
            await self._take(envelope, raw)

    async def _take(self, envelope: _Envelope, raw: bytes) -> None:
        self._house.holds(len(raw))
        try:
            mails = came_in(self._brought(envelope, raw))
            if not self._terms.is_lmtp:
                await self._wire.say(await self._kept(mails))
                return
            # LMTP has an answer for each recipient: what is kept of one is not brought again.
            answers = await asyncio.gather(*(self._kept([mail]) for mail in mails))
            await self._wire.say(*answers)
        finally:
            self._house.holds(-len(raw))

    async def _kept(self, mails: list[CameIn]) -> str:
        try:
            await self._house.kept(mails)
        except StoreIsAway:
            return AWAY
        except Exception:
            log.exception("a mail was not kept")
            return AWAY
        return "250 2.0.0 Kept"

    async def _refuse(self, envelope: _Envelope, word: str) -> None:
        await self._wire.say(*[word] * (len(envelope.recipients) if self._terms.is_lmtp else 1))

    def _brought(self, envelope: _Envelope, raw: bytes) -> Brought:
        told = self._forwarded if self._terms.is_lmtp else {}
        return Brought(
            raw=raw,
            sender=envelope.sender,
            recipients=tuple(envelope.recipients),
            client_ip=told.get("ADDR", "") if self._terms.is_lmtp else self._wire.peer,
            helo=told.get("HELO", "") if self._terms.is_lmtp else self._helo,
            is_lmtp=self._terms.is_lmtp,
            is_secure=self._is_secure,
            own_name=self._terms.name,
        )

    async def _rset(self, _: str) -> None:
        self._envelope = _Envelope()
        await self._wire.say("250 2.0.0 OK")

    async def _noop(self, _: str) -> None:
        await self._wire.say("250 2.0.0 OK")

    async def _vrfy(self, _: str) -> None:
        await self._wire.say("252 2.5.2 Send it, then it shows")

    async def _xforward(self, argument: str) -> None:
        if not self._terms.is_lmtp:
            await self._mistake("500 5.5.1 Not known here")
            return
        self._forwarded |= forwarded(argument)
        await self._wire.say("250 2.0.0 OK")

    async def _starttls(self, _: str) -> None:
        if self._terms.tls is None or self._is_secure:
            await self._mistake("502 5.5.1 Not offered")
            return
        await self._wire.say("220 2.0.0 Go on")
        await self._wire.flush()
        await self._wire.secure(self._terms.tls)
        self._is_secure, self._helo, self._envelope = True, "", _Envelope()
