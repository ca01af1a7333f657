"""One's own training: what is asked, modules to read, papers to write, certificates, colleagues to watch."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.people.queries import people_of
from comptoir.domain.people.rules import Viewer
from comptoir.domain.privacy.actions import record_access
from comptoir.domain.shops.queries import shop_of_id
from comptoir.domain.training import actions
from comptoir.domain.training.queries import (
    attempt_for,
    certificate_of,
    gates_of,
    missing_for,
    newcomer_of,
    read_text,
    steps_of,
    taught,
    to_watch,
    watched_count,
    words_to_watch,
)
from comptoir.domain.training.rules import MENDED_LARGEST
from comptoir.foundation.clock import now
from comptoir.foundation.pages import number_in
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.answers import done
from comptoir.surfaces.console.incoming import words_of
from comptoir.surfaces.console.paces import CHECKS_A_MINUTE, keep_pace
from comptoir.surfaces.console.pages import desk_page, fragment
from comptoir.surfaces.console.showing import reading, topic_names
from comptoir.surfaces.console.teaching.colleagues import redacted_for
from comptoir.surfaces.console.teaching.days import share, when
from comptoir.surfaces.console.teaching.gates import closed_words
from comptoir.surfaces.console.teaching.markup import page_of
from comptoir.surfaces.console.teaching.papers import edition_shown, marked, progress, question_shown, verdict_shown
from comptoir.surfaces.console.teaching.steps import for_whom, next_of, shown
from comptoir.surfaces.console.teaching.team import rights_to_parts

CHOICES_AT_MOST = 20


@for_agents("GET", right="take_training")
def mine(request: HttpRequest, agent: Agent) -> HttpResponse:
    """What is asked of me, where I stand, and the way on."""
    viewer = _viewer(request, agent)
    steps = [shown(it, viewer.shop_id) | {"is_asked": it.is_asked} for it in steps_of(viewer, reading(), now())]
    asked = [it for it in steps if it["is_asked"]]
    charter = charter_in_force(viewer.shop_id, now())[1]
    gate = next(iter(gates_of([viewer], now())), None)
    return desk_page(
        request,
        agent,
        "training/mine.html",
        shop=shop_of_id(viewer.shop_id),
        shops=[shop_of_id(it.shop_id) for it in agent.viewers],
        part="training",
        asked=asked,
        others=[it for it in steps if not it["is_asked"]],
        # Who answers sees their own modules; who watches over the desk sees everybody's.
        whom={} if viewer.audience else {it["key"]: for_whom(charter, it["key"], it["audiences"]) for it in steps},
        passed=sum(it["state"] in ("passed", "ending") for it in asked),
        next=next_of(asked),
        gate={"is_open": not gate.missing, "words": closed_words(gate) if gate.missing else ""} if gate else None,
        start=_start_of(viewer),
        rights=rights_to_parts(viewer),
    )


@for_agents("GET", right="take_training")
def module(request: HttpRequest, agent: Agent, key: str) -> HttpResponse:
    """A module to read, and how one stands with it."""
    viewer = _viewer(request, agent)
    charter = charter_in_force(viewer.shop_id, now())[1]
    found = taught(viewer.shop_id, key, reading(), charter)
    step = next((it for it in steps_of(viewer, reading(), now()) if it.key == key), None)
    return desk_page(
        request,
        agent,
        "training/module.html",
        shop=shop_of_id(viewer.shop_id),
        it=shown(step, viewer.shop_id) if step else None,
        lesson=found.lesson,
        questions=len(found.lesson.questions),
        text=page_of(read_text(found, charter, viewer.audience)),
        rights=rights_to_parts(viewer),
    )


@for_agents("POST", right="take_training")
def begin(request: HttpRequest, agent: Agent, key: str) -> HttpResponse:
    """Begin its quiz, or go on with it."""
    viewer = agent.in_shop(number_in(request.POST.get("shop")) or agent.viewers[0].shop_id)
    attempt = actions.begin_attempt(viewer=viewer, key=key, language=reading(), now=now())
    return _to_attempt(attempt, _first_open(attempt))


@for_agents("GET", right="take_training")
def attempt(request: HttpRequest, agent: Agent, attempt_id: int) -> HttpResponse:
    """A question of a paper; once it is handed in, how it went."""
    found, viewer = attempt_for(agent.viewers, attempt_id)
    if found.finished_at is not None:
        return _result(request, agent, found, viewer)
    places = progress(found)
    place = min(number_in(request.GET.get("q")) or 0, max(0, len(places) - 1))
    return desk_page(
        request,
        agent,
        "training/question.html",
        shop=shop_of_id(viewer.shop_id),
        attempt=found,
        it=question_shown(found, place) if places else None,
        places=places,
        open_ones=[it for it in places if not it["is_answered"]],
        longest=MENDED_LARGEST,
    )


@for_agents("POST", right="take_training")
def answer(request: HttpRequest, agent: Agent, attempt_id: int) -> HttpResponse:
    """Keep an answer, and go on to the next question."""
    found, viewer = attempt_for(agent.viewers, attempt_id)
    place = number_in(request.POST.get("place")) or 0
    given = _answer(request, found, place)
    kept = actions.answer_question(viewer=viewer, attempt_id=attempt_id, place=place, answer=given, now=now())
    onward = place + 1 if place + 1 < len(kept.paper) else _first_open(kept)
    return _to_attempt(kept, onward)


@for_agents("POST", right="take_training")
def check(request: HttpRequest, agent: Agent, attempt_id: int) -> HttpResponse:
    """Let the checker look at a mended reply; nothing is kept."""
    found, viewer = attempt_for(agent.viewers, attempt_id)
    keep_pace(("check", agent.user_id), CHECKS_A_MINUTE)
    text, place = words_of(request, "text", MENDED_LARGEST), number_in(request.POST.get("place")) or 0
    return fragment(request, "training/checked.html", verdict=verdict_shown(found, place, text, viewer, now()))


@for_agents("POST", right="take_training")
def hand_in(request: HttpRequest, agent: Agent, attempt_id: int) -> HttpResponse:
    """Hand the paper in."""
    _, viewer = attempt_for(agent.viewers, attempt_id)
    actions.hand_in(viewer=viewer, attempt_id=attempt_id, now=now())
    return done(go_to=reverse("console:attempt", kwargs={"attempt_id": attempt_id}))


@for_agents("GET", right="take_training")
def certificate(request: HttpRequest, agent: Agent, number: UUID) -> HttpResponse:
    """A certificate, to be printed."""
    it = certificate_of(agent.viewers, number)
    dates = {"given_at": when(it.given_at, it.shop_id), "valid_until": when(it.valid_until, it.shop_id)}
    return desk_page(
        request,
        agent,
        "training/certificate.html",
        it=it,
        score=share(it.score),
        is_over=it.valid_until is not None and it.valid_until <= now(),
        shop=shop_of_id(it.shop_id),
        edition=edition_shown(it.edition),
        **dates,
    )


@for_agents("GET", right="take_training")
def watching(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Colleagues' conversations that a newcomer may watch."""
    viewer = _viewer(request, agent)
    topics = topic_names(charter_in_force(viewer.shop_id, now())[1])
    rows = [
        {
            "talk": it.talk,
            "topic": topics.get(it.talk.topic, ""),
            "at": when(it.talk.opened_at, viewer.shop_id),
            "seen": it.is_watched,
        }
        for it in to_watch(viewer, now())
    ]
    shop = shop_of_id(viewer.shop_id)
    return desk_page(request, agent, "training/watching.html", rows=rows, start=_start_of(viewer), shop=shop)


