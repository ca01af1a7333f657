"""Asking the DNS: within a time for all questions of one letter, and not twice for the same."""

from __future__ import annotations

import time
from collections import OrderedDict
from functools import cache
from threading import Lock

import dns.exception
import dns.name
import dns.resolver
from tldextract import TLDExtract

WITHIN = 3.0
"""Seconds for all that is asked about one letter."""
_ONE_WITHIN, _ONE_SERVER_WITHIN = 1.5, 0.7
"""Seconds for one question, and for one of the servers that are asked it."""
ASKED_AT_MOST = 60
"""Questions about one letter."""
_REMEMBERED = 4096
_FOR_AT_MOST, _FOR_AT_LEAST, _NOTHING_FOR = 600.0, 5.0, 60.0
"""Seconds an answer is remembered."""

_NO_NAMES = (
    *(dns.name.LabelTooLong, dns.name.NameTooLong, dns.name.EmptyLabel, dns.name.BadEscape, dns.name.IDNAException),
    UnicodeError,
)

Key = tuple[str, str]


class NamesUnavailable(Exception):
    """The DNS did not answer, or not in time: nothing is known, and it may be asked later."""


class Memory:
    """Answers of the DNS, the ones asked for last."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Key, tuple[float, tuple[str, ...]]] = OrderedDict()
        self._lock = Lock()

    def of(self, key: Key) -> tuple[str, ...] | None:
        """What is remembered, unless it is too old."""
        with self._lock:
            until, answer = self._answers.get(key, (0.0, ()))
            if until < time.monotonic():
                return None
            self._answers.move_to_end(key)
            return answer

    def keep(self, key: Key, answer: tuple[str, ...], seconds: float) -> None:
        """Remember an answer for so long."""
        with self._lock:
            self._answers[key] = time.monotonic() + min(max(seconds, _FOR_AT_LEAST), _FOR_AT_MOST), answer
            while len(self._answers) > _REMEMBERED:
                self._answers.popitem(last=False)

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._answers.clear()


_memory = Memory()


class Names:
    """The DNS as one letter may ask it. `resolver` is dnspython's; without one it is the machine's own."""

    def __init__(self, resolver: dns.resolver.Resolver | None = None, *, within: float = WITHIN) -> None:
        self._resolver = resolver
        # Another resolver may know another world.
        self._memory = _memory if resolver is None else _memory_of(resolver)
        self._until = time.monotonic() + within
        self._asked = 0
        self._without_answer: set[Key] = set()

    def texts(self, name: str) -> tuple[str, ...]:
        """The TXT records of a name, each in one piece (Latin-1: nothing is lost)."""
        return self.records(name, "TXT")

    def records(self, name: str, kind: str) -> tuple[str, ...]:
        """The records of a name; none where there is nothing. Raises `NamesUnavailable`.

        `kind`: "TXT", "A", "AAAA", "PTR", or "MX", whose records are "preference host".
        """
        key = (name.lower().rstrip("."), kind)
        known = self._memory.of(key)
        if known is not None:
            return known
        answer, seconds = self._ask(key)
        self._memory.keep(key, answer, seconds)
        return answer

    def _ask(self, key: Key) -> tuple[tuple[str, ...], float]:
        left = self._until - time.monotonic()
        self._asked += 1
        if left <= 0 or self._asked > ASKED_AT_MOST or key in self._without_answer:
            raise NamesUnavailable
        try:
            resolver = self._resolver or _own()
            found = resolver.resolve(key[0] + ".", key[1], lifetime=min(left, _ONE_WITHIN), search=False)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return (), _NOTHING_FOR
        except _NO_NAMES:
            return (), _NOTHING_FOR
        except (dns.exception.DNSException, OSError) as error:
            self._without_answer.add(key)
            raise NamesUnavailable from error
        return tuple(_said(record, key[1]) for record in list(found)[:50]), found.rrset.ttl if found.rrset else 0.0


def organization_of(domain: str) -> str:
    """The domain that somebody registered: "mail.shop.co.uk" is of "shop.co.uk". A public suffix is its own.

    By the list of public suffixes that comes with the package, the private ones among them: who has a page below a
    provider's domain is not its neighbour.
    """
    found = _suffixes()(domain)
    if found.suffix:
        return f"{found.domain}.{found.suffix}" if found.domain else domain
    # An ending that is not listed is a public one, too.
    return ".".join(domain.split(".")[-2:])


def forget_names() -> None:
    """Forget what was answered before."""
    _memory.clear()


def _said(record: object, kind: str) -> str:
    if kind == "TXT":
        return b"".join(getattr(record, "strings", ())).decode("latin-1")
    return str(record).rstrip(".")


def _memory_of(resolver: dns.resolver.Resolver) -> Memory:
    memory = getattr(resolver, "comptoir_memory", None)
    if memory is None:
        memory = Memory()
        resolver.comptoir_memory = memory  # type: ignore[attr-defined]
    return memory


@cache
def _own() -> dns.resolver.Resolver:
    resolver = dns.resolver.Resolver()
    resolver.timeout = _ONE_SERVER_WITHIN
    return resolver


@cache
def _suffixes() -> TLDExtract:
    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
