"""Macros and rules on the screen: what they say in words, and what a form says of them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comptoir.domain.automation.rules import NOTE_LONGEST, REPLY_LONGEST, Acts, Conditions
from comptoir.domain.charter.rules import CHANNELS
from comptoir.domain.people.queries import groups_of
from comptoir.foundation.pages import number_in
from comptoir.surfaces.console.incoming import words_of
from comptoir.surfaces.console.showing import audience_names, charter_of_shop, topic_names
from comptoir.surfaces.console.sorting import priority_names

KEY_LONGEST = 60
TAGS_LONGEST = 400
WORDS_LONGEST = 200

WHENS = {
    "opened": lambda: _("a conversation is opened"),
    "wrote": lambda: _("the customer writes"),
    "request": lambda: _("a chat becomes a request"),
    "topic": lambda: _("the topic or category changes"),
    "closed": lambda: _("a conversation is closed"),
    "reopened": lambda: _("a conversation is opened again"),
    "rated": lambda: _("the customer gives a rating"),
    "at_risk": lambda: _("a promise is at risk"),
    "broken": lambda: _("a promise is broken"),
    "tagged": lambda: _("a tag is added"),
}
MOODS = {
    "calm": lambda: pgettext("mood", "calm"),
    "upset": lambda: pgettext("mood", "upset"),
    "angry": lambda: pgettext("mood", "angry"),
}
HOURS = {
    "open": lambda: _("within the opening hours"),
    "shut": lambda: _("outside the opening hours"),
}
SNOOZES = {
    "next_opening": lambda: _("When we open next"),
    "1d": lambda: _("For a day"),
    "3d": lambda: _("For three days"),
    "7d": lambda: _("For a week"),
    "14d": lambda: _("For two weeks"),
}
CHANGES = {
    "written": lambda: _("written"),
    "on": lambda: _("switched on"),
    "off": lambda: _("switched off"),
    "stopped": lambda: _("switched off, for it failed too often"),
    "removed": lambda: _("removed"),
}
OUTCOMES = {
    "done": lambda: pgettext("rule", "done"),
    "refused": lambda: pgettext("rule", "not possible"),
    "failed": lambda: pgettext("rule", "failed"),
}
CHANNEL_NAMES = {
    "chat": lambda: _("Chat"),
    "email": lambda: _("E-mail"),
    "message": lambda: _("Message"),
    "sms": lambda: "SMS",
    "push": lambda: _("Push"),
    "marketplace": lambda: _("Marketplace"),
    "social": lambda: _("Social networks"),
    "linkedin": lambda: "LinkedIn",
}


def automation_texts() -> dict[str, str]:
    """What the scripts say of macros and rules."""
    return {
        "act_macros": _("Macros"),
        "macro_done": _("Done: {name}"),
        "rule_matched": _("The rule “{name}” of {shop} calls the referents to a conversation."),
        "rule_stopped": _("The rule “{name}” of {shop} failed too often and was switched off."),
        "alarm_rule": _("A rule calls the referents to this conversation."),
    }


def choices_of(shop_id: int) -> dict[str, Any]:
    """All that a form of this shop lets one choose from, each as key and name."""
    charter = charter_of_shop(shop_id)
    audiences = audience_names(charter)
    targets = [(f"audience:{key}", name) for key, name in audiences.items()]
    return {
        "whens": _named(WHENS),
        "topics": sorted(topic_names(charter).items(), key=lambda it: it[1].lower()),
        "audiences": list(audiences.items()),
        "priorities": list(priority_names().items()),
        "moods": _named(MOODS),
        "hours": _named(HOURS),
        "snoozes": _named(SNOOZES),
        "languages": [(code, code.upper()) for code in charter.shop.languages],
        "channels": [(key, CHANNEL_NAMES.get(key, key.capitalize)()) for key in CHANNELS],
        "targets": targets + [(f"group:{group.pk}", group.name) for group in groups_of(shop_id)],
        "reply_longest": REPLY_LONGEST,
        "note_longest": NOTE_LONGEST,
    }


def acts_in(request: HttpRequest) -> Acts:
    """The acts of a form. Raises `BadRequest`."""
    kind, __, target = words_of(request, "to", KEY_LONGEST).partition(":")
    return Acts(
        reply=words_of(request, "reply", 2 * REPLY_LONGEST),
        note=words_of(request, "note", 2 * NOTE_LONGEST),
        add_tags=_names_in(words_of(request, "add_tags", TAGS_LONGEST)),
        remove_tags=_names_in(words_of(request, "remove_tags", TAGS_LONGEST)),
        priority=words_of(request, "priority", KEY_LONGEST),
        topic=words_of(request, "topic", KEY_LONGEST),
        snooze=words_of(request, "snooze", KEY_LONGEST),
        to_audience=target if kind == "audience" else "",
        to_group=number_in(target) if kind == "group" else None,
        closes=bool(words_of(request, "closes", KEY_LONGEST)),
        tells=bool(words_of(request, "tells", KEY_LONGEST)),
    )


def conditions_in(request: HttpRequest) -> Conditions:
    """The conditions of a form. Raises `BadRequest`."""
    keys = ("topic", "tag", "language", "priority", "channel", "mood", "audience", "hours")
    chosen = {key: words_of(request, f"if_{key}", KEY_LONGEST) for key in keys}
    words = words_of(request, "if_words", WORDS_LONGEST)
    return Conditions(**chosen, words=words, at_most=number_in(request.POST.get("if_at_most")) or 0)


def target_of(acts: Acts) -> str:
    """To whom it hands over, as the form has it."""
    if acts.to_group is not None:
        return f"group:{acts.to_group}"
    return f"audience:{acts.to_audience}" if acts.to_audience else ""


def acts_in_words(acts: Acts, choices: dict[str, Any]) -> list[str]:
    """What it does, one sentence for each act."""
    target = target_of(acts)
    said = [
        (acts.topic, _("topic: %(name)s"), _name(choices["topics"], acts.topic)),
        (acts.add_tags, _("adds tags: %(name)s"), ", ".join(acts.add_tags)),
        (acts.remove_tags, _("removes tags: %(name)s"), ", ".join(acts.remove_tags)),
        (acts.priority, _("priority: %(name)s"), _name(choices["priorities"], acts.priority)),
        (acts.note, _("note: %(name)s"), _shortened(acts.note)),
        (acts.reply, _("answer: %(name)s"), _shortened(acts.reply)),
        (acts.snooze, _("puts aside: %(name)s"), _name(choices["snoozes"], acts.snooze)),
        (target, _("hands over to: %(name)s"), _name(choices["targets"], target)),
        (acts.closes, _("closes"), ""),
        (acts.tells, _("tells the referents"), ""),
    ]
    return [words % {"name": name} for given, words, name in said if given]


def conditions_in_words(asked: Conditions, choices: dict[str, Any]) -> list[str]:
    """On what it depends, one sentence for each condition."""
    said = [
        (asked.topic, _("topic: %(name)s"), _name(choices["topics"], asked.topic)),
        (asked.tag, _("tag: %(name)s"), asked.tag),
        (asked.language, _("language: %(name)s"), asked.language.upper()),
        (asked.priority, _("priority: %(name)s"), _name(choices["priorities"], asked.priority)),
        (asked.channel, _("channel: %(name)s"), _name(choices["channels"], asked.channel)),
        (asked.mood, _("mood: %(name)s"), _name(choices["moods"], asked.mood)),
        (asked.audience, _("audience: %(name)s"), _name(choices["audiences"], asked.audience)),
        (asked.words, _("the text contains: %(name)s"), asked.words.replace(",", ", ")),
        (asked.hours, "%(name)s", _name(choices["hours"], asked.hours)),
        (asked.at_most, _("rated %(name)s at most"), str(asked.at_most)),
    ]
    return [words % {"name": name} for given, words, name in said if given]


def _named(names: dict[str, Any]) -> list[tuple[str, str]]:
    return [(key, name()) for key, name in names.items()]


def _names_in(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _name(choices: list[tuple[str, str]], key: str) -> str:
    return dict(choices).get(key, key)


def _shortened(text: str, longest: int = 80) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