@for_agents("GET", "POST", right="take_training")
def watched(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """One of them, to read; a POST says that it was read."""
    viewer = _viewer(request, agent)
    if request.method == "POST":
        actions.watch_in_silence(viewer=viewer, conversation_id=conversation_id, now=now())
        is_on = newcomer_of(viewer.membership_id)
        onward = "training_watching" if is_on and is_on.stage == "watching" else "training"
        return HttpResponseRedirect(f"{reverse(f'console:{onward}')}?shop={viewer.shop_id}")
    talk, told = words_to_watch(viewer, conversation_id, now())
    record_access(viewer, conversation_id, "shadow", now())
    kept_to_grants = redacted_for(viewer, conversation_id)
    people = people_of(it.membership_id for it in told if it.membership_id)
    rows = [
        {
            "by": people.get(str(it.membership_id)),
            "author": it.author,
            "body": kept_to_grants(it.body),
            "at": when(it.created_at, viewer.shop_id),
        }
        for it in told
    ]
    shop = shop_of_id(viewer.shop_id)
    return desk_page(request, agent, "training/watched.html", rows=rows, talk=talk, shop=shop)


def _viewer(request: HttpRequest, agent: Agent) -> Viewer:
    asked = request.POST.get("shop") if request.method == "POST" else request.GET.get("shop")
    return agent.in_shop(number_in(asked) or agent.viewers[0].shop_id)


def _start_of(viewer: Viewer) -> dict[str, Any] | None:
    newcomer = newcomer_of(viewer.membership_id)
    if newcomer is None or newcomer.stage == "released":
        return None
    done = watched_count(viewer.membership_id) if newcomer.stage == "watching" else 0
    left = max(0, newcomer.needed - done)
    return {"stage": newcomer.stage, "needed": newcomer.needed, "done": done, "left": left, "word": newcomer.word}


def _answer(request: HttpRequest, found: Any, place: int) -> Any:
    """What the form says, in the shape of an answer; what is odd is refused further in."""
    kind = found.paper[place]["kind"] if place < len(found.paper) else ""
    if kind == "mend":
        return words_of(request, "text", MENDED_LARGEST)
    if kind == "order":
        ranks = {n: number_in(request.POST.get(f"rank-{n}")) or 0 for n in range(len(found.paper[place]["options"]))}
        in_order = sorted(ranks, key=ranks.__getitem__)
        return in_order if sorted(ranks.values()) == list(range(1, len(ranks) + 1)) else None
    chosen = [number_in(it) for it in request.POST.getlist("choice")[:CHOICES_AT_MOST]]
    return [it for it in chosen if it is not None]


def _first_open(found: Any) -> int | None:
    return next((it["place"] for it in progress(found) if not it["is_answered"]), len(found.paper) - 1)


def _to_attempt(found: Any, place: int | None) -> HttpResponse:
    address = reverse("console:attempt", kwargs={"attempt_id": found.pk})
    return HttpResponseRedirect(address if place is None else f"{address}?q={place}")


def _result(request: HttpRequest, agent: Agent, found: Any, viewer: Viewer) -> HttpResponse:
    step = next((it for it in steps_of(viewer, reading(), now()) if it.key == found.module_key), None)
    asked = [shown(it, viewer.shop_id) for it in steps_of(viewer, reading(), now()) if it.is_asked]
    is_asked = bool(found.is_passed and step and step.is_asked)
    return desk_page(
        request,
        agent,
        "training/result.html",
        shop=shop_of_id(viewer.shop_id),
        attempt=found,
        score=share(found.score or 0),
        mark=share(found.pass_mark),
        right=sum(found.marks.values()),
        rows=marked(found, viewer, now()),
        it=shown(step, viewer.shop_id) if step else None,
        next=next_of([it for it in asked if it["key"] != found.module_key]),
        is_open=is_asked and not missing_for(viewer, now()),
        start=_start_of(viewer),
    )
