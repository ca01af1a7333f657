"""Reviews: what is looked at again, the scorecard, and what was said of oneself."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from comptoir.domain.conversations.queries import conversation_for, entries_before
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.shops.queries import shop_of_id
from comptoir.domain.supervision import actions, queries
from comptoir.domain.supervision.rules import ALSO_JUDGED, CLAUSES, VERDICTS
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest
from comptoir.foundation.pages import Page, cursor_in, cursor_text
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.answers import done
from comptoir.surfaces.console.incoming import words_of
from comptoir.surfaces.console.pages import desk_page
from comptoir.surfaces.console.reading import note_reading
from comptoir.surfaces.console.reviewing import clause_words, shown, tab_words, verdict_words

WORD_LONGEST = 1000
AVERAGED_OVER = dt.timedelta(days=90)
LISTS = {"mine": queries.own_reviews, "todo": queries.reviews_to_do, "done": queries.reviews_done}
WORDS_SHOWN = 60
"""Messages of the conversation that stand beside its scorecard."""


@for_agents("GET", right="open_console")
def reviews(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The lists: one's own, and for who reviews what is to do, what is done and how the team stands."""
    reviewing = agent.may("review")
    tab = request.GET.get("tab", "todo" if reviewing else "mine")
    tabs = [name for name in tab_words() if reviewing or name == "mine"]
    if tab not in tabs:
        raise BadRequest("no such list")
    page: Page[Any] = Page([], None)
    if tab in LISTS:
        page = LISTS[tab](agent.viewers, after=cursor_in(request.GET.get("after")))
    return desk_page(
        request,
        agent,
        "reviews.html",
        tab=tab,
        tabs=[(name, tab_words()[name]) for name in tabs],
        rows=[shown(it, agent) for it in page.rows],
        team=_team(agent) if tab == "team" else [],
        following=urlencode({"tab": tab, "after": cursor_text(page.next_cursor)}) if page.next_cursor else "",
    )


@for_agents("GET", "POST", right="open_console")
def review(request: HttpRequest, agent: Agent, review_id: int) -> HttpResponse:
    """One review: its conversation, its scorecard. A POST keeps what the reviewer says of it."""
    it, viewer, is_own = queries.review_for(agent.viewers, review_id)
    if request.method == "POST":
        return _finished(request, it, viewer)
    if not is_own:
        note_reading(it.conversation, viewer, "review")
    else:
        actions.see_review(review_id=review_id, viewer=viewer, now=now())
    marks = queries.marks_of(review_id)
    return desk_page(
        request,
        agent,
        "review.html",
        it=shown(it, agent),
        is_own=is_own,
        may_judge=not is_own and _is_open(it, viewer),
        clauses=[(key, clause_words(key), marks.get(key, "")) for key in (*CLAUSES, *ALSO_JUDGED)],
        verdicts=[(key, verdict_words()[key]) for key in VERDICTS],
        marks=[
            (clause_words(key), marks[key], verdict_words()[marks[key]])
            for key in (*CLAUSES, *ALSO_JUDGED)
            if key in marks
        ],
        messages=_messages(it),
        word_longest=WORD_LONGEST,
    )


def _finished(request: HttpRequest, it: Any, viewer: Viewer) -> HttpResponse:
    verdicts = {key: request.POST[key] for key in (*CLAUSES, *ALSO_JUDGED) if request.POST.get(key)}
    word = words_of(request, "word", WORD_LONGEST)
    actions.finish_review(review_id=it.pk, viewer=viewer, verdicts=verdicts, word=word, now=now())
    return done(go_to=reverse("console:reviews"))


def _is_open(it: Any, viewer: Viewer) -> bool:
    """Whether the viewer may still judge: nobody has, or they did themselves and the member has not read it."""
    return it.reviewed_at is None or (it.reviewer_id == viewer.membership_id and it.seen_at is None)


@for_agents("POST", right="open_console")
def answer(request: HttpRequest, agent: Agent, review_id: int) -> HttpResponse:
    """The member says a word to what was said of them."""
    _it, viewer, _is_own = queries.review_for(agent.viewers, review_id)
    words = words_of(request, "answer", WORD_LONGEST)
    actions.answer_review(review_id=review_id, viewer=viewer, answer=words, now=now())
    return done(go_to=reverse("console:review", kwargs={"review_id": review_id}))


@for_agents("POST", right="review")
def drop(_request: HttpRequest, agent: Agent, review_id: int) -> HttpResponse:
    """Take it off the list."""
    _it, viewer, _is_own = queries.review_for(agent.viewers, review_id)
    actions.drop_review(review_id=review_id, viewer=viewer)
    return done(go_to=reverse("console:reviews"))


@for_agents("POST", right="review")
def ask(_request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """Review this closed conversation."""
    _conversation, viewer = conversation_for(agent.viewers, conversation_id)
    review_id = actions.ask_review(conversation_id=conversation_id, viewer=viewer, now=now())
    return done(go_to=reverse("console:review", kwargs={"review_id": review_id}))


def _team(agent: Agent) -> list[tuple[str, Any, Any]]:
    """Each shop with how its members stand, and the clauses that were judged there."""
    since = now() - AVERAGED_OVER
    found: list[tuple[str, Any, Any]] = []
    for viewer in agent.viewers:
        if not may(viewer.role, "review"):
            continue
        members = queries.team_averages(viewer, since)
        judged = {it.clause for member in members for it in member.averages}
        clauses = [key for key in (*CLAUSES, *ALSO_JUDGED) if key in judged]
        rows = [(it, {each.clause: each for each in it.averages}) for it in members]
        found.append((shop_of_id(viewer.shop_id).name, rows, [(key, clause_words(key)) for key in clauses]))
    return found


def _messages(it: Any) -> list[dict[str, Any]]:
    """What was said in the conversation, the last of it."""
    told = entries_before(it.conversation_id, it.conversation.seq + 1, public=False, limit=WORDS_SHOWN * 2)
    people = told["people"]
    said = [entry for entry in told["entries"] if entry["kind"] == "message" and entry.get("body")][-WORDS_SHOWN:]
    return [
        {
            "from": entry["from"],
            "name": people.get(str(entry["agent"]), {}).get("name", "") if entry["from"] == "agent" else "",
            "is_theirs": entry["agent"] == it.membership_id,
            "body": entry["body"],
            "is_edited": "edited" in (entry.get("facts") or {}),
            "hurts": "shield" in (entry.get("facts") or {}),
        }
        for entry in said
    ]
