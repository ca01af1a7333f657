"""The feed on the screen: what its script is given, what comes in, and how an answer becomes knowledge."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, NamedTuple
from uuid import UUID

import msgspec
from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from comptoir.domain.feed import actions
from comptoir.domain.feed.queries import (
    Asked,
    asked_in,
    feed_page,
    post_for,
    read_until,
    thread_of,
    unread,
    viewer_of_post,
)
from comptoir.domain.feed.rules import BODY_LARGEST, EXCERPT_AT_MOST, FILES_AT_MOST, SIGNS, sees_staff
from comptoir.domain.people.queries import members_of, person
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.shops.queries import shop_of_id
from comptoir.foundation.clock import now
from comptoir.foundation.pages import number_in
from comptoir.surfaces.console.access import Agent
from comptoir.surfaces.console.showing import audience_names, charter_of_shop, title_of

COLLEAGUES_AT_MOST = 300
TITLE_LARGEST = 120
"""Characters of a question that become the title of what its answer becomes."""

ASKED_AT_MOST = 3
"""Questions about a conversation that stand above its composer."""
_HIDDEN = re.compile("⟦(name|contact|number|file)⟧")

Number = Annotated[int, msgspec.Meta(ge=0, le=2**62)]


class About(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Messages of a conversation that are shown with a question, as the socket has them too."""

    c: Number
    seqs: Annotated[tuple[Number, ...], msgspec.Meta(max_length=20)] = ()
    digest: Annotated[str, msgspec.Meta(max_length=200)] = ""


class Saying(msgspec.Struct, forbid_unknown_fields=True):
    """Something for the feed of a shop, as the socket has it too."""

    shop: Number
    client_id: UUID
    body: str = ""
    answers: Number | None = None
    files: Annotated[tuple[UUID, ...], msgspec.Meta(max_length=10)] = ()
    named: Annotated[tuple[Number, ...], msgspec.Meta(max_length=50)] = ()
    question: bool = False
    reach: Literal["all", "staff"] = "all"
    about: About | None = None


class Step(msgspec.Struct, forbid_unknown_fields=True):
    """What a step with a post needs: other words, a reason, a sign, and whether it is done or undone."""

    body: str = ""
    named: Annotated[tuple[Number, ...], msgspec.Meta(max_length=50)] = ()
    why: Annotated[str, msgspec.Meta(max_length=400)] = ""
    sign: Annotated[str, msgspec.Meta(max_length=8)] = ""
    on: bool = True


class Reading(msgspec.Struct, forbid_unknown_fields=True):
    """How far somebody has read."""

    shop: Number
    post: Number


class Prefill(NamedTuple):
    """What the form of a phrase or an article begins with, made of an answer in the feed; `title` is what was asked."""

    shop_id: int
    title: str
    words: str
    language: str
    post_id: int


def prefilled(agent: Agent, request: HttpRequest) -> Prefill | None:
    """What `?feed=<post>` of the request asks to begin with, if it does. Raises `PostNotFound`, `BadRequest`."""
    post_id = number_in(request.GET.get("feed"))
    if post_id is None:
        return None
    post = post_for(agent.viewers, post_id)
    asked = post_for(agent.viewers, post.root_id) if post.root_id else post
    title = with_hidden(" ".join(asked.body.split())) if post.root_id and not asked.is_silent else ""
    words = "" if post.is_silent else with_hidden(post.body)
    return Prefill(post.shop_id, title[:TITLE_LARGEST], words, shop_of_id(post.shop_id).language, post.pk)


