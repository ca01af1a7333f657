"""How an escalation, and a word that is due, appear on the screen."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from comptoir.domain.charter.rules import Charter, answered_by, full_day_in, level_in, level_reached, next_level
from comptoir.domain.people.rules import Viewer
from comptoir.domain.promises.queries import level_of, standing_of, word_due
from comptoir.foundation.clock import now
from comptoir.surfaces.console.promising import time_there
from comptoir.surfaces.console.showing import audience_names, moment


class ShownEscalation(NamedTuple):
    """What the card shows: level, since when and by whom, why, the days to come, when the customer was told last."""

    level: str
    since: str
    since_then: str
    by: str
    why: str
    days: list[tuple[str, str]]
    told: str


class ShownLevel(NamedTuple):
    """A level to choose, and who answers it."""

    key: str
    name: str
    who: str


class ShownWord(NamedTuple):
    """A word that is due: by when, in which language, and the draft."""

    due: str
    language: str
    words: str


def level_names(charter: Charter) -> dict[str, str]:
    """What each level is called, in the reader's language."""
    language = get_language() or charter.language
    return {key: level_in(language, charter, key) for key in charter.escalation.levels}


def escalation_here(conversation: Any, charter: Charter) -> ShownEscalation | None:
    """Where an escalated request stands, for its card."""
    found = standing_of(conversation.pk, now())
    if found is None:
        return None
    steps, language = found.steps, get_language() or charter.language
    days: list[tuple[str, dt.date | None]] = [
        (_("Next word by"), steps.word_on if steps.word_on != steps.solved_on else None),
        (_("Solution by"), steps.solved_on),
    ]
    return ShownEscalation(
        level=level_in(language, charter, found.level),
        since=time_there(found.since, conversation.shop_id),
        since_then=moment(found.since),
        by=found.by,
        why=found.why,
        days=[(label, full_day_in(language, day)) for label, day in days if day],
        told=time_there(found.told_at, conversation.shop_id) if found.told_at else "",
    )


def levels_to_choose(conversation: Any, charter: Charter) -> tuple[list[ShownLevel], str]:
    """The levels that a request may go to, and the one that is proposed: the next, or the one that knows its topic."""
    here, names, audiences = level_of(conversation.pk), level_names(charter), audience_names(charter)
    shown = []
    for key in charter.escalation.levels:
        those = answered_by(charter, key)
        who = audiences.get(those.audience, "") or next(iter(those.groups), "")
        shown.append(ShownLevel(key, names[key], who if who != names[key] else ""))
    others = [it for it in shown if it.key != level_reached(charter, here)]
    proposed = next_level(charter, here, conversation.category or conversation.topic)
    return others, proposed or others[-1].key


def word_here(conversation: Any, viewer: Viewer) -> ShownWord | None:
    """The word to the customer that is due here, for the one who answers."""
    found = word_due(viewer, conversation, now())
    return ShownWord(time_there(found.due_at, conversation.shop_id), found.language, found.words) if found else None


def escalation_texts() -> dict[str, str]:
    """The words with which scripts tell of escalations, and of words that are due."""
    return {
        "told_escalated": _("{name} passed the request on to {level}: {why}"),
        "act_escalate": _("Escalate to somebody who knows more"),
        "act_word_due": _("Take up the word to the customer that is due"),
        "key_word_due": _("Take up the word that is due, while writing"),
    }
