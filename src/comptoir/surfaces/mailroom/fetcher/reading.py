"""Reading what is new in a mailbox, in portions, without changing anything in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from imapclient import IMAPClient

from comptoir.domain.channels.actions import CameIn

LARGEST = 35 * 1024 * 1024
"""Bytes of a mail; of a larger one the headers come."""
HEADERS_LARGEST = 256 * 1024
TOGETHER = 50
BYTES_TOGETHER = 20 * 1024 * 1024
ASKED_TOGETHER = 500


class Place(NamedTuple):
    """Whose mailbox it is, and the numbering that holds in it now."""

    mailbox_id: int
    shop_id: int
    uidvalidity: int


class Listed(NamedTuple):
    """A mail that is there: its number, its bytes, and when it came to that server."""

    uid: int
    size: int
    came_at: dt.datetime


def new_in(client: IMAPClient, after: int, at: dt.datetime, since: dt.date | None = None) -> list[Listed]:
    """What has a higher number than `after`, oldest first; where the numbering is another one, what came since that day.

    Whether somebody has read it does not matter: other programs read, and what they read would be lost.
    """
    found = client.search(["SINCE", since]) if since else client.search(["UID", f"{after + 1}:*"])
    # "n:*" names the last mail, also where its number is below n
    uids = sorted(int(uid) for uid in found if since or int(uid) > after)
    listed = []
    for asked in _portions(uids):
        told = client.fetch(asked, ["RFC822.SIZE", "INTERNALDATE"])
        listed += [
            Listed(uid, int(told[uid].get(b"RFC822.SIZE", 0)), _moment(told[uid].get(b"INTERNALDATE"), at))
            for uid in asked
            if uid in told
        ]
    return listed


def in_batches(listed: Sequence[Listed]) -> Iterator[list[Listed]]:
    """Portions that are kept together: few mails, and few bytes."""
    batch: list[Listed] = []
    size = 0
    for each in listed:
        weight = min(each.size, LARGEST)
        if batch and (len(batch) >= TOGETHER or size + weight > BYTES_TOGETHER):
            yield batch
            batch, size = [], 0
        batch.append(each)
        size += weight
    if batch:
        yield batch


def fetched(client: IMAPClient, place: Place, batch: Sequence[Listed]) -> list[tuple[int, CameIn]]:
    """The mails of a batch, byte for byte; one that is gone meanwhile is left out."""
    whole = {each.uid for each in batch if each.size <= LARGEST}
    bodies = _bodies(client, sorted(whole), "BODY.PEEK[]", b"BODY[]")
    heads = _bodies(
        client,
        [it.uid for it in batch if it.uid not in whole],
        f"BODY.PEEK[HEADER]<0.{HEADERS_LARGEST}>",
        b"BODY[HEADER]<0>",
    )
    contents = bodies | heads
    return [
        (
            it.uid,
            CameIn(
                source="imap",
                source_id=f"{place.mailbox_id}:{place.uidvalidity}:{it.uid}",
                raw=contents[it.uid],
                mailbox_id=place.mailbox_id,
                shop_id=place.shop_id,
                received_at=it.came_at,
                too_large=it.uid not in whole,
            ),
        )
        for it in batch
        if it.uid in contents
    ]


def _bodies(client: IMAPClient, uids: Sequence[int], asked: str, told_as: bytes) -> dict[int, bytes]:
    if not uids:
        return {}
    told = client.fetch(uids, [asked])
    return {uid: told[uid][told_as] for uid in uids if uid in told and told[uid].get(told_as) is not None}


def _moment(told: dt.datetime | None, at: dt.datetime) -> dt.datetime:
    """When it came, never later than now: clocks count from it."""
    if told is None:
        return at
    return min(told.astimezone(dt.UTC), at)


def _portions(uids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (uids[start : start + ASKED_TOGETHER] for start in range(0, len(uids), ASKED_TOGETHER))
