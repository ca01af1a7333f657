"""What kinds of contact details are called."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

SPOKEN = frozenset(code for code, _name in settings.LANGUAGES)


def kind_names(kinds: Iterable[str], language: str) -> list[str]:
    """What was removed, as people call it."""
    with override(language if language in SPOKEN else "en"):
        names = {
            "account_number": _("account number"),
            "card_number": _("card number"),
            "mail_address": _("e-mail address"),
            "phone_number": _("telephone number"),
            "postal_address": _("postal address"),
            "handle": _("name on a network"),
            "outside_link": _("link"),
        }
        return [str(names[kind]) for kind in kinds if kind in names]
