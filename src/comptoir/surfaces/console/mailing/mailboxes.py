"""Mailboxes in the settings: what their form says, and what stands on their page."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from comptoir.domain.channels.queries import hook_key, trouble_of
from comptoir.domain.channels.rules import LANGUAGES, WEBHOOK_PROVIDERS, MailboxWanted
from comptoir.foundation.pages import number_in
from comptoir.surfaces.console.incoming import words_of
from comptoir.surfaces.console.showing import moment

WORDS_LONGEST = 254
SIGNATURE_LONGEST = 2000
SECRET_LONGEST = 4000
PORTS = {"imap_port": 993, "smtp_port": 587}

WAYS_IN = {
    "imap": lambda: _("Fetched from your mail server (IMAP)"),
    "listener": lambda: _("Delivered to Comptoir itself (MX)"),
    "webhook": lambda: _("Brought by a mail provider (webhook)"),
    "catcher": lambda: _("The demo’s mail catcher"),
    "none": lambda: _("Nothing comes in"),
}
WAYS_OUT = {
    "house": lambda: _("By the mail server of this installation"),
    "smtp": lambda: _("By your mail server (SMTP)"),
    "catcher": lambda: _("The demo’s mail catcher"),
    "none": lambda: _("Nothing goes out"),
}
SECURITIES = {
    "tls": lambda: _("TLS from the start"),
    "starttls": lambda: _("STARTTLS"),
    "none": lambda: _("none (only inside your network)"),
}
PROVIDERS = {
    "": lambda: _("Password"),
    "google": lambda: _("Google, by permission (OAuth 2)"),
    "microsoft": lambda: _("Microsoft, by permission (OAuth 2)"),
}
BRANDS = {
    "mailgun": "Mailgun",
    "postmark": "Postmark",
    "sendgrid": "SendGrid",
    "brevo": "Brevo",
    "mailjet": "Mailjet",
    "sparkpost": "SparkPost",
    "amazon_ses": "Amazon SES",
}
FIELDS = {
    "address": lambda: _("Address"),
    "name": lambda: _("Name"),
    "signature": lambda: _("Signature"),
    "incoming": lambda: _("How mail comes in"),
    "outgoing": lambda: _("How mail goes out"),
    "imap_host": lambda: _("IMAP server"),
    "imap_port": lambda: _("Port of the IMAP server"),
    "imap_security": lambda: _("Security of the IMAP server"),
    "imap_user": lambda: _("User name for IMAP"),
    "imap_secret": lambda: _("Password for IMAP"),
    "folder": lambda: _("Folder"),
    "smtp_host": lambda: _("SMTP server"),
    "smtp_port": lambda: _("Port of the SMTP server"),
    "smtp_security": lambda: _("Security of the SMTP server"),
    "smtp_user": lambda: _("User name for SMTP"),
    "smtp_secret": lambda: _("Password for SMTP"),
    "secret": lambda: _("Password"),
    "webhook_provider": lambda: _("Provider"),
    "oauth_provider": lambda: _("Sign-in"),
    "oauth_client": lambda: _("Client ID"),
    "trusted_authserv": lambda: _("Whose checks of senders are believed"),
}


class ShownMailbox(NamedTuple):
    """A mailbox in the list. `trouble` in words, since when; `looked` when it was last read."""

    id: int
    address: str
    name: str
    is_on: bool
    way_in: str
    way_out: str
    trouble: str
    trouble_since: str
    looked: str


def shown(mailbox: Any) -> ShownMailbox:
    """A mailbox as a row shows it: no secret, and no word of where it would stand."""
    return ShownMailbox(
        id=mailbox.pk,
        address=mailbox.address,
        name=mailbox.name,
        is_on=mailbox.is_on,
        way_in=WAYS_IN[mailbox.incoming](),
        way_out=WAYS_OUT[mailbox.outgoing](),
        trouble=trouble_of(mailbox),
        trouble_since=moment(mailbox.trouble_since),
        looked=moment(mailbox.looked_at),
    )


def choices() -> dict[str, list[tuple[str, str]]]:
    """What the form's lists offer; the catcher only where there is one."""
    hidden = set() if settings.DEMO else {"catcher"}
    return {
        "ways_in": [(key, words()) for key, words in WAYS_IN.items() if key not in hidden],
        "ways_out": [(key, words()) for key, words in WAYS_OUT.items() if key not in hidden],
        "securities": [(key, words()) for key, words in SECURITIES.items()],
        "providers": [(key, words()) for key, words in PROVIDERS.items()],
        "webhooks": [(key, BRANDS[key]) for key in WEBHOOK_PROVIDERS],
    }


def connection_facts(mailbox: Any | None) -> dict[str, str]:
    """What is pasted elsewhere: the address for a provider's webhook, and the host for the MX record."""
    provider = (mailbox.webhook_provider if mailbox else "") or WEBHOOK_PROVIDERS[0]
    hook = f"{settings.PUBLIC_URL}/mailroom/hook/{hook_key(mailbox.pk)}/{provider}" if mailbox else ""
    host = settings.PUBLIC_URL.partition("://")[2].partition("/")[0].partition(":")[0]
    return {"hook": hook, "host": host, "relay": settings.MAIL_DOMAIN}


def wanted_in(request: HttpRequest) -> MailboxWanted:
    """The mailbox that a form describes. A password that is left empty stays what it is. Raises `BadRequest`."""

    def said(name: str, longest: int = WORDS_LONGEST) -> str:
        return words_of(request, name, longest)

    def secret(name: str) -> str | None:
        return said(name, SECRET_LONGEST) or None

    numbers: dict[str, Any] = {name: number_in(said(name, 6)) or usual for name, usual in PORTS.items()}
    names = (
        "address", "name", "incoming", "imap_host", "imap_security", "imap_user", "folder", "trusted_authserv",
        "webhook_provider", "outgoing", "smtp_host", "smtp_security", "smtp_user", "oauth_provider", "oauth_client",
    )  # fmt: skip
    secrets = ("imap_secret", "smtp_secret", "webhook_secret", "oauth_secret", "oauth_refresh", "oauth_tenant")
    signature = {code: said(f"signature_{code}", SIGNATURE_LONGEST) for code in LANGUAGES}
    told: dict[str, Any] = {name: said(name) for name in names} | {name: secret(name) for name in secrets}
    return MailboxWanted(
        **told,
        **numbers,
        signature={code: words for code, words in signature.items() if words},
        acknowledges=request.POST.get("acknowledges") == "on",
        is_on=request.POST.get("is_on") == "on",
        has_old=request.POST.get("has_old") == "on",
    )


def field_words(name: str) -> str:
    """What a field of the form is called."""
    return FIELDS[name]() if name in FIELDS else name
