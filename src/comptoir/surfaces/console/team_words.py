"""Invitations, changes of rights and readings, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from comptoir.domain.people.rules import DAYS, hours_text
from comptoir.domain.shops.queries import zone_of
from comptoir.foundation.clock import now
from comptoir.surfaces.console.promising import time_there
from comptoir.surfaces.console.showing import audience_names, charter_of_shop, role_names, topic_names

WHAT: dict[str, Callable[[], str]] = {
    "joined": lambda: _("Joined the team"),
    "changed": lambda: _("Rights changed"),
    "left": lambda: _("Left the team"),
    "picture_changed": lambda: _("Picture changed"),
    "picture_removed": lambda: _("Picture taken away"),
    "returned": lambda: _("Came back"),
    "invited": lambda: _("Invited"),
    "invitation_sent": lambda: _("Invited again"),
    "invitation_withdrawn": lambda: _("Invitation withdrawn"),
    "group_made": lambda: _("Group made"),
    "group_renamed": lambda: _("Group renamed"),
    "group_removed": lambda: _("Group removed"),
    "readings_taken_out": lambda: _("Readings taken out as a file"),
}
FIELDS: dict[str, Callable[[], str]] = {
    "role": lambda: _("Role"),
    "audience": lambda: _("Answers as"),
    "languages": lambda: _("Languages"),
    "topics": lambda: _("Topics"),
    "skills": lambda: _("Skills"),
    "chats_at_once": lambda: _("Chats at once"),
    "groups": lambda: _("Groups"),
    "hours": lambda: _("Working hours"),
    "email": lambda: _("E-mail"),
    "group": lambda: _("Group"),
    "members": lambda: _("Members"),
}
WAYS: dict[str, Callable[[], str]] = {
    "opened": lambda: _("opened"),
    "watched": lambda: _("followed live"),
    "search": lambda: _("found by a search"),
    "review": lambda: _("reviewed"),
    "shadow": lambda: _("watched while learning"),
    "file": lambda: _("a file"),
    "mail": lambda: _("a mail as it was written"),
    "raw_mail": lambda: _("a mail as it came"),
    "original": lambda: _("what was masked"),
    "export": lambda: _("an export"),
    "approval": lambda: _("beside a message to approve"),
    "feed": lambda: _("to ask in the feed"),
}


def invitations_shown(invitations: Iterable[Any], shop_id: int) -> list[dict[str, Any]]:
    """Rows of invitations: for whom, as what, and where each stands."""
    roles, moment = role_names(), now()
    return [
        {
            "id": it.pk,
            "email": it.email,
            "role": roles[it.role],
            "by": it.invited_by.display_name if it.invited_by else "",
            "sent": time_there(it.sent_at, shop_id),
            "until": time_there(it.expires_at, shop_id),
            "state": _state(it, moment),
            "is_open": it.is_open,
        }
        for it in invitations
    ]


def changes_shown(changes: Iterable[Any], shop_id: int) -> list[dict[str, Any]]:
    """Rows of the record: who did what to whom, what was before and what after."""
    tell = _teller(shop_id)
    return [
        {
            "at": time_there(it.at, shop_id),
            "what": WHAT[it.what]() if it.what in WHAT else it.what,
            "member": it.member.display_name if it.member else "",
            "by": it.by.display_name if it.by else "",
            "fields": [
                (FIELDS[name](), tell(name, it.before.get(name)), tell(name, it.after.get(name)))
                for name in FIELDS
                if tell(name, it.before.get(name)) != tell(name, it.after.get(name))
            ],
        }
        for it in changes
    ]


def readings_shown(records: Iterable[Any], shop_id: int) -> list[dict[str, Any]]:
    """Rows of the readings: who, when, which conversation, how."""
    roles = role_names()
    return [
        {
            "at": time_there(it.at, shop_id),
            "member": it.membership.display_name,
            "role": roles[it.membership.role],
            "conversation": it.conversation_id,
            "reference": it.conversation.reference,
            "ways": ", ".join(WAYS[way]() for way in it.ways.split(",") if way in WAYS),
        }
        for it in records
    ]


def reading_titles() -> list[str]:
    """The titles of the file of readings."""
    return [_("When"), _("Who"), _("Role"), _("Conversation"), _("How")]


def reading_cells(record: Any, shop_id: int) -> list[str]:
    """One line of it; the moment in the shop's time, as a spreadsheet reads it."""
    (shown,) = readings_shown([record], shop_id)
    at = record.at.astimezone(zone_of(shop_id)).strftime("%Y-%m-%d %H:%M")
    return [at, shown["member"], shown["role"], shown["reference"], shown["ways"]]


def _teller(shop_id: int) -> Callable[[str, Any], str]:
    charter = charter_of_shop(shop_id)
    roles, audiences, topics = role_names(), audience_names(charter), topic_names(charter)

    def tell(name: str, value: Any) -> str:
        if value in (None, "", [], {}):
            return ""
        if name == "role":
            return roles.get(value, str(value))
        if name == "audience":
            return audiences.get(value, str(value))
        if name == "topics":
            return ", ".join(topics.get(key, key) for key in value)
        if name == "hours":
            return "; ".join(
                f"{WEEKDAYS_ABBR[DAYS.index(day)]} {hours_text(stretches)}" for day, stretches in value.items()
            )
        return ", ".join(map(str, value)) if isinstance(value, list) else str(value)

    return tell


def _state(invitation: Any, moment: Any) -> str:
    if invitation.accepted_at:
        return str(_("accepted"))
    if invitation.withdrawn_at:
        return str(_("withdrawn"))
    return str(_("too old") if invitation.expires_at <= moment else _("waiting"))
