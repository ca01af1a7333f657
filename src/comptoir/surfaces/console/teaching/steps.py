"""Modules as they stand for somebody, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comptoir.domain.charter.rules import Charter, module_in
from comptoir.domain.training.queries import Step
from comptoir.domain.training.rules import taught_to
from comptoir.surfaces.console.showing import audience_names, reading
from comptoir.surfaces.console.teaching.days import share, when

KINDS: dict[str, Callable[[], str]] = {
    "initial": lambda: _("To begin with"),
    "product": lambda: pgettext("training", "Products"),
    "tools": lambda: _("Tools"),
    "soft_skills": lambda: _("With people"),
}
STATES: dict[str, Callable[[], str]] = {
    "passed": lambda: _("Passed"),
    "ending": lambda: _("Ends soon: pass it again"),
    "ended": lambda: _("No longer valid: pass it again"),
    "begun": lambda: _("Begun"),
    "paused": lambda: _("A pause before the next try"),
    "failed": lambda: _("Not passed yet"),
    "open": lambda: _("Not begun"),
    "stuck": lambda: _("Stuck: needs help"),
    "unwritten": lambda: _("Nobody has written this module yet. A referent can."),
}
TONES = {"passed": "good", "ending": "warning", "ended": "danger", "stuck": "danger", "paused": "warning"}


def for_whom(charter: Charter, key: str, audiences: Iterable[str] = ()) -> str:
    """The audiences that a module is written for, or that it is asked of; "" where it is for all who are taught."""
    names = audience_names(charter)
    taught = [name for name in names if taught_to(charter, name)]
    written_for = [name for name in names if name in audiences]
    theirs = written_for or [name for name in taught if key in taught_to(charter, name)]
    return "" if theirs == taught else ", ".join(names[it] for it in theirs)


def told_apart(titles: Mapping[str, str], charter: Charter) -> dict[str, str]:
    """Titles of modules; where two are the same, each with whom it is asked of."""
    count = Counter(titles.values())
    whom = {key: for_whom(charter, key) for key, title in titles.items() if count[title] > 1}
    return {key: f"{title} ({whom[key]})" if whom.get(key) else title for key, title in titles.items()}


def shown(step: Step, shop_id: int) -> dict[str, Any]:
    """A module on the page of one's training."""
    lesson = step.lesson
    module = reverse("console:training_module", kwargs={"key": step.key})
    return {
        "key": step.key,
        "audiences": lesson.audiences if lesson else (),
        "title": lesson.title if lesson else module_in(reading(), step.key),
        "kind": KINDS[lesson.kind]() if lesson else "",
        "minutes": lesson.minutes if lesson else 0,
        "lang": lesson.language if lesson and lesson.language != reading() else "",
        "state": step.state,
        "words": STATES[step.state](),
        "tone": TONES.get(step.state, ""),
        "score": share(step.score) if step.score is not None else None,
        "valid_until": when(step.valid_until, shop_id),
        "possible_from": when(step.possible_from, shop_id),
        "address": f"{module}?shop={shop_id}" if lesson else "",
        "goes_on": reverse("console:attempt", kwargs={"attempt_id": step.attempt_id}) if step.attempt_id else "",
        "certificate": reverse("console:certificate", kwargs={"number": step.pass_number}) if step.pass_number else "",
    }


def next_of(steps: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The module with which to go on: what was begun, else the first that keeps the gate closed, else one that will soon."""
    able = [it for it in steps if it["state"] in ("begun", "failed", "open", "ended", "ending") and it["address"]]
    urgent = ("begun",), ("failed", "open", "ended"), ("ending",)
    return next((it for states in urgent for it in able if it["state"] in states), None)
