"""What a mailbox may be: the ways in and out, and what each of them needs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from comptoir.domain.channels.rules.addresses import address_in

NAME_LONGEST = 120
SIGNATURE_LONGEST = 2000
SECRET_LONGEST = 4000
USER_LONGEST = 254
WAYS_IN = ("none", "imap", "listener", "webhook", "catcher")
WAYS_OUT = ("none", "smtp", "house", "catcher")
SECURITIES = ("tls", "starttls", "none")
PROVIDERS = ("", "google", "microsoft")
WEBHOOK_PROVIDERS = ("mailgun", "postmark", "sendgrid", "brevo", "mailjet", "sparkpost")
LANGUAGES = ("en", "fr", "pt", "ro")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class MailboxWanted:
    """A mailbox as somebody wants it to be. A secret that is None stays what it is; "" takes it away."""

    address: str
    name: str = ""
    signature: dict[str, str] = field(default_factory=dict)
    acknowledges: bool = True
    is_on: bool = True
    incoming: str = "none"
    imap_host: str = ""
    imap_port: int = 993
    imap_security: str = "tls"
    imap_user: str = ""
    imap_secret: str | None = None
    folder: str = "INBOX"
    trusted_authserv: str = ""
    webhook_provider: str = ""
    webhook_secret: str | None = None
    outgoing: str = "house"
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_security: str = "starttls"
    smtp_user: str = ""
    smtp_secret: str | None = None
    oauth_provider: str = ""
    oauth_client: str = ""
    oauth_secret: str | None = None
    oauth_refresh: str | None = None
    oauth_tenant: str | None = None
    has_old: bool = False
    """What stands in the mailbox already is taken too, when it is read for the first time."""


def mistaken_field(it: MailboxWanted) -> str | None:
    """The name of the first field that cannot be so; None where all is well."""
    return _mistaken_in_words(it) or _mistaken_in(it) or _mistaken_out(it)


def _mistaken_in_words(it: MailboxWanted) -> str | None:
    secrets = (it.imap_secret, it.smtp_secret, it.webhook_secret, it.oauth_secret, it.oauth_refresh, it.oauth_tenant)
    signed = it.signature.keys() <= set(LANGUAGES) and all(len(it) <= SIGNATURE_LONGEST for it in it.signature.values())
    is_well = {
        "address": address_in(it.address) is not None,
        "name": len(it.name) <= NAME_LONGEST and not _has_breaks(it.name),
        "signature": signed,
        "secret": all(len(secret or "") <= SECRET_LONGEST for secret in secrets),
        "oauth_provider": it.oauth_provider in PROVIDERS,
        "oauth_client": len(it.oauth_client) <= USER_LONGEST and bool(it.oauth_client or not it.oauth_provider),
    }
    return _first_not(is_well)


def _mistaken_in(it: MailboxWanted) -> str | None:
    if it.incoming not in WAYS_IN:
        return "incoming"
    if it.incoming == "webhook" and it.webhook_provider not in WEBHOOK_PROVIDERS:
        return "webhook_provider"
    if len(it.trusted_authserv) > 253 or _has_breaks(it.trusted_authserv):
        return "trusted_authserv"
    if it.incoming != "imap":
        return None
    if not it.folder or len(it.folder) > NAME_LONGEST or _has_breaks(it.folder):
        return "folder"
    return _mistaken_server("imap", it.imap_host, it.imap_port, it.imap_security, it.imap_user)


def _mistaken_out(it: MailboxWanted) -> str | None:
    if it.outgoing not in WAYS_OUT:
        return "outgoing"
    if it.outgoing != "smtp":
        return None
    return _mistaken_server("smtp", it.smtp_host, it.smtp_port, it.smtp_security, it.smtp_user or "-")


def _mistaken_server(kind: str, host: str, port: int, security: str, user: str) -> str | None:
    is_well = {
        "host": len(host) <= 253 and bool(_HOST.fullmatch(host.lower())),
        "port": 0 < port < 65536,
        "security": security in SECURITIES,
        "user": bool(user) and len(user) <= USER_LONGEST and not _has_breaks(user),
    }
    mistaken = _first_not(is_well)
    return f"{kind}_{mistaken}" if mistaken else None


def _has_breaks(text: str) -> bool:
    return any(ord(letter) < 32 or ord(letter) == 127 for letter in text)


def _first_not(is_well: dict[str, bool]) -> str | None:
    return next((name for name, well in is_well.items() if not well), None)
