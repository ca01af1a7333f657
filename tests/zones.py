"""A DNS of a test's own, on loopback: what it says is written in the test."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.resolver
import dns.rrset

FAILS, SILENT = "FAILS", "SILENT"
"""Instead of records: the server says that it failed; it says nothing at all."""

Zone = Mapping[str, Mapping[str, list[str]] | str]


@contextmanager
def zone(names: Zone) -> Iterator[dns.resolver.Resolver]:
    """A resolver that knows these names and no others: `{"shop.test": {"TXT": ["v=spf1 -all"]}}`.

    What was asked is in the resolver's `asked`.
    """
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind(("127.0.0.1", 0))
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers, resolver.port = ["127.0.0.1"], server.getsockname()[1]
    resolver.timeout = 0.5
    asked: list[tuple[str, str]] = []
    resolver.asked = asked
    thread = threading.Thread(
        target=_serve, args=(server, {name.lower(): said for name, said in names.items()}, asked), daemon=True
    )
    thread.start()
    try:
        yield resolver
    finally:
        server.sendto(b"", server.getsockname())
        thread.join(5)
        server.close()


def _serve(server: socket.socket, names: Zone, asked: list[tuple[str, str]]) -> None:
    while True:
        content, who = server.recvfrom(4096)
        if not content:
            return
        query = dns.message.from_wire(content)
        question = query.question[0]
        name, kind = str(question.name).rstrip(".").lower(), dns.rdatatype.to_text(question.rdtype)
        asked.append((name, kind))
        said = names.get(name)
        if said == SILENT:
            continue
        answer = dns.message.make_response(query)
        answer.flags |= dns.flags.AA
        if said == FAILS:
            answer.set_rcode(dns.rcode.SERVFAIL)
        elif said is None:
            # A name below which others stand is there, with nothing of its own.
            is_there = any(each.endswith("." + name) for each in names)
            answer.set_rcode(dns.rcode.NOERROR if is_there else dns.rcode.NXDOMAIN)
        elif records := [_written(record, kind) for record in said.get(kind, [])]:
            answer.answer.append(dns.rrset.from_text_list(question.name, 60, "IN", kind, records))
        server.sendto(answer.to_wire(max_size=65535), who)


def _written(record: str, kind: str) -> str:
    if kind != "TXT":
        return record
    pieces = [record[at : at + 250] for at in range(0, len(record), 250)] or [""]
    return " ".join('"' + "".join(_sign(sign) for sign in piece) + '"' for piece in pieces)


def _sign(sign: str) -> str:
    """As a zone's file writes it: whatever is not plain, as the number of its byte."""
    return sign if " " <= sign <= "~" and sign not in '"\\' else f"\\{ord(sign):03d}"