def feed_facts(viewer: Viewer, *, only: str = "all", thread: int | None = None) -> dict[str, Any]:
    """All that the script of a feed begins with: who is there, what one may do, and the newest page or a thread."""
    shop = shop_of_id(viewer.shop_id)
    page = thread_of(viewer, thread) if thread else feed_page(viewer, only=only)
    return {
        "shop": viewer.shop_id,
        "name": shop.name,
        "time_zone": shop.time_zone,
        "me": viewer.membership_id,
        "may": _may(viewer),
        "knowledge": _knowledge(viewer),
        "signs": SIGNS,
        "only": only,
        "thread": thread,
        "page": page,
        "read": read_until(viewer),
        "unread": unread([viewer]).get(viewer.shop_id, 0),
        "limits": {"body": BODY_LARGEST, "largest": settings.LARGEST_FILE, "at_most": FILES_AT_MOST},
        "excerpt_at_most": EXCERPT_AT_MOST,
        "colleagues": _colleagues(viewer.shop_id),
    }


def _colleagues(shop_id: int) -> list[dict[str, Any]]:
    audiences = audience_names(charter_of_shop(shop_id))
    return [
        {
            "id": member.pk,
            "name": member.display_name,
            "role": member.role,
            "audience": member.audience,
            "picture": member.picture,
            "title": title_of(member.role, member.audience, audiences),
        }
        for member in members_of(shop_id)[:COLLEAGUES_AT_MOST]
    ]


def viewer_for(agent: Agent, shop: str | None, post_id: int | None = None) -> Viewer:
    """As which of their memberships the agent looks: of the shop that is named, or where the post stands, or the first."""
    if post_id is not None:
        return viewer_of_post(agent.viewers, post_id)
    shop_id = number_in(shop)
    return agent.in_shop(shop_id) if shop_id else agent.viewers[0]


def note_became(agent: Agent, request: HttpRequest, kind: str) -> None:
    """Say of the post from which a form began (`feed` in it) that it is a "phrase" or an "article" now."""
    post_id = number_in(request.POST.get("feed"))
    if post_id is not None:
        actions.note_became(viewer=viewer_of_post(agent.viewers, post_id), post_id=post_id, kind=kind, now=now())


class ShownAsked(NamedTuple):
    """A question about a conversation as its pane shows it: who said the words, and where it stands."""

    post_id: int
    by: str
    words: str
    state: str
    is_new: bool


def asked_here(viewer: Viewer, conversation_id: int) -> list[ShownAsked]:
    """What was asked in the feed about a conversation, and the answers that count."""
    if not may(viewer.role, "use_feed"):
        return []
    return [_shown(it) for it in asked_in(viewer, conversation_id)[:ASKED_AT_MOST]]


def with_hidden(words: str) -> str:
    """Words in which something was left out, as plain text in the reader's language."""
    names = hidden_names()
    return _HIDDEN.sub(lambda found: f"[{names[found[1]]}]", words)


def hidden_names() -> dict[str, str]:
    """What is said in the place of what was left out."""
    return {
        "name": pgettext("left out", "name"),
        "contact": pgettext("left out", "contact details"),
        "number": pgettext("left out", "number"),
        "file": pgettext("left out", "file"),
    }


def _shown(asked: Asked) -> ShownAsked:
    post, answer = asked.post, asked.answer
    if answer is not None:
        return ShownAsked(post.pk, name_of_author(answer), with_hidden(answer.body), _("the answer"), asked.is_new)
    count = ngettext("%(num)s answer", "%(num)s answers", post.answers) % {"num": post.answers}
    state = count if post.answers else _("no answer yet")
    return ShownAsked(post.pk, name_of_author(post), with_hidden(post.body), state, asked.is_new)


def name_of_author(post: Any) -> str:
    """Who said it; "" for who is not a member any more."""
    return str(person(post.membership_id)["name"]) if post.membership_id else ""


def _may(viewer: Viewer) -> dict[str, bool]:
    return {
        "moderate": may(viewer.role, "moderate_feed"),
        "staff": sees_staff(viewer),
    }


def _knowledge(viewer: Viewer) -> dict[str, str]:
    """Where an answer becomes a phrase or an article, for who may write these."""
    forms = {"phrase": ("write_phrases", "console:new_phrase"), "article": ("write_articles", "console:new_article")}
    return {kind: _address(name) for kind, (right, name) in forms.items() if may(viewer.role, right)}


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
