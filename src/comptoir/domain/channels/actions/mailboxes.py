"""Connecting mailboxes, changing and removing them. What they are entrusted with is sealed at once, and never told again."""

from __future__ import annotations

import datetime as dt

import msgspec
from django.db import IntegrityError, transaction

from comptoir.domain.channels.actions.blocking import require
from comptoir.domain.channels.errors import AddressTaken, MailboxMistaken, MailboxNotFound, TooManyMailboxes
from comptoir.domain.channels.models import Mailbox
from comptoir.domain.channels.queries.mailboxes import MAILBOXES_AT_MOST
from comptoir.domain.channels.rules.addresses import address_in
from comptoir.domain.channels.rules.mailboxes import MailboxWanted, mistaken_field
from comptoir.domain.channels.sealing import open_sealed, seal
from comptoir.domain.people.rules import Viewer
from comptoir.language.cards import masked

AS_THEY_ARE = (
    "name", "signature", "acknowledges", "is_on", "incoming", "imap_host", "imap_port", "imap_security", "imap_user",
    "folder", "trusted_authserv", "webhook_provider", "outgoing", "smtp_host", "smtp_port", "smtp_security",
    "smtp_user", "oauth_provider", "oauth_client",
)  # fmt: skip
MASKED = ("name", "signature")
SEALED = ("imap_secret", "smtp_secret", "webhook_secret")
TOLD_TO = {"imap_secret": ("imap_host", "imap_user"), "smtp_secret": ("smtp_host", "smtp_user")}
"""Whom a kept secret is told to: where that changes, it is asked for again, so that nobody has it sent elsewhere."""

FROM_THE_OLDEST = -1
PLACE = ("imap_host", "imap_user", "folder")
"""What names the place that is read: another one is read from its own beginning."""


def add_mailbox(*, viewer: Viewer, wanted: MailboxWanted, now: dt.datetime) -> Mailbox:
    """Connect a mailbox of the viewer's shop. Raises `MailboxMistaken`, `AddressTaken`, `TooManyMailboxes`."""
    require(viewer, "manage_mailboxes")
    _refuse_mistaken(wanted)
    if Mailbox.objects.filter(shop_id=viewer.shop_id).count() >= MAILBOXES_AT_MOST:
        raise TooManyMailboxes(most=MAILBOXES_AT_MOST)
    mailbox = Mailbox(shop_id=viewer.shop_id, created_at=now)
    _take_on(mailbox, wanted)
    mailbox.uid = FROM_THE_OLDEST if wanted.has_old else 0
    _save(mailbox)
    return mailbox


@transaction.atomic
def change_mailbox(*, viewer: Viewer, mailbox_id: int, wanted: MailboxWanted) -> Mailbox:
    """Let the mailbox be so from now on; trouble of before is forgotten, and it is looked at anew. Raises as `add_mailbox`."""
    require(viewer, "manage_mailboxes")
    _refuse_mistaken(wanted)
    mailbox = _own(viewer, mailbox_id)
    refuse_moved_secrets(mailbox, wanted)
    before = [getattr(mailbox, name) for name in PLACE]
    _take_on(mailbox, wanted)
    if [getattr(mailbox, name) for name in PLACE] != before:
        mailbox.uidvalidity, mailbox.uid = 0, FROM_THE_OLDEST if wanted.has_old else 0
    mailbox.trouble, mailbox.trouble_since, mailbox.leased_until = "", None, None
    _save(mailbox)
    return mailbox


@transaction.atomic
def remove_mailbox(*, viewer: Viewer, mailbox_id: int) -> None:
    """Disconnect it: nothing is fetched or sent by it any more. What came and went stays."""
    require(viewer, "manage_mailboxes")
    _own(viewer, mailbox_id).delete()


def refuse_moved_secrets(mailbox: Mailbox, wanted: MailboxWanted) -> None:
    """A secret that is kept is not told to another server, or for another user. Raises `MailboxMistaken`."""
    for name, whom in TOLD_TO.items():
        is_moved = any(getattr(mailbox, it) != getattr(wanted, it) for it in whom)
        if is_moved and getattr(wanted, name) is None and getattr(mailbox, name):
            raise MailboxMistaken(field=name)


def _own(viewer: Viewer, mailbox_id: int) -> Mailbox:
    found = Mailbox.objects.select_for_update().filter(pk=mailbox_id, shop_id=viewer.shop_id).first()
    if found is None:
        raise MailboxNotFound
    return found


def _refuse_mistaken(wanted: MailboxWanted) -> None:
    if mistaken := mistaken_field(wanted) or _field_with_card(wanted):
        raise MailboxMistaken(field=mistaken)


def _field_with_card(wanted: MailboxWanted) -> str:
    """The first field with a card's number in it that is no text to be masked. D9."""
    told = {name: getattr(wanted, name) for name in ("address", *AS_THEY_ARE) if name not in MASKED}
    return next((name for name, value in told.items() if isinstance(value, str) and masked(value) != value), "")


def _take_on(mailbox: Mailbox, wanted: MailboxWanted) -> None:
    mailbox.address = address_in(wanted.address) or ""
    for name in AS_THEY_ARE:
        setattr(mailbox, name, getattr(wanted, name))
    mailbox.name = masked(wanted.name)
    mailbox.signature = {language: masked(words) for language, words in wanted.signature.items()}
    for name in SEALED:
        secret = getattr(wanted, name)
        if secret is not None:
            setattr(mailbox, name, seal(secret))
    _keep_oauth(mailbox, wanted)


def _keep_oauth(mailbox: Mailbox, wanted: MailboxWanted) -> None:
    """Client secret and refresh token together; a new one of either ends the access token that the old ones gave."""
    if not wanted.oauth_provider:
        mailbox.oauth_secrets = ""
        return
    given = {"client_secret": wanted.oauth_secret, "refresh_token": wanted.oauth_refresh, "tenant": wanted.oauth_tenant}
    given = {key: secret for key, secret in given.items() if secret}
    if given:
        kept = {} if not mailbox.oauth_secrets else msgspec.json.decode(open_sealed(mailbox.oauth_secrets) or "{}")
        stays = {key: kept[key] for key in ("client_secret", "refresh_token", "tenant") if key in kept}
        mailbox.oauth_secrets = seal(msgspec.json.encode(stays | given).decode())


def _save(mailbox: Mailbox) -> None:
    try:
        with transaction.atomic():
            mailbox.save()
    except IntegrityError as error:
        raise AddressTaken from error
