"""Bounces in words: what mail servers write that know no report. The address that stands by the words of failure is the one."""

from __future__ import annotations

import re

from comptoir.letters.addresses import one_address
from comptoir.letters.headers import seen
from comptoir.letters.letter import Failed

_LONGEST = 32 * 1024
_MOST_LINES = 400
_NEAR = 3
"""Lines between an address and the words that say it failed."""
_LONGEST_DIAGNOSTIC = 500

_ADDRESS = re.compile(r"(?<![\w.+%-])[\w.+=%&'*/!#$-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_FAILS = re.compile(
    r"(?<![\d.])[45]\d\d(?![\d.])|(?<![\d.])[45]\.\d{1,2}\.\d{1,3}(?!\d)"
    r"|unknown|not (?:be )?(?:found|known|exist|deliver|valid|listed)|(?:un)?deliver(?:able|y|ed)|does ?n[o']t (?:exist|have)|no such|fail|invalid|reject|refus|bounce"
    r"|could ?n[o']t|unable|quota|full|exceed|disabled|inactive|suspend|expired|denied|blocked|unroute?able|permanent|fatal|error|unreachable|too large"
    r"|introuvable|inconnu|échou|impossible|pas (?:pu|été)|não (?:existe|foi|pôde)|inexist|desconhecid|necunoscut|nu (?:a|există)|unbekannt|unzustellbar"
    r"|no (?:existe|se)|desconocid|inesistente|配信|送信|存在|見つか|не (?:най|суще|дост)",
    re.I,
)
_COPY = re.compile(
    r"^\W{0,20}(?:below this line is a copy|(?:this is|here is|the following is) a copy of (?:the|your)|original message (?:follows|headers|header|text)"
    r"|(?:start|begin) of (?:returned|original) message|unsent message|message header|returned message|the (?:header|headers) of the (?:original|message)"
    r"|received: (?:from|by)|return-path:|copy of (?:the|your) message|---- ?(?:undelivered|original) message"
    r"|message (?:text|body) follows|original mail as follows|attached is the original|-+ ?original message)",
    re.I,
)
_STATUS = re.compile(r"(?<![\d.])([45])\.(\d{1,2})\.(\d{1,3})(?!\d)")
_REPLY = re.compile(r"(?<![\d.])([45])\d\d(?![\d.])")
_FOR_NOW = re.compile(
    r"\b(?:warning|delayed|will (?:be retried|retry|keep trying)|still trying|temporar|will try again|not yet)", re.I
)
_SERVERS = ("mailer-daemon", "postmaster", "abuse", "support", "helpdesk", "administrator", "mail-daemon")


def failed_in_words(text: str) -> tuple[Failed, ...]:
    """Who is said not to have been reached, most clearly first."""
    lines = _told(text)
    fails = [_FAILS.search(_ADDRESS.sub(" ", line)) is not None for line in lines]
    found: dict[str, tuple[int, Failed]] = {}
    for at, line in enumerate(lines):
        for written in _ADDRESS.findall(line)[:10]:
            address = one_address(written.strip("'"))
            if not address or address.startswith(_SERVERS) or address in found:
                continue
            weight = _weight(lines, fails, at, written)
            if weight:
                found[address] = weight, _failure(address, lines, at)
    best = max((weight for weight, _ in found.values()), default=0)
    return tuple(failure for weight, failure in found.values() if weight == best)


def _told(text: str) -> list[str]:
    """The server's own lines: those before the mail that comes back."""
    lines = text[:_LONGEST].split("\n")[:_MOST_LINES]
    for at, line in enumerate(lines):
        if at and _COPY.match(line):
            return lines[:at]
    return lines


def _weight(lines: list[str], fails: list[bool], at: int, written: str) -> int:
    """How clearly an address is the one: it opens its line, and words of failure stand in it or near."""
    bare = lines[at].strip()
    opens = bare.startswith((written, f"<{written}>", f'"{written}"', f"To: {written}", f"To: <{written}>"))
    if opens and (bare.endswith(":") or "... " in bare or ">:" in bare):
        return 4
    if fails[at]:
        return 3
    near = any(fails[max(0, at - _NEAR) : at + 1 + _NEAR])
    return (3 if opens else 2) if near else 0


def _failure(address: str, lines: list[str], at: int) -> Failed:
    """What stands beside the address: the code, and the words."""
    after = " ".join(line.strip() for line in lines[at : at + 6])
    around = " ".join(line.strip() for line in lines[max(0, at - _NEAR) : at + 8])
    status = _STATUS.search(after) or _STATUS.search(around)
    reply = _REPLY.search(after) or _REPLY.search(around)
    first = (status or reply)[1] if status or reply else ""  # type: ignore[index]
    is_permanent = first == "5" or not (first == "4" or _FOR_NOW.search(around))
    return Failed(address, status[0] if status else "", is_permanent, seen(after)[:_LONGEST_DIAGNOSTIC])
