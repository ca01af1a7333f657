"""What customers' moods and manners bring to the screen: words that are hidden, advice, kind words. Nothing of it is a fault."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comptoir.domain.charter.rules import Charter
from comptoir.domain.conversations.queries import courtesies_of, kind_words_for, number_of_kind_words
from comptoir.domain.shops.queries import shop_day
from comptoir.foundation.clock import now
from comptoir.surfaces.console.access import Agent
from comptoir.surfaces.console.showing import moment

LATELY = 30
"""Days over which it is told what customers said."""


def hidden_words() -> str:
    """What stands for words that may hurt, where they cannot be revealed."""
    return _("Hidden: it may hurt")


def courtesy_facts(charter: Charter) -> dict[str, Any]:
    """For the script of a conversation: whether insults are blurred, and a sentence that says sorry, by language."""
    sorry = {code: _sorry(code) for code, _name in settings.LANGUAGES}
    return {"blurs": charter.courtesy.blur_insults, "sorry": sorry}


def kind_words_of(agent: Agent) -> dict[str, Any]:
    """What the agent's own page shows of the compliments they had: how many, how many this month, the newest."""
    members = [viewer.membership_id for viewer in agent.viewers]
    month = now().date().replace(day=1)
    newest = [
        {"id": it.conversation_id, "words": it.words, "at": moment(it.at)} for it in kind_words_for(members) if it.words
    ]
    return {"all": number_of_kind_words(members), "this_month": number_of_kind_words(members, month), "newest": newest}


def said_by_customers(shop_id: int) -> list[tuple[str, int]]:
    """What customers said to a shop lately, and how often: kind things first, nothing that was never said."""
    today = shop_day(shop_id, now())
    said = courtesies_of(shop_id, today - dt.timedelta(days=LATELY - 1), today)
    said["greeting"] = said.get("greeting", 0) + said.get("late_greeting", 0)
    return [(name, said[kind]) for kind, name in _things_said().items() if said.get(kind)]


def courtesy_texts() -> dict[str, Any]:
    """The words of the scripts."""
    return _shield_texts() | {
        "hidden_words": hidden_words(),
        "advice_upset": _("This customer is upset. Say sorry first, then what you do about it. Take your time."),
        "advice_angry": _(
            "This customer is angry. Stay calm, say sorry first, then what you do about it. Take your time."
        ),
        "advice_short": _("Say sorry"),
        "advice_whole": _("The whole advice"),
        "advice_insert": _("Insert “{words}”"),
        "kind_word": _("A kind word"),
        "kind_word_came": _("A customer has a kind word for you."),
        "felt_upset": _("upset"),
        "felt_angry": _("angry"),
        "key_reveal": _("Show or hide what may hurt"),
        "key_sorry": _("Insert words that say sorry"),
        "key_sorry_writing": _("Insert words that say sorry, while writing"),
        "alarm_insult": _("A customer insults or harasses a colleague, who asks you to take over."),
    }


def _things_said() -> dict[str, str]:
    return {
        "greeting": _("Greetings"),
        "thanks": pgettext("how often", "Thanks"),
        "compliment": _("Compliments"),
        "farewell": _("Goodbyes"),
        "upset": _("Upset messages"),
        "angry": _("Angry messages"),
        "insult": _("Insults"),
        "harassment": pgettext("how often", "Harassment"),
    }


def _shield_texts() -> dict[str, Any]:
    return {
        "shield_insult": _("Hidden for you: this may be an insult."),
        "shield_harassment": _("Hidden for you: this may be harassment."),
        "shield_show": _("Show it"),
        "shield_hide": _("Hide it again"),
        "to_referent": _("Hand to a referent"),
        "referent_asked": _("A referent is being asked to take it over."),
        "referent_called": _("The referents have been called. Somebody will take it over as soon as they can."),
        "shield_pause": _("Pause"),
        "shield_paused": _("You are on a pause: nothing new rings. Take the time you need."),
    }


def _sorry(language: str) -> str:
    with translation.override(language):
        return _("I am very sorry about this. I am looking into it right now.")
