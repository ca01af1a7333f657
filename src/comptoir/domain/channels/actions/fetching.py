"""Fetching from mailboxes elsewhere: which process fetches from which, how far each has come, and what is in its way."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Mapping
from typing import Any, Literal, NamedTuple

from django.db import connection, transaction
from django.db.models import Q

from comptoir.domain.channels.connecting.access import OUT, WHY, Access
from comptoir.domain.channels.models import Mailbox
from comptoir.domain.channels.sealing import open_sealed, seal

Side = Literal["in", "out"]


class OAuth(NamedTuple):
    """By which permission of its owner a mailbox is opened."""

    provider: str
    client: str
    secrets: dict[str, Any]


class MailboxToFetch(NamedTuple):
    """A mailbox that this process fetches from until its lease ends. `uid` under `uidvalidity` is the last one that is here."""

    id: int
    shop_id: int
    access: Access
    folder: str
    uidvalidity: int
    uid: int
    looked_at: dt.datetime | None
    trouble: str
    oauth: OAuth | None


@transaction.atomic
def lease_mailboxes(
    *, now: dt.datetime, until: dt.datetime, at_most: int, held: Collection[int] = ()
) -> list[MailboxToFetch]:
    """Those that this process may fetch from until then: those it holds already, and others that nobody holds.

    A mailbox that was changed, switched off or removed meanwhile is told anew, or not any more.
    """
    fetched = Mailbox.objects.filter(incoming=Mailbox.Incoming.IMAP, is_on=True)
    free = fetched.filter(Q(leased_until=None) | Q(leased_until__lte=now)).exclude(pk__in=held)
    rows = [*fetched.filter(pk__in=held), *_unlocked(free.order_by("id"))[: max(0, at_most - len(held))]]
    Mailbox.objects.filter(pk__in=[row.pk for row in rows]).update(leased_until=until)
    return [_to_fetch(row) for row in rows]


def let_go_of(mailbox_ids: Collection[int]) -> None:
    """End the leases of mailboxes, so that another process may fetch from them at once."""
    Mailbox.objects.filter(pk__in=mailbox_ids).update(leased_until=None)


def begin_at(*, mailbox_id: int, uidvalidity: int, uid: int) -> None:
    """A mailbox is opened for the first time, and what is above `uid` is new in it."""
    Mailbox.objects.filter(pk=mailbox_id).update(uidvalidity=uidvalidity, uid=uid)


def mailbox_well(*, mailbox_id: int, now: dt.datetime, side: Side = "in") -> None:
    """It was looked into, and all that is there is here; or it has taken a letter. Trouble of the other side stays."""
    mine = Mailbox.objects.filter(pk=mailbox_id)
    if side == "in":
        mine.update(looked_at=now)
    is_of_out = Q(trouble__startswith=OUT)
    mine.exclude(trouble="").filter(is_of_out if side == "out" else ~is_of_out).update(trouble="", trouble_since=None)


def mailbox_troubled(*, mailbox_id: int, why: str, now: dt.datetime, side: Side = "in") -> None:
    """It cannot be used, for a code of `connecting.access.WHY`; since when is kept while the reason stays the same.

    Trouble with what goes out is told as `out` and the code, and never hides trouble with what comes in.
    """
    if why not in WHY:
        raise ValueError(why)
    rows = Mailbox.objects.filter(pk=mailbox_id)
    if side == "out":
        rows = rows.filter(Q(trouble="") | Q(trouble__startswith=OUT))
    told = f"{OUT}{why}" if side == "out" else why
    rows.exclude(trouble=told).update(trouble=told, trouble_since=now)


def keep_tokens(*, mailbox_id: int, secrets: Mapping[str, Any]) -> None:
    """Keep the tokens that a provider has given, sealed."""
    Mailbox.objects.filter(pk=mailbox_id).update(oauth_secrets=seal(json.dumps(dict(secrets))))


def oauth_of(mailbox_id: int) -> OAuth | None:
    """By which permission of its owner this mailbox is opened, where it is not by a password."""
    row = Mailbox.objects.filter(pk=mailbox_id).first()
    return _oauth(row) if row else None


def _to_fetch(row: Mailbox) -> MailboxToFetch:
    access = Access(row.imap_host, row.imap_port, row.imap_security, row.imap_user, open_sealed(row.imap_secret))  # type: ignore[arg-type]
    return MailboxToFetch(
        id=row.pk,
        shop_id=row.shop_id,
        access=access,
        folder=row.folder or "INBOX",
        uidvalidity=row.uidvalidity,
        uid=row.uid,
        looked_at=row.looked_at,
        trouble=row.trouble,
        oauth=_oauth(row),
    )


def _oauth(row: Mailbox) -> OAuth | None:
    if not row.oauth_provider:
        return None
    opened = open_sealed(row.oauth_secrets)
    return OAuth(row.oauth_provider, row.oauth_client, json.loads(opened) if opened else {})


def _unlocked(rows: Any) -> Any:
    if connection.features.has_select_for_update_skip_locked:
        return rows.select_for_update(skip_locked=True)
    return rows
