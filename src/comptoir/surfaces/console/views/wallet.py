"""The offer wallet: what the shop gives on request, its codes, and the record of every gift."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from comptoir.domain.offers import actions
from comptoir.domain.offers.queries import offer_for, offer_shown, offers_of
from comptoir.domain.offers.rules import NAME_LONGEST, WORDS_LONGEST
from comptoir.domain.people.rules import Viewer
from comptoir.domain.shops.queries import shop_of_id
from comptoir.foundation.clock import now
from comptoir.foundation.pages import cursor_in, cursor_text, number_in
from comptoir.surfaces.console import giving
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.answers import done
from comptoir.surfaces.console.incoming import day_in_form, words_of
from comptoir.surfaces.console.pages import desk_page
from comptoir.surfaces.console.showing import audience_names, charter_of_shop, moment
from comptoir.surfaces.console.writing import language_name


@for_agents("GET", right="see_gifts")
def wallet(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The offers of the agent's shops, or those that were stopped, with their stock."""
    is_stopped = request.GET.get("stopped") == "yes"
    after, shops = cursor_in(request.GET.get("after")), [it.shop_id for it in agent.viewers]
    page = offers_of(shops, now(), is_stopped=is_stopped, after=after)
    address = {"stopped": "yes"} if is_stopped else {}
    return desk_page(
        request,
        agent,
        "wallet.html",
        rows=[giving.offer_row(it) for it in page.rows],
        may_manage=agent.may("manage_offers"),
        tab="wallet",
        is_stopped=is_stopped,
        is_first=after is None,
        following=urlencode(address | {"after": cursor_text(page.next_cursor)}) if page.next_cursor else "",
    )


@for_agents("GET", "POST", right="manage_offers")
def new(request: HttpRequest, agent: Agent) -> HttpResponse:
    """A new offer."""
    viewer = agent.in_shop(number_in(request.POST.get("shop") or request.GET.get("shop")) or agent.viewers[0].shop_id)
    if request.method == "POST":
        made = actions.make_offer(viewer=viewer, wanted=_wanted(request, viewer), now=now())
        return done(go_to=reverse("console:wallet_offer", kwargs={"offer_id": made.pk}))
    return _form(request, agent, viewer, None)


@for_agents("GET", "POST", right="manage_offers")
def offer(request: HttpRequest, agent: Agent, offer_id: int) -> HttpResponse:
    """One offer: its words, its days, its codes by batch."""
    it, batches = offer_for(agent.viewers, offer_id)
    viewer = agent.in_shop(it.shop_id)
    if request.method == "POST":
        actions.change_offer(viewer=viewer, offer_id=offer_id, wanted=_wanted(request, viewer))
        return done(go_to=reverse("console:wallet"))
    rows = [
        {
            "name": each.name,
            "id": each.pk,
            "codes": each.codes,
            "left": each.left,
            "known": each.known,
            "at": moment(each.imported_at),
            "by": each.imported_by.display_name if each.imported_by else "–",
        }
        for each in batches
    ]
    return _form(
        request, agent, viewer, it, batches=rows, stock=giving.offer_row(offer_shown([viewer], offer_id, now()))
    )


@for_agents("POST", right="manage_offers")
def stop(request: HttpRequest, agent: Agent, offer_id: int) -> HttpResponse:
    """Give no more codes of an offer, or give them again."""
    it, _batches = offer_for(agent.viewers, offer_id)
    is_stopped = request.POST.get("stop") == "1"
    actions.stop_offer(viewer=agent.in_shop(it.shop_id), offer_id=offer_id, is_stopped=is_stopped)
    return done(go_to=reverse("console:wallet_offer", kwargs={"offer_id": offer_id}))


def _form(request: HttpRequest, agent: Agent, viewer: Viewer, it: Any, **context: Any) -> HttpResponse:
    charter = charter_of_shop(viewer.shop_id)
    shop = shop_of_id(viewer.shop_id)
    return desk_page(
        request,
        agent,
        "wallet_offer.html",
        tab="wallet",
        may_manage=True,
        offer=it,
        shop=shop,
        audiences=list(audience_names(charter).items()),
        languages={code: language_name(code) for code in shop.languages},
        has_wallet=charter.offers is not None,
        own_codes=", ".join(charter.offers.codes) if charter.offers else "",
        longest={"name": NAME_LONGEST, "words": WORDS_LONGEST},
        **context,
    )


def _wanted(request: HttpRequest, viewer: Viewer) -> actions.Wanted:
    languages = shop_of_id(viewer.shop_id).languages
    known = audience_names(charter_of_shop(viewer.shop_id))
    return actions.Wanted(
        name=words_of(request, "name", NAME_LONGEST),
        words={it: words_of(request, f"words-{it}", WORDS_LONGEST) for it in languages},
        audiences=tuple(key for key in request.POST.getlist("audiences") if key in known),
        begins_on=day_in_form(request.POST.get("begins_on")),
        ends_on=day_in_form(request.POST.get("ends_on")),
    )
