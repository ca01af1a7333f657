"""What is needed to come in at a server, and why that may fail. Codes, never the server's words: those may tell a secret."""

from __future__ import annotations

from typing import Literal, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Security = Literal["tls", "starttls", "none"]

WHY: dict[str, str | Promise] = {
    "host_unknown": _("There is no server of this name."),
    "host_private": _("This server is inside our own network. Only servers that are public may be connected."),
    "no_connection": _("The server does not answer at this address and port."),
    "too_slow": _("The server took too long to answer."),
    "no_tls": _("The server does not offer a secure connection in this way."),
    "certificate": _("The server's certificate cannot be trusted."),
    "not_secure": _("Passwords are sent over secure connections only."),
    "sign_in_refused": _("The server does not accept this user name and password."),
    "token_refused": _("The permission that was given to us is over. Please connect the mailbox again."),
    "folder_unknown": _("There is no such folder in the mailbox."),
    "server_refused": _("The server refused."),
    "connection_lost": _("The connection broke off."),
    "hook_not_raw": _("The provider sends mails taken apart. Please choose whole (raw MIME) mails there."),
    "hook_not_understood": _("The provider sent something that is no mail."),
    "not_configured": _("The mailbox has no server yet."),
}
"""Every code of a trouble, and what people are told."""


OUT = "out "
"""Begins a trouble with what goes out."""


class Trouble(Exception):
    """A server could not be used. `code` is one of `WHY`; it is the same trouble again as long as nothing changes."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class Access(NamedTuple):
    """Where a server is and who we are there. With a `token` (OAuth 2) there is no password."""

    host: str
    port: int
    security: Security
    user: str = ""
    secret: str = ""
    token: str = ""
    may_be_private: bool = False
    """The operator of the installation has named it; else only public hosts are connected to."""


def trouble_words(code: str) -> str:
    """What a trouble is called in the reader's language."""
    words = str(WHY.get(code.removeprefix(OUT), WHY["server_refused"]))
    return str(_("Sending: %(why)s")) % {"why": words} if code.startswith(OUT) else words
