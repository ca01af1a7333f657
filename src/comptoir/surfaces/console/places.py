"""The rail: every page of the desk, in its group, for those who may open it."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comptoir.surfaces.console.access import Agent


class Place(NamedTuple):
    """A page in the rail: its address' name, its glyph, its word, and the right that it asks for ("" for none)."""

    name: str
    glyph: str
    word: Promise
    right: str = ""


class Group(NamedTuple):
    """Pages that belong together."""

    title: Promise
    places: tuple[Place, ...]


GROUPS = (
    Group(
        _("Watch over"),
        (
            Place("wall", "wall", _("Wall"), "watch_wall"),
            Place("approvals", "held", _("Approval"), "put_under_approval"),
            Place("reviews", "review", _("Reviews")),
        ),
    ),
    Group(
        _("Find and follow"),
        (
            Place("feed", "feed", pgettext_lazy("team", "Feed"), "use_feed"),
            Place("search", "search", _("Search")),
            Place("mentions", "at", _("Mentions")),
            Place("promises", "promise", pgettext_lazy("ledger", "Promises")),
            Place("returns", "return", _("Returns"), "move_returns"),
            Place("mail", "mail", _("Mail"), "see_mail"),
            Place("cases", "talk", _("Buyers and sellers")),
            Place("privacy", "person", _("Privacy requests"), "move_privacy"),
        ),
    ),
    Group(
        _("Team and knowledge"),
        (
            Place("team", "team", _("Team")),
            Place("wallet", "gift", _("Offer wallet"), "see_gifts"),
            Place("writing", "writing", _("Writing")),
            Place("training", "training", _("Training"), "take_training"),
            Place("articles", "article", _("Help centre"), "write_articles"),
            Place("phrases", "phrase", _("Phrases and pages"), "use_phrases"),
            Place("macros", "bolt", _("Macros and rules")),
        ),
    ),
    Group(
        _("The shop"),
        (
            Place("charter", "charter", _("Charter")),
            Place("mailboxes", "mine", _("Mailboxes"), "manage_mailboxes"),
            Place("signing_in", "lock", _("Signing in"), "manage_security"),
            Place("failures", "failure", _("Failures"), "see_failures"),
            Place("settings", "settings", _("Settings")),
        ),
    ),
)

ONLY_WHERE_MEDIATED = frozenset(["cases"])


def places_of(agent: Agent, *, mediates: bool) -> list[Group]:
    """The groups with what the agent may open; those of sellers only where a shop mediates."""
    left_out = frozenset[str]() if mediates else ONLY_WHERE_MEDIATED
    groups = [Group(it.title, tuple(each for each in it.places if _is_open(each, agent, left_out))) for it in GROUPS]
    return [it for it in groups if it.places]


def _is_open(place: Place, agent: Agent, left_out: frozenset[str]) -> bool:
    return place.name not in left_out and (not place.right or agent.may(place.right))
