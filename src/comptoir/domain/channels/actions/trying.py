"""Trying the servers of a mailbox as somebody wants it to be, before or after it is kept."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.conf import settings

from comptoir.domain.channels.actions.blocking import require
from comptoir.domain.channels.actions.fetching import keep_tokens, oauth_of
from comptoir.domain.channels.actions.mailboxes import refuse_moved_secrets
from comptoir.domain.channels.connecting.access import Access, Trouble, trouble_words
from comptoir.domain.channels.connecting.oauth import is_fresh, renewed
from comptoir.domain.channels.connecting.trying import try_mailbox as try_servers
from comptoir.domain.channels.errors import MailboxMistaken, MailboxNotFound
from comptoir.domain.channels.models import Mailbox
from comptoir.domain.channels.rules.mailboxes import MailboxWanted, mistaken_field
from comptoir.domain.channels.sealing import open_sealed
from comptoir.domain.people.rules import Viewer


class Outcome(NamedTuple):
    """What is in the way of reading and of sending, in words; "" where it works, None where there is nothing to try."""

    incoming: str | None
    outgoing: str | None


def try_mailbox(*, viewer: Viewer, wanted: MailboxWanted, mailbox_id: int | None = None, now: dt.datetime) -> Outcome:
    """Sign in at the mailbox's servers and change nothing there. A secret that is not given is the kept one, told to nobody new.

    Takes up to some seconds, and holds no transaction. Raises `MailboxMistaken`, `MailboxNotFound`.
    """
    require(viewer, "manage_mailboxes")
    if mistaken := mistaken_field(wanted):
        raise MailboxMistaken(field=mistaken)
    kept = _kept(viewer, mailbox_id, wanted)
    try:
        token = _token(kept, wanted, now)
    except Trouble as trouble:
        words = trouble_words(trouble.code)
        return Outcome(words if wanted.incoming == "imap" else None, words if wanted.outgoing == "smtp" else None)
    incoming = _access("imap", wanted, kept, token) if wanted.incoming == "imap" else None
    outgoing = _access("smtp", wanted, kept, token) if wanted.outgoing == "smtp" else None
    tried = try_servers(incoming=incoming, outgoing=outgoing, folder=wanted.folder)
    return Outcome(_words(tried.incoming) if incoming else None, _words(tried.outgoing) if outgoing else None)


def _kept(viewer: Viewer, mailbox_id: int | None, wanted: MailboxWanted) -> Mailbox | None:
    if mailbox_id is None:
        return None
    found = Mailbox.objects.filter(pk=mailbox_id, shop_id=viewer.shop_id).first()
    if found is None:
        raise MailboxNotFound
    refuse_moved_secrets(found, wanted)
    return found


def _access(kind: str, wanted: MailboxWanted, kept: Mailbox | None, token: str) -> Access:
    given = getattr(wanted, f"{kind}_secret")
    secret = given if given is not None else open_sealed(getattr(kept, f"{kind}_secret")) if kept else ""
    return Access(
        host=getattr(wanted, f"{kind}_host"),
        port=getattr(wanted, f"{kind}_port"),
        security=getattr(wanted, f"{kind}_security"),
        user=getattr(wanted, f"{kind}_user"),
        secret="" if token else secret,
        token=token,
        may_be_private=settings.MAIL_PRIVATE_HOSTS,
    )


def _token(kept: Mailbox | None, wanted: MailboxWanted, now: dt.datetime) -> str:
    """The provider's present token, asked for anew where it has ended. Raises `Trouble`."""
    if not wanted.oauth_provider:
        return ""
    known = oauth_of(kept.pk) if kept else None
    given = {"client_secret": wanted.oauth_secret, "refresh_token": wanted.oauth_refresh, "tenant": wanted.oauth_tenant}
    given = {name: secret for name, secret in given.items() if secret}
    is_same = known is not None and (known.provider, known.client) == (wanted.oauth_provider, wanted.oauth_client)
    secrets = {**(known.secrets if known and is_same else {}), **given}
    if given or not is_fresh(secrets, now):
        secrets = renewed(wanted.oauth_provider, wanted.oauth_client, secrets, now)
        if kept and is_same and not given:
            keep_tokens(mailbox_id=kept.pk, secrets=secrets)
    return str(secrets["access_token"])


def _words(code: str) -> str:
    return trouble_words(code) if code else ""
