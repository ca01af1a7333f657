"""The words of the wall, of whispers and corrections."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comptoir.domain.supervision.queries import alarms_of
from comptoir.surfaces.console.access import Agent

Words = dict[str, str | dict[str, str]]


def state_names() -> dict[str, str]:
    """By what the wall is narrowed down."""
    return {
        "": _("All"),
        "risk": _("At risk"),
        "held": _("Held"),
        "waiting": _("Nobody answers"),
        "upset": _("Upset"),
        "owed": _("Customer waits"),
    }


def alarms_shown(agent: Agent) -> dict[str, Any]:
    """Which alarms a watcher wants to hear, and when none; nothing for who watches over no shop."""
    if not agent.may("watch_wall"):
        return {}
    chosen = alarms_of(agent.user_id)
    times = {name: f"{at:%H:%M}" if (at := getattr(chosen, name)) else "" for name in ("quiet_from", "quiet_until")}
    return chosen._asdict() | times


def watching_texts() -> Words:
    """What the scripts say of watching over."""
    return _on_the_wall() | _in_a_conversation() | _of_alarms() | _of_articles()


def _on_the_wall() -> Words:
    return {
        "need_insult": _("insulted"),
        "need_late": _("late"),
        "need_at_risk": _("nearly late"),
        "need_held": _("to approve"),
        "need_waiting": _("nobody answers"),
        "need_upset": _("upset"),
        "need_owed": _("customer waits"),
        "need_fine": _("going well"),
        "wall_nobody": _("nobody yet"),
        "wall_visitor": _("Visitor {reference}"),
        "wall_hidden": _("Words that may hurt. Open to read them."),
        "wall_held": {"one": ngettext("{n} held", "{n} held", 1), "other": ngettext("{n} held", "{n} held", 2)},
        "wall_angry": _("angry customer"),
        "wall_upset": _("upset customer"),
        "wall_n": {
            "one": ngettext("{n} live conversation", "{n} live conversations", 1),
            "other": ngettext("{n} live conversation", "{n} live conversations", 2),
        },
        "wall_pages": _("Page {page} of {pages}"),
        "key_wall": _("The wall"),
    }


def _in_a_conversation() -> Words:
    return {
        "act_whisper": _("Whisper to who answers"),
        "act_give_back": _("Give back to who answered before"),
        "whisper": _("Whisper"),
        "whisper_from": _("whispers to {name}"),
        "whispered": _("{name} whispers: {words}"),
        "correct": _("Correct"),
        "edited": _("edited"),
        "corrects": _("corrects the answer before"),
        "told_corrected": _("{name} corrected an answer. It said: “{words}”"),
        "taken_over": _("{name} has taken over your conversation."),
        "left_your_sight": _("Others answer this conversation now, and you see it no more."),
        "given_back": _("{name} gives the conversation back to you."),
    }


def _of_alarms() -> Words:
    return {
        "review_came": _("{name} has looked at a conversation of yours again."),
        "act_review": _("Review a closed conversation"),
        "absence_asked": _("{name} asks for an absence."),
        "absence_planned": _("{name} has planned an absence."),
        "absence_own_granted": _("{name} grants your absence."),
        "absence_own_refused": _("{name} does not grant your absence."),
        "absence_own_planned": _("{name} has planned an absence for you."),
        "test_sound_off": _("For everything else sound is switched off, above."),
        "test_denied": _(
            "This browser refuses notifications of this page. Allow them in the site’s settings, beside the address, then test again."
        ),
        "test_not_asked": _(
            "Notifications are off. Tick “Notify me when I look elsewhere”, and allow them when the browser asks."
        ),
        "test_no_notifications": _("This browser has no notifications."),
        "test_alarm": _("Your alarm sounds like this, for: {kinds}."),
        "test_alarm_none": _("You have left out all alarms of the shops that you watch over."),
        "test_alarm_quiet": _("It is in your quiet hours: alarms are shown, and do not sound."),
        "alarm_kind_waiting": _("waiting"),
        "alarm_kind_insult": _("insults"),
        "alarm_kind_held": _("approval"),
        "alarm_kind_promise": _("promises"),
    }


def _of_articles() -> Words:
    return {
        "article_submitted": _("{name} hands in an article."),
        "article_published": _("{name} has published your article."),
        "article_retired": _("{name} has retired your article."),
        "article_source": _("{name} has retired an article that you have translated."),
        "article_linked": _("{name} has retired an article to which yours leads."),
        "article_returned": _("{name} has sent your article back."),
    }
