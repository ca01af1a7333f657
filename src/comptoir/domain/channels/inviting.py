"""The letter by which somebody is invited into a team. Its secret is made when it is written, and stands nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from babel.dates import format_date
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from comptoir.domain.channels.actions import LetterToWrite, letter_inside
from comptoir.domain.people.rules import invitation_token
from comptoir.domain.shops.queries import shop_of_id, zone_of
from comptoir.language.locales import locale_of

Link = Callable[[str], str]

INVITATIONS: dict[str, Link] = {}
"""The address of our own page, named by the wiring: "link" takes the token."""


def invitation_letter(invitation: Any, link: Link) -> LetterToWrite:
    """The letter, in the language that who invites has chosen; `link` makes the address of a token."""
    subject, text = _words(invitation, link(invitation_token(invitation.seed, settings.SECRET_KEY)))
    return letter_inside(
        shop_id=invitation.shop_id,
        template="invitation",
        recipient=invitation.email,
        subject=subject,
        text=text,
        language=invitation.language,
        is_wanted=True,
        once=f"invitation {invitation.pk} {invitation.times_sent}",
        at=invitation.sent_at,
    )


def _words(invitation: Any, address: str) -> tuple[str, list[str]]:
    """Subject and paragraphs."""
    shop = shop_of_id(invitation.shop_id)
    by = invitation.invited_by.display_name if invitation.invited_by else shop.name
    with override(invitation.language):
        there = invitation.expires_at.astimezone(zone_of(invitation.shop_id))
        day = format_date(there, "full", locale=locale_of(invitation.language))
        until = {"day": day, "hour": f"{there:%H:%M}"}
        text = [
            _("Hello,"),
            _("%(name)s invites you to the team that answers customers of %(shop)s.") % {"name": by, "shop": shop.name},
            _("By this link you join; it holds until %(day)s, %(hour)s, and once:") % until + f"\n{address}",
            _("If you do not know what this is about, there is nothing to do: nobody joins without the link."),
        ]
        return _("Join the team of %(shop)s") % {"shop": shop.name}, text
