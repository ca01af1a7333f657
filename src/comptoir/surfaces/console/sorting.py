"""How requests are sorted, on the screen: priorities, tags, what they seem to be about, until when they are put aside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comptoir.domain.charter.rules import Charter
from comptoir.domain.conversations.errors import NotInTheFuture
from comptoir.domain.conversations.queries import Sorting, guessed_categories, tags_of_shop, tags_on
from comptoir.domain.conversations.rules import SNOOZE_LONGEST, snooze_presets, tag_key
from comptoir.domain.people.rules import Viewer
from comptoir.domain.shops.queries import zone_of
from comptoir.foundation.errors import BadRequest
from comptoir.surfaces.console.promising import time_there
from comptoir.surfaces.console.showing import topic_names

PRIORITIES = {
    "urgent": lambda: pgettext("priority", "Urgent"),
    "high": lambda: pgettext("priority", "High"),
    "normal": lambda: pgettext("priority", "Normal"),
    "low": lambda: pgettext("priority", "Low"),
}
PRESETS = {
    "later_today": lambda: _("Later today"),
    "next_opening": lambda: _("When we open next"),
    "tomorrow": lambda: _("Tomorrow, when we open"),
    "monday": lambda: _("On Monday, when we open"),
}
TAGS_IN_LIST = 20
ONLY_LONGEST = 80


class Proposed(NamedTuple):
    """A category that is proposed, and how sure that is, in hundredths."""

    key: str
    name: str
    sure: int


def priority_names() -> dict[str, str]:
    """What each priority is called, the most urgent first."""
    return {key: name() for key, name in PRIORITIES.items()}


def proposed(conversation: Any, charter: Charter) -> list[Proposed]:
    """The categories that an agent may confirm with a key, the likeliest first."""
    names = topic_names(charter)
    return [
        Proposed(it.category, names[it.category], round(it.confidence * 100))
        for it in guessed_categories(conversation, charter)
    ]


def sorted_as(conversation: Any) -> dict[str, Any]:
    """What the head shows: the priority unless it is normal, the tags, until when it is put aside."""
    until, priority = conversation.snoozed_until, conversation.priority
    return {
        "priority": PRIORITIES[priority]() if priority != "normal" else "",
        "tags": [tag.name for tag in tags_on([conversation.pk])[conversation.pk]],
        "until": time_there(until, conversation.shop_id) if until else "",
    }


def presets_shown(conversation: Any, charter: Charter, now: dt.datetime) -> list[tuple[str, str, str]]:
    """Moments to put a request aside until: as scripts read them, what they are called, and the time in the shop."""
    return [
        (it.until.isoformat(), PRESETS[it.key](), time_there(it.until, conversation.shop_id))
        for it in snooze_presets(charter, conversation.audience, now)
    ]


def moment_chosen(text: str, shop_id: int) -> dt.datetime:
    """A moment from a form: as it stands when it says its zone, else on the shop's own clock. Raises `NotInTheFuture`."""
    try:
        at = dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise NotInTheFuture(days=SNOOZE_LONGEST.days) from error
    return at if at.tzinfo else at.replace(tzinfo=zone_of(shop_id))


def sorting_in(request: HttpRequest) -> tuple[str, Sorting]:
    """What the list is narrowed down to: as the address has it, and for the query. Raises `BadRequest`."""
    only = request.GET.get("only", "").replace("\0", "")[:ONLY_LONGEST]
    kind, __, value = only.partition(":")
    if not only:
        return "", Sorting()
    if kind == "priority" and value in PRIORITIES:
        return only, Sorting(priority=value)
    if kind == "tag" and tag_key(value):
        return only, Sorting(tag=tag_key(value))
    raise BadRequest("there is no such choice")


def choices(viewers: Iterable[Viewer], shop_id: int | None, only: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """What a list can be narrowed down to, in groups: value and name. What is chosen now is among them."""
    priorities = [(f"priority:{key}", name) for key, name in priority_names().items() if key != "normal"]
    shops = [viewer.shop_id for viewer in viewers if shop_id in (None, viewer.shop_id)]
    names = {tag_key(name): name for shop in shops for name in tags_of_shop(shop, TAGS_IN_LIST)}
    tags = [(f"tag:{key}", name) for key, name in names.items()]
    if only.startswith("tag:") and only not in dict(tags):
        tags.append((only, only.removeprefix("tag:")))
    return [(_("Priority"), priorities), *([(_("Tags"), tags)] if tags else [])]
