"""What was done to an account, and by which way somebody came in, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from comptoir.domain.charter.rules import day_in

DONE: dict[str, Promise] = {
    "totp_added": gettext_lazy("App for codes set up"),
    "totp_removed": gettext_lazy("App for codes removed"),
    "passkey_added": gettext_lazy("Passkey added"),
    "passkey_removed": gettext_lazy("Passkey removed"),
    "codes_made": gettext_lazy("New recovery codes"),
    "code_used": gettext_lazy("Recovery code used"),
    "second_factor_reset": gettext_lazy("Second factor reset"),
    "password_changed": gettext_lazy("Password changed"),
    "password_reset": gettext_lazy("Password set anew by a link"),
    "new_browser": gettext_lazy("Signed in from a new browser"),
    "tied_elsewhere": gettext_lazy("Company sign-in connected"),
    "untied_elsewhere": gettext_lazy("Company sign-in disconnected"),
    "provider_added": gettext_lazy("Company sign-in set up"),
    "provider_changed": gettext_lazy("Company sign-in changed"),
    "provider_removed": gettext_lazy("Company sign-in removed"),
}
WAYS: dict[str, Promise] = {
    "password": gettext_lazy("Password"),
    "passkey": gettext_lazy("Passkey"),
    "invitation": gettext_lazy("Invitation"),
    "totp": gettext_lazy("code of an app"),
    "recovery": gettext_lazy("recovery code"),
    "sso": gettext_lazy("company sign-in"),
}


def done_words(act: str) -> str:
    """What was done."""
    return str(DONE.get(act, act))


def told_at(at: dt.datetime) -> str:
    """A moment as the reader lives and writes it."""
    local = timezone.localtime(at)
    return f"{day_in(get_language() or 'en', local.date())}, {local:%H:%M}"


def way_words(by: str, second_by: str, labels: Mapping[str, str]) -> str:
    """By what somebody signed in; `labels` are what the companies' sign-ins are called."""
    first = labels.get(by.removeprefix("sso:"), by.removeprefix("sso:")) if by.startswith("sso:") else _way(by)
    if not second_by or second_by == by or (second_by == "sso" and by.startswith("sso:")):
        return first
    second = _("passkey") if second_by == "passkey" else _way(second_by)
    return _("%(first)s and %(second)s") % {"first": first, "second": second}


def _way(code: str) -> str:
    return str(WAYS.get(code, code))
