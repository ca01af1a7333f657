"""The live feed: its page, its posts, and what is done with them when the socket is down and when it is not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from comptoir.domain.feed import actions
from comptoir.domain.feed.queries import (
    changes_after,
    conversation_of_post,
    feed_page,
    file_for,
    history_of,
    openable,
    thread_of,
    unread,
    viewer_of_post,
)
from comptoir.domain.people.queries import people_of
from comptoir.domain.people.rules import Viewer
from comptoir.domain.shops.queries import shop_of_id
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest, NotFound
from comptoir.foundation.pages import number_in
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.answers import done, file_answer, wire_answer
from comptoir.surfaces.console.feeding import Reading, Saying, Step, feed_facts, viewer_for
from comptoir.surfaces.console.incoming import body_of, numbers_in
from comptoir.surfaces.console.pages import desk_page

WORDS_LARGEST = 100


@for_agents("GET", right="use_feed")
def feed(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The feed of one of the agent's shops as a page of its own; with `post` the thread in which that stands."""
    post_id = number_in(request.GET.get("post"))
    viewer = viewer_for(agent, request.GET.get("shop"), post_id)
    only = request.GET.get("only", "all")
    waiting = unread(agent.viewers)
    shops = [(shop_of_id(it.shop_id), waiting.get(it.shop_id, 0)) for it in agent.viewers]
    facts = feed_facts(viewer, only=only, thread=post_id)
    return desk_page(request, agent, "feed.html", shops_here=shops, shop=shop_of_id(viewer.shop_id), feed=facts)


@for_agents("GET", right="use_feed")
def open_feed(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The same for a script: what a panel beside a conversation begins with."""
    post_id = number_in(request.GET.get("post"))
    return wire_answer(feed_facts(viewer_for(agent, request.GET.get("shop"), post_id), thread=post_id))


@for_agents("GET", right="use_feed")
def posts(request: HttpRequest, agent: Agent) -> HttpResponse:
    """What has changed `after` a number, stood `before` a post, is on a list (`only`), has these `words`, or is in a `thread`."""
    asked = request.GET
    viewer = viewer_for(agent, asked.get("shop"), number_in(asked.get("thread")))
    after, thread = number_in(asked.get("after")), number_in(asked.get("thread"))
    if after is not None:
        return wire_answer(changes_after(viewer, after))
    if thread is not None:
        return wire_answer(thread_of(viewer, thread))
    words = asked.get("words", "").replace("\0", "")
    if len(words) > WORDS_LARGEST:
        raise BadRequest("too many words")
    before = number_in(asked.get("before"))
    return wire_answer(feed_page(viewer, only=asked.get("only", "all"), before=before, words=words))


@for_agents("POST", right="use_feed")
def say(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Say something: what the socket's `feed_say` does."""
    sent = body_of(request, Saying)
    post = actions.say(
        viewer=agent.in_shop(sent.shop),
        client_id=sent.client_id,
        body=sent.body,
        answers=sent.answers,
        excerpt_of=actions.Chosen(sent.about.c, sent.about.seqs, sent.about.digest) if sent.about else None,
        files=sent.files,
        named=sent.named,
        is_question=sent.question,
        reach=sent.reach,
        now=now(),
    )
    return wire_answer({"seq": post.pk, "at": post.created_at}, status=HTTPStatus.CREATED)


@for_agents("POST", right="use_feed")
def read(request: HttpRequest, agent: Agent) -> HttpResponse:
    """How far the agent has read."""
    mark = body_of(request, Reading)
    actions.read(viewer=agent.in_shop(mark.shop), post_id=mark.post, now=now())
    return done()


@for_agents("GET", right="use_feed")
def links(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Those of the posts whose conversation the agent may open."""
    return wire_answer({"open": openable(agent.viewers, numbers_in(request.GET.get("ids", "")))})


@for_agents("GET", right="use_feed")
def conversation(_request: HttpRequest, agent: Agent, post_id: int) -> HttpResponse:
    """Go to the conversation that a post is about; for who may not see it there is none."""
    found = conversation_of_post(agent.viewers, post_id)
    return HttpResponseRedirect(reverse("console:talk", kwargs={"conversation_id": found}))


@for_agents("GET", right="use_feed")
def history(_request: HttpRequest, agent: Agent, post_id: int) -> HttpResponse:
    """What was done with a post, and the words as they stood before."""
    steps = history_of(viewer_of_post(agent.viewers, post_id), post_id)
    people = people_of({step.membership_id for step in steps if step.membership_id})
    told = [{"act": it.act, "by": it.membership_id, "body": it.body, "why": it.why, "at": it.at} for it in steps]
    return wire_answer({"steps": told, "people": people})


@for_agents("POST", right="use_feed")
def step(request: HttpRequest, agent: Agent, post_id: int, act: str) -> HttpResponse:
    """Change, take back, hide, show, pin, mark or react."""
    viewer = viewer_of_post(agent.viewers, post_id)
    if act not in _STEPS:
        raise NotFound
    _STEPS[act](viewer, post_id, body_of(request, Step))
    return done()


@for_agents("POST", right="use_feed")
def files(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Keep a file that a post will name."""
    sent = request.FILES.get("file")
    if sent is None:
        raise BadRequest("no file came")
    viewer, content = viewer_for(agent, request.GET.get("shop")), sent.read(settings.LARGEST_FILE + 1)
    kept = actions.keep_file(viewer=viewer, name=sent.name or "", content=content, now=now())
    return wire_answer(kept.as_wire(), status=HTTPStatus.CREATED)


@for_agents("GET", right="use_feed")
def file(_request: HttpRequest, agent: Agent, key: UUID) -> HttpResponse:
    """A file's content, so that nothing in it can run: pictures that were drawn anew are shown, all else is saved."""
    return file_answer(file_for(agent.viewers, key))


def _edit(viewer: Viewer, post_id: int, sent: Step) -> None:
    actions.edit(viewer=viewer, post_id=post_id, body=sent.body, named=sent.named, now=now())


def _hide(viewer: Viewer, post_id: int, sent: Step) -> None:
    actions.hide(viewer=viewer, post_id=post_id, why=sent.why, now=now())


def _plain(action: Callable[..., object], viewer: Viewer, post_id: int, _sent: Step) -> None:
    action(viewer=viewer, post_id=post_id, now=now())


def _pin(viewer: Viewer, post_id: int, sent: Step) -> None:
    actions.pin(viewer=viewer, post_id=post_id, is_pinned=sent.on, now=now())


def _answer(viewer: Viewer, post_id: int, sent: Step) -> None:
    actions.mark_answer(viewer=viewer, post_id=post_id, is_answer=sent.on, now=now())


def _react(viewer: Viewer, post_id: int, sent: Step) -> None:
    actions.react(viewer=viewer, post_id=post_id, sign=sent.sign, is_on=sent.on, now=now())


_STEPS: dict[str, Callable[[Viewer, int, Step], None]] = {
    "edit": _edit,
    "take-back": partial(_plain, actions.take_back),
    "hide": _hide,
    "show": partial(_plain, actions.show),
    "pin": _pin,
    "answer": _answer,
    "react": _react,
}
