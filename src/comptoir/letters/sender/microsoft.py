"""What Exchange Online found out of a letter's sender. It writes no name before what it says, so that another rule has to hold.

Whatever a sender writes of headers stands below the line (Received) with which the edge of Exchange Online took the
letter in. What it found stands above that line, and below those of its own inner servers.
"""

from __future__ import annotations

import re

from comptoir.letters.sender.author import Header
from comptoir.letters.sender.told import Told, said_in, without_remarks

_LONGEST = 8000
_EDGE = re.compile(r"\bfrom\s+\S+\s+\(([0-9a-fA-F.:]+)\)\s+by\s+[\w-]+\.mail\.protection\.outlook\.com\s")
_INNER = re.compile(r"\bby\s+[\w.-]+\.(?:outlook|office365)\.com\b", re.I)
_CHECKED = re.compile(r"^\s*spf=\w+ \(sender IP is ([0-9a-fA-F.:]+)\)\s")


def told_by_microsoft(headers: list[Header]) -> tuple[Told, ...]:
    """That DMARC holds, as the edge that took the letter in found of the very server that brought it; else nothing.

    Believe it only of a mailbox that is read there: it holds no letter that did not pass an edge, or come from within.
    """
    above = _above_the_edge(headers)
    if above is None:
        return ()
    brought_by, heads = above
    said = [it.value for it in heads if it.name == "authentication-results"]
    if len(said) != 1 or len(said[0]) > _LONGEST:
        return ()
    checked = _CHECKED.match(said[0])
    if checked is None or checked[1].lower() != brought_by:
        return ()
    found = [it for it in said_in(without_remarks(said[0])) if it.method == "dmarc"]
    # Were one of the values a sender's own trick, there would be two.
    return tuple(found) if len(found) == 1 and said[0].count("dmarc=") == 1 else ()


def _above_the_edge(headers: list[Header]) -> tuple[str, list[Header]] | None:
    """Which server brought the letter to the edge, and the headers that were written since; nothing where there is no edge."""
    for at, header in enumerate(headers):
        if header.name != "received":
            continue
        edge = _EDGE.search(header.value[:_LONGEST])
        if edge:
            return edge[1].lower(), headers[:at]
        if not _INNER.search(header.value[:_LONGEST]):
            return None
    return None
