"""What people are told by mail of their account, in their own language."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import override

DONE: dict[str, Callable[[], str]] = {
    "totp_added": lambda: _("An app that shows codes is now your second factor."),
    "totp_removed": lambda: _("The app that shows codes is your second factor no more."),
    "passkey_added": lambda: _("A passkey was added to your account: %(detail)s"),
    "passkey_removed": lambda: _("A passkey was removed from your account: %(detail)s"),
    "codes_made": lambda: _("New recovery codes were made. Those you had before hold no more."),
    "code_used": lambda: _("Somebody signed in with one of your recovery codes."),
    "second_factor_reset": lambda: _("%(actor)s has reset your second factor, and you were signed out everywhere."),
    "password_changed": lambda: _("Your password was changed, and you were signed out everywhere else."),
    "password_reset": lambda: _(
        "Your password was set anew by the link we sent you, and you were signed out everywhere."
    ),
    "new_browser": lambda: _(
        "Somebody signed in to your account from a browser that you have not used before: %(detail)s"
    ),
    "tied_elsewhere": lambda: _("You can now sign in with your account there: %(detail)s"),
}
"""What was done, by the act of a record."""


def of_record(act: str, *, name: str, actor: str, detail: str, when: str, language: str) -> tuple[str, str]:
    """Subject and text of the letter that tells the owner of an account what was done to it."""
    with override(language):
        words = {"detail": detail or "-", "actor": actor or _("Whoever runs this installation")}
        text = [
            _("Hello %(name)s,") % {"name": name},
            f"{DONE[act]() % words}\n{when}",
            _("Was it you? Then there is nothing to do."),
            _(
                "If not: change your password now, and tell your shop’s manager. You see where you are signed in on the page “Security”."
            ),
        ]
        return _("Your account: something has changed"), "\n\n".join(text)


def of_reset(*, name: str, link: str, language: str) -> tuple[str, str]:
    """Subject and text of the letter with the link to a new password."""
    with override(language):
        text = [
            _("Hello %(name)s,") % {"name": name},
            _("By this link you choose a new password. It holds for one hour, and once: %(link)s") % {"link": link},
            _("If you did not ask for it, there is nothing to do: without the link, nothing happens."),
        ]
        return _("A new password"), "\n\n".join(text)


def of_reset_elsewhere(*, name: str, label: str, language: str) -> tuple[str, str]:
    """Subject and text for who signs in by their company, and has no password to lose here."""
    with override(language):
        text = [
            _("Hello %(name)s,") % {"name": name},
            _(
                "You asked for a new password. Your shop signs in with %(label)s: please use that button on the sign-in page."
            )
            % {"label": label},
        ]
        return _("A new password"), "\n\n".join(text)
