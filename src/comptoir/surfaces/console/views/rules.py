"""Automation rules: their list, the form, what each did, and how it would have done on the past."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from comptoir.domain.automation import actions
from comptoir.domain.automation.errors import RuleNotFound
from comptoir.domain.automation.queries import (
    DRY_RUN_DAYS,
    RuleRead,
    dry_run,
    rule_for,
    rules_of,
    runs_of,
    versions_of,
)
from comptoir.domain.automation.rules import NAME_LONGEST, VARIABLES, Acts, Conditions
from comptoir.domain.conversations.rules import may_see
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.shops.queries import shop_of_id
from comptoir.foundation.clock import now
from comptoir.foundation.errors import NotAllowed
from comptoir.foundation.pages import cursor_in, cursor_text, number_in
from comptoir.surfaces.console import automating
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.answers import done
from comptoir.surfaces.console.incoming import words_of
from comptoir.surfaces.console.paces import keep_pace
from comptoir.surfaces.console.pages import desk_page, fragment
from comptoir.surfaces.console.showing import moment

KEY_LONGEST = 40
TRIALS_A_MINUTE = 20
COUNT_LONGEST = 9


@for_agents("GET", right="write_rules")
def rules(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The shop's rules, in the order in which they run."""
    viewer = _viewer(request, agent)
    choices = automating.choices_of(viewer.shop_id)
    shown = [_shown(rule, choices) for rule in rules_of(viewer)]
    return desk_page(request, agent, "rules.html", rules=shown, most=actions.RULES_AT_MOST, **_frame(viewer))


