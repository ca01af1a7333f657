"""From whom nothing is taken, and whom no letter goes to: who said so and why, and the way back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from comptoir.domain.channels import actions
from comptoir.domain.channels.queries import blocked as blocked_page
from comptoir.domain.channels.queries import suppressed as suppressed_page
from comptoir.domain.people.rules import Viewer, may
from comptoir.foundation.clock import now
from comptoir.foundation.errors import NotAllowed
from comptoir.foundation.pages import cursor_in, cursor_text, number_in
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.answers import done
from comptoir.surfaces.console.incoming import words_of
from comptoir.surfaces.console.mailing.words import not_sent_words
from comptoir.surfaces.console.pages import desk_page
from comptoir.surfaces.console.showing import charter_of_shop, granted_fields, moment

ADDRESS_LONGEST = 254
DETAIL_LONGEST = 300


@for_agents("GET", right="see_mail")
def blocked(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The senders of one shop from whom nothing is taken."""
    viewer = _viewer(request, agent)
    page = blocked_page(viewer.shop_id, after=cursor_in(request.GET.get("after")))
    rows = [{"id": it.pk, "pattern": it.pattern, "by": _name(it.by), "at": moment(it.at)} for it in page.rows]
    return _page(request, agent, "mail_blocked.html", viewer, {"rows": rows, "next": page.next_cursor})


@for_agents("GET", right="see_mail")
def suppressed(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The addresses of one shop that no letter goes to."""
    viewer = _viewer(request, agent)
    page = suppressed_page(viewer.shop_id, after=cursor_in(request.GET.get("after")))
    rows = [
        {
            "address": it.address,
            "why": not_sent_words(it.why),
            "detail": it.detail,
            "by": _name(it.by),
            "at": moment(it.at),
        }
        for it in page.rows
    ]
    return _page(request, agent, "mail_suppressed.html", viewer, {"rows": rows, "next": page.next_cursor})


@for_agents("POST", right="block_senders")
def block(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Take nothing more from an address or a domain."""
    viewer = agent.in_shop(number_in(request.POST.get("shop")) or 0)
    actions.block(viewer=viewer, sender=words_of(request, "sender", ADDRESS_LONGEST), now=now())
    return done(go_to=f"{reverse('console:mail_blocked')}?shop={viewer.shop_id}")


@for_agents("POST", right="block_senders")
def unblock(request: HttpRequest, agent: Agent, blocked_id: int) -> HttpResponse:
    """Take mails of the sender again."""
    viewer = agent.in_shop(number_in(request.POST.get("shop")) or 0)
    actions.unblock(viewer=viewer, blocked_id=blocked_id)
    return done(go_to=f"{reverse('console:mail_blocked')}?shop={viewer.shop_id}")


@for_agents("POST", right="settle_mail")
def suppress(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Send nothing more to an address."""
    viewer = agent.in_shop(number_in(request.POST.get("shop")) or 0)
    address, detail = words_of(request, "address", ADDRESS_LONGEST), words_of(request, "detail", DETAIL_LONGEST)
    actions.suppress(viewer=viewer, address=address, detail=detail, now=now())
    return done(go_to=f"{reverse('console:mail_suppressed')}?shop={viewer.shop_id}")


@for_agents("POST", right="block_senders")
def unsuppress(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Let letters go to an address again."""
    viewer = agent.in_shop(number_in(request.POST.get("shop")) or 0)
    actions.unsuppress(viewer=viewer, address=words_of(request, "address", ADDRESS_LONGEST))
    return done(go_to=f"{reverse('console:mail_suppressed')}?shop={viewer.shop_id}")


def _page(request: HttpRequest, agent: Agent, template: str, viewer: Viewer, found: dict[str, Any]) -> HttpResponse:
    address: dict[str, Any] = {"shop": viewer.shop_id, "after": cursor_text(found["next"])}
    return desk_page(
        request,
        agent,
        template,
        rows=found["rows"],
        shop_id=viewer.shop_id,
        may_block=may(viewer.role, "block_senders"),
        may_settle=may(viewer.role, "settle_mail"),
        following=urlencode(address) if found["next"] else "",
    )


def _viewer(request: HttpRequest, agent: Agent) -> Viewer:
    """As whom the agent looks: in the shop that is named, else in the first whose addresses they may see."""
    shop_id = number_in(request.GET.get("shop"))
    asked = [agent.in_shop(shop_id)] if shop_id else agent.viewers
    for viewer in asked:
        if may(viewer.role, "see_mail") and "email" in granted_fields(viewer, charter_of_shop(viewer.shop_id)):
            return viewer
    raise NotAllowed


def _name(member: Any | None) -> str:
    return member.display_name if member else ""
