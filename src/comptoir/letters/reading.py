"""A mail read: bytes in, a `Letter` out. For bytes of strangers ask `child.Reader`, which reads in a process that may die."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from email.utils import parsedate_to_datetime

from comptoir.letters.addresses import addresses, one_address
from comptoir.letters.bodies import gather
from comptoir.letters.headers import Headers, words_of_header
from comptoir.letters.letter import Address, Letter, Part, Unreadable
from comptoir.letters.machines import told_kind
from comptoir.letters.mime import Tree, cut

LARGEST = 40 * 1024 * 1024
"""Bytes of a mail that is read."""
_MOST_REFERENCES = 100
_LONGEST_SUBJECT = 998
_LONGEST_KEPT = 1000
"""Letters of a header's value that is handed on."""
_MOST_KEPT = 50
"""Values of one name that are handed on."""

_MESSAGE_ID = re.compile(r"<[^<>\s\x00-\x1f\x7f]{1,250}>")
_BARE_ID = re.compile(r"[^<>\s@]{1,120}@[^<>\s@]{1,120}")
_DELIVERED = (
    *("x-gm-original-to", "x-original-to", "delivered-to", "envelope-to", "x-envelope-to", "x-delivered-to"),
    *("x-rcpt-to", "x-real-to", "resent-to", "resent-cc"),
)
_RECEIVED_FOR = re.compile(r"\bfor\s+<([^<>\s]{3,320})>")

WANTED = frozenset(
    (
        *("from", "return-path", "auto-submitted", "precedence", "x-auto-response-suppress", "x-autoreply"),
        *("x-autorespond", "list-id", "list-unsubscribe", "list-post", "feedback-id", "x-failed-recipients"),
        *("x-loop", "x-comptoir-loop", "authentication-results", "arc-authentication-results", "received"),
        *("received-spf", "x-spam-flag", "x-spam-status", "importance", "x-priority", "priority", "content-language"),
        *("x-mailer", "user-agent", "thread-topic", "thread-index", "disposition-notification-to", "sender"),
        *("resent-from", "x-forwarded-for", "x-forwarded-to", "x-ms-exchange-inbox-rules-loop"),
    )
)
"""Headers that are asked for after the reading."""


def read_letter(raw: bytes) -> Letter:
    """What the mail says. Raises `Unreadable` (`empty`, `too_large`, `no_mail`) and nothing else, whatever the bytes."""
    if not raw.strip():
        raise Unreadable("empty")
    if len(raw) > LARGEST:
        raise Unreadable("too_large")
    try:
        return _read(cut(raw))
    except Unreadable:
        raise
    except RecursionError:
        raise Unreadable("too_deep") from None


def _read(tree: Tree) -> Letter:
    headers = tree.root.headers
    if not headers.values and tree.root.main_type != "multipart":
        tree.problems["no_headers"] = None
    head = _head(headers, tree.root.parameters.get("charset", ""))
    words, gathered = gather(tree)
    told = told_kind(tree, head.sender, words.text or words.html)
    return replace(
        head,
        text=words.text,
        html=words.html,
        parts=_placed(gathered.parts, words.html),
        refused=tuple(gathered.refused),
        kind=told.kind,
        because=told.because,
        is_list=told.is_list,
        bounce=told.bounce,
        about=told.about,
        problems=tuple(tree.problems),
    )


def _head(headers: Headers, charset: str) -> Letter:
    """What the headers say. `charset` is tried for those that are not encoded as they should be."""
    return Letter(
        message_id=_message_id(headers),
        in_reply_to=_ids(headers, "in-reply-to"),
        references=_ids(headers, "references"),
        sender=next(iter(_people(headers, "from", charset)), None),
        reply_to=_people(headers, "reply-to", charset),
        to=_people(headers, "to", charset),
        cc=_people(headers, "cc", charset),
        delivered_to=_delivered_to(headers),
        subject=headers.words("subject", charset)[:_LONGEST_SUBJECT],
        date=_date(headers.plain("date")),
        headers=_kept(headers, charset),
    )


def _people(headers: Headers, name: str, charset: str) -> tuple[Address, ...]:
    """Everybody in the headers of a name: some programs write one header for each."""
    found: dict[str, Address] = {}
    for value in headers.values.get(name, ())[:_MOST_KEPT]:
        for each in addresses(value, charset):
            found.setdefault(each.address, each)
    return tuple(found.values())[:500]


def _message_id(headers: Headers) -> str:
    found = _ids(headers, "message-id")
    if found:
        return found[0]
    bare = _BARE_ID.search(headers.plain("message-id"))
    return f"<{bare[0]}>" if bare else ""


def _ids(headers: Headers, name: str) -> tuple[str, ...]:
    """Message-IDs with their brackets, each once; of very many the first and the last."""
    found = dict.fromkeys(each for value in headers.all_plain(name)[:5] for each in _MESSAGE_ID.findall(value))
    every = tuple(found)
    return every if len(every) <= _MOST_REFERENCES else (every[0], *every[1 - _MOST_REFERENCES :])


def _delivered_to(headers: Headers) -> tuple[str, ...]:
    """By which addresses it was delivered, as the servers on the way wrote down, the likeliest first."""
    found: dict[str, None] = {}
    for name in _DELIVERED:
        for value in headers.values.get(name, ())[:10]:
            for each in addresses(value):
                found.setdefault(each.address)
    for trace in headers.all_plain("received")[:10]:
        for written in _RECEIVED_FOR.findall(trace)[:3]:
            if address := one_address(written):
                found.setdefault(address)
    return tuple(found)[:_MOST_KEPT]


def _date(written: str) -> dt.datetime | None:
    """When it was written, as its sender says; without a zone in UTC. None where no date can be read."""
    try:
        found = parsedate_to_datetime(written[:200])
        found = found if found.tzinfo else found.replace(tzinfo=dt.UTC)
        return found.astimezone(dt.UTC)
    except (ValueError, TypeError, OverflowError, IndexError, LookupError, AttributeError):
        return None


def _placed(parts: list[Part], html: str) -> tuple[Part, ...]:
    """The files, each with whether the HTML shows it."""
    small = html.lower() if any(part.content_id for part in parts) else ""
    return tuple(
        Part(part.name, part.content_type, part.content, part.content_id, _is_shown(part, small)) for part in parts
    )


def _is_shown(part: Part, html: str) -> bool:
    if not part.content_id:
        return False
    return f"cid:{part.content_id.lower()}" in html or (part.is_inline and "cid:" in html and "%" in html)


def _kept(headers: Headers, charset: str) -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(
            words_of_header(value[: 4 * _LONGEST_KEPT], charset)[:_LONGEST_KEPT] for value in values[:_MOST_KEPT]
        )
        for name, values in headers.values.items()
        if name in WANTED
    }