@for_agents("GET", "POST", right="write_rules")
def new_rule(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Write one; it is off at first."""
    viewer = _viewer(request, agent)
    if request.method == "POST":
        return _save(request, viewer, None)
    empty = RuleRead(0, viewer.shop_id, "", "opened", 0, Conditions(), Acts(), False, 0, None, False)
    return _form(request, agent, viewer, empty)


@for_agents("GET", "POST", right="write_rules")
def edit_rule(request: HttpRequest, agent: Agent, rule_id: int) -> HttpResponse:
    """Write a new version of it."""
    viewer, rule = _found(agent, rule_id)
    if request.method == "POST":
        return _save(request, viewer, rule_id)
    return _form(request, agent, viewer, rule)


@for_agents("GET", right="write_rules")
def rule(request: HttpRequest, agent: Agent, rule_id: int) -> HttpResponse:
    """What it did, and how it came to be as it is."""
    viewer, found = _found(agent, rule_id)
    page = runs_of(rule_id, before=number_in(request.GET.get("before")))
    runs = [
        {
            "reference": it.conversation.reference if may_see(viewer, it.conversation) else "",
            "conversation": it.conversation_id,
            "outcome": it.outcome,
            "words": automating.OUTCOMES[it.outcome](),
            "told": it.told,
            "at": moment(it.at),
        }
        for it in page.rows
    ]
    shown = _shown(found, automating.choices_of(viewer.shop_id))
    versions = [_version(it) for it in versions_of(rule_id)]
    return desk_page(
        request, agent, "rule.html", it=shown, runs=runs, before=page.before, versions=versions, **_frame(viewer)
    )


@for_agents("GET", right="write_rules")
def try_rule(request: HttpRequest, agent: Agent, rule_id: int) -> HttpResponse:
    """In how many of the last days' conversations it would have run; on from where the last look stopped."""
    viewer, found = _found(agent, rule_id)
    keep_pace(("trial", agent.user_id), TRIALS_A_MINUTE)
    tried = dry_run(viewer, found, now=now(), after=cursor_in(request.GET.get("after")))
    looked_at = tried.looked_at + _count(request.GET.get("of"))
    matched = min(looked_at, tried.matched + _count(request.GET.get("matched")))
    following = ""
    if tried.following:
        following = urlencode({"after": cursor_text(tried.following), "of": str(looked_at), "matched": str(matched)})
    shown: dict[str, Any] = {
        "looked_at": looked_at,
        "matched": matched,
        "examples": tried.examples,
        "days": DRY_RUN_DAYS,
    }
    return fragment(request, "rule_tried.html", rule=found, following=following, moment=moment, **shown)


@for_agents("POST", right="write_rules")
def switch_rule(request: HttpRequest, agent: Agent, rule_id: int) -> HttpResponse:
    """On, or off."""
    viewer, _rule = _found(agent, rule_id)
    is_on = words_of(request, "is_on", KEY_LONGEST) == "yes"
    actions.switch_rule(viewer=viewer, rule_id=rule_id, is_on=is_on, now=now())
    return done(_list_of(viewer))


@for_agents("POST", right="write_rules")
def move_rule(request: HttpRequest, agent: Agent, rule_id: int) -> HttpResponse:
    """Before its neighbour, or after."""
    viewer, _rule = _found(agent, rule_id)
    actions.move_rule(viewer=viewer, rule_id=rule_id, is_up=words_of(request, "to", KEY_LONGEST) == "up")
    return done(_list_of(viewer))


@for_agents("POST", right="write_rules")
def remove_rule(_request: HttpRequest, agent: Agent, rule_id: int) -> HttpResponse:
    """Take it away; what it did stays."""
    viewer, _rule = _found(agent, rule_id)
    actions.remove_rule(viewer=viewer, rule_id=rule_id, now=now())
    return done(_list_of(viewer))


def _save(request: HttpRequest, viewer: Viewer, rule_id: int | None) -> HttpResponse:
    rule = actions.write_rule(
        viewer=viewer,
        rule_id=rule_id,
        name=words_of(request, "name", 2 * NAME_LONGEST),
        when=words_of(request, "when", KEY_LONGEST),
        conditions=automating.conditions_in(request),
        acts=automating.acts_in(request),
        now=now(),
    )
    return done(reverse("console:rule", args=[rule.pk]))


def _form(request: HttpRequest, agent: Agent, viewer: Viewer, rule: RuleRead) -> HttpResponse:
    shown = {
        "rule": rule,
        "asked": rule.conditions,
        "acts": rule.acts,
        "target": automating.target_of(rule.acts),
        "choices": automating.choices_of(viewer.shop_id),
        "variables": VARIABLES,
        "name_longest": NAME_LONGEST,
    }
    return desk_page(request, agent, "rule_form.html", **shown, **_frame(viewer))


def _found(agent: Agent, rule_id: int) -> tuple[Viewer, RuleRead]:
    """The rule, and as which of their memberships the agent may write it. Raises `RuleNotFound`."""
    for viewer in agent.viewers:
        try:
            return viewer, rule_for(viewer, rule_id)
        except RuleNotFound:
            continue
    raise RuleNotFound


def _shown(rule: RuleRead, choices: dict[str, Any]) -> dict[str, Any]:
    return {
        "rule": rule,
        "when": automating.WHENS[rule.when](),
        "conditions": automating.conditions_in_words(rule.conditions, choices),
        "acts": automating.acts_in_words(rule.acts, choices),
        "stopped_at": moment(rule.stopped_at),
    }


def _version(it: Any) -> dict[str, Any]:
    by = it.by.display_name if it.by else ""
    return {
        "number": it.number,
        "change": automating.CHANGES[it.change](),
        "name": it.name,
        "by": by,
        "at": moment(it.at),
    }


def _frame(viewer: Viewer) -> dict[str, Any]:
    return {"part": "rules", "shop": shop_of_id(viewer.shop_id), "writes_rules": True}


def _count(text: str | None) -> int:
    return number_in((text or "")[:COUNT_LONGEST]) or 0


def _list_of(viewer: Viewer) -> str:
    return f"{reverse('console:rules')}?shop={viewer.shop_id}"


def _viewer(request: HttpRequest, agent: Agent) -> Viewer:
    """The shop that was asked for; else the first in which they may. Raises `NotAllowed`."""
    asked = number_in((request.POST if request.method == "POST" else request.GET).get("shop"))
    able = [viewer for viewer in agent.viewers if may(viewer.role, "write_rules")]
    viewer = agent.in_shop(asked) if asked else next(iter(able), None)
    if viewer not in able or viewer is None:
        raise NotAllowed
    return viewer
