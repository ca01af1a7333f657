"""The mailboxes of the shops that the agent manages: connected, changed, tried, removed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from comptoir.domain.channels import actions
from comptoir.domain.channels.errors import MailboxMistaken
from comptoir.domain.channels.queries import mailbox_for
from comptoir.domain.channels.queries import mailboxes as mailboxes_of
from comptoir.domain.channels.rules import MailboxWanted
from comptoir.domain.shops.queries import shop_of_id
from comptoir.foundation.clock import now
from comptoir.foundation.errors import NotAllowed
from comptoir.foundation.pages import number_in
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.answers import done, wire_answer
from comptoir.surfaces.console.mailing import mailboxes as shown
from comptoir.surfaces.console.paces import keep_pace
from comptoir.surfaces.console.pages import desk_page

TRIALS_A_MINUTE = 10


@for_agents("GET", right="manage_mailboxes")
def mailboxes(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Those of every shop that the agent manages."""
    places = [(shop_of_id(pk), [shown.shown(it) for it in mailboxes_of(pk)]) for pk in sorted(_managed(agent))]
    return desk_page(request, agent, "mailboxes.html", places=places)


@for_agents("GET", "POST", right="manage_mailboxes")
def new_mailbox(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Connect one."""
    shop_id = number_in(request.POST.get("shop") or request.GET.get("shop")) or min(_managed(agent))
    viewer = agent.in_shop(shop_id)
    if request.method == "GET":
        _managed(agent)
        wanted = MailboxWanted(address="", incoming="imap")
        return _form(request, agent, shop_of_id(viewer.shop_id), wanted, None)
    with _named_fields():
        kept = actions.add_mailbox(viewer=viewer, wanted=shown.wanted_in(request), now=now())
    return done(go_to=reverse("console:mailbox", kwargs={"mailbox_id": kept.pk}))


@for_agents("GET", "POST", right="manage_mailboxes")
def mailbox(request: HttpRequest, agent: Agent, mailbox_id: int) -> HttpResponse:
    """Change one."""
    kept, viewer = mailbox_for(agent.viewers, mailbox_id)
    if request.method == "GET":
        return _form(request, agent, shop_of_id(viewer.shop_id), kept, kept)
    with _named_fields():
        actions.change_mailbox(viewer=viewer, mailbox_id=mailbox_id, wanted=shown.wanted_in(request))
    return done(go_to=reverse("console:mailboxes"))


@for_agents("POST", right="manage_mailboxes")
def try_mailbox(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Try the servers as the form has them; the answer says of each what is in the way."""
    mailbox_id = number_in(request.POST.get("mailbox"))
    viewer = mailbox_for(agent.viewers, mailbox_id)[1] if mailbox_id else agent.in_shop(_shop_in(request, agent))
    keep_pace(("try_mailbox", agent.user_id), TRIALS_A_MINUTE)
    with _named_fields():
        outcome = actions.try_mailbox(viewer=viewer, wanted=shown.wanted_in(request), mailbox_id=mailbox_id, now=now())
    return wire_answer({"incoming": outcome.incoming, "outgoing": outcome.outgoing})


@for_agents("POST", right="manage_mailboxes")
def remove_mailbox(_request: HttpRequest, agent: Agent, mailbox_id: int) -> HttpResponse:
    """Disconnect one."""
    _kept, viewer = mailbox_for(agent.viewers, mailbox_id)
    actions.remove_mailbox(viewer=viewer, mailbox_id=mailbox_id)
    return done(go_to=reverse("console:mailboxes"))


def _form(request: HttpRequest, agent: Agent, shop: Any, box: Any, kept: Any | None) -> HttpResponse:
    return desk_page(
        request,
        agent,
        "mailbox.html",
        shop=shop,
        box=box,
        kept=kept,
        state=shown.shown(kept) if kept else None,
        choices=shown.choices(),
        facts_to_paste=shown.connection_facts(kept),
    )


def _managed(agent: Agent) -> frozenset[int]:
    shops = agent.shops_where("manage_mailboxes")
    if not shops:
        raise NotAllowed
    return shops


def _shop_in(request: HttpRequest, agent: Agent) -> int:
    return number_in(request.POST.get("shop")) or min(_managed(agent))


@contextmanager
def _named_fields() -> Iterator[None]:
    """What is mistaken is named as the form names it."""
    try:
        yield
    except MailboxMistaken as mistaken:
        raise MailboxMistaken(field=shown.field_words(str(mistaken.facts["field"]))) from mistaken
