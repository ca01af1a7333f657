"""Why a company's sign-in fails, in words. Codes, never the provider's own words: those may say anything."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WHY: dict[str, str | Promise] = {
    "address": _("The address of the provider must begin with https:// and name its host."),
    "host_unknown": _("There is no host of this name."),
    "host_private": _("This host is inside our own network. Only providers that are public may be asked."),
    "certificate": _("The certificate of the provider cannot be trusted."),
    "no_answer": _("The provider does not answer."),
    "answered_no": _("The provider did not answer as expected."),
    "issuer": _("The provider calls itself by another address than the one typed here."),
    "incomplete": _("The provider does not say where one signs in there."),
    "state": _("This sign-in was begun elsewhere, or too long ago. Please begin again."),
    "cancelled": _("The sign-in was broken off there."),
    "token": _(
        "What the provider sent cannot be believed. Please begin again; if it happens again, tell your manager."
    ),
    "unverified": _("Your company’s sign-in does not confirm your e-mail address. Please ask whoever runs it."),
    "other_domain": _(
        "With %(email)s nobody comes in by this company’s sign-in. Please use your address at work, or ask your shop’s manager."
    ),
    "no_account": _("Nobody here has the address %(email)s. Please ask your shop’s manager to invite you."),
    "other_shops": _(
        "This sign-in is that of one shop, and you work for others too. Please sign in with your password."
    ),
    "other_account": _("Your account here belongs to another account there. Please ask your shop’s manager."),
    "has_left": _("This account is closed."),
    "not_the_same": _("That was somebody else’s account. Please confirm with your own."),
    "switched_off": _("This way to sign in is switched off."),
}


def why_not(code: str, email: str = "") -> str:
    """The words of a code in the reader's language; some name the address that the provider has told."""
    words = str(WHY[code])
    return words % {"email": email} if email else words
