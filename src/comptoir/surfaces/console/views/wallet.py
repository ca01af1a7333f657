"""The offer wallet: what the shop gives on request, its codes, and the record of every gift."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comptoir.domain.offers import actions
from comptoir.domain.offers.queries import GiftFilters, offer_for, offers_of
from comptoir.domain.offers.queries import gifts as gifts_page
from comptoir.domain.offers.rules import MISTAKES_SHOWN, NAME_LONGEST, WORDS_LONGEST
from comptoir.domain.people.queries import members_of
from comptoir.domain.people.rules import Viewer
from comptoir.domain.shops.queries import shop_of_id
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest
from comptoir.foundation.pages import cursor_in, cursor_text, number_in
from comptoir.surfaces.console import giving
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.answers import done
from comptoir.surfaces.console.incoming import words_of
from comptoir.surfaces.console.pages import desk_page
from comptoir.surfaces.console.showing import audience_names, charter_of_shop, moment
from comptoir.surfaces.console.writing import language_name

LARGEST_PASTE = 900_000
"""Characters of codes at once; a form takes a megabyte."""


@for_agents("GET", right="see_gifts")
def wallet(request: HttpRequest, agent: Agent) -> HttpResponse:
    """The offers of the agent's shops, with their stock."""
    rows = [giving.offer_row(it) for it in offers_of([it.shop_id for it in agent.viewers], now())]
    return desk_page(request, agent, "wallet.html", rows=rows, may_manage=agent.may("manage_offers"), tab="wallet")


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
    shown = next(each for each in offers_of([it.shop_id], now()) if each.offer.pk == offer_id)
    rows = [
        {
            "name": each.name,
            "codes": each.codes,
            "known": each.known,
            "at": moment(each.imported_at),
            "by": each.imported_by.display_name if each.imported_by else "–",
        }
        for each in batches
    ]
    return _form(request, agent, viewer, it, batches=rows, stock=giving.offer_row(shown))


@for_agents("POST", right="manage_offers")
def take_in(request: HttpRequest, agent: Agent, offer_id: int) -> HttpResponse:
    """Codes from a file or pasted; what is wrong with them is said line by line."""
    it, _batches = offer_for(agent.viewers, offer_id)
    text, name = _codes(request)
    viewer = agent.in_shop(it.shop_id)
    batch, read = actions.import_codes(viewer=viewer, offer_id=offer_id, text=text, name=name, now=now())
    told = [
        _("Line %(line)s, %(code)s: %(why)s.")
        % {"line": each.line, "code": each.text, "why": giving.MISTAKES[each.why]()}
        for each in read.mistakes[:MISTAKES_SHOWN]
    ]
    more = max(0, len(read.mistakes) - MISTAKES_SHOWN)
    summary = ngettext("%(n)s new code.", "%(n)s new codes.", batch.codes) % {"n": batch.codes}
    context = {"summary": summary, "known": batch.known, "told": told, "more": more, "offer": it}
    return desk_page(request, agent, "wallet_taken_in.html", tab="wallet", may_manage=True, **context)


@for_agents("POST", right="manage_offers")
def stop(request: HttpRequest, agent: Agent, offer_id: int) -> HttpResponse:
    """Give no more codes of an offer, or give them again."""
    it, _batches = offer_for(agent.viewers, offer_id)
    is_stopped = request.POST.get("stop") == "1"
    actions.stop_offer(viewer=agent.in_shop(it.shop_id), offer_id=offer_id, is_stopped=is_stopped)
    return done(go_to=reverse("console:wallet_offer", kwargs={"offer_id": offer_id}))


@for_agents("GET", right="see_gifts")
def gifts(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Every gift: by whom, where, and how it was asked for."""
    state = request.GET.get("state", "all")
    if state not in giving.STATES:
        raise BadRequest("there is no such state")
    shop_id, member_id = number_in(request.GET.get("shop")), number_in(request.GET.get("member"))
    viewer = agent.in_shop(shop_id) if shop_id else agent.viewers[0]
    filters = GiftFilters(shop_id=shop_id, membership_id=member_id, state="" if state == "all" else state)
    page = gifts_page(agent.viewers, filters, after=cursor_in(request.GET.get("after")))
    viewers = {it.shop_id: it for it in agent.viewers}
    address = {"state": state, "shop": shop_id or "", "member": member_id or ""}
    following = urlencode(address | {"after": cursor_text(page.next_cursor)}) if page.next_cursor else ""
    return desk_page(
        request,
        agent,
        "wallet_gifts.html",
        tab="wallet_gifts",
        rows=[giving.gift_row(it, viewers) for it in page.rows],
        states=[(name, words()) for name, words in giving.STATES.items()],
        state=state,
        shop_id=shop_id or "",
        member_id=member_id or "",
        members=[(it.pk, it.display_name) for it in members_of(viewer.shop_id)],
        following=following,
        may_manage=agent.may("manage_offers"),
    )


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
        begins_on=_day(request, "begins_on"),
        ends_on=_day(request, "ends_on"),
    )


def _day(request: HttpRequest, name: str) -> dt.date | None:
    written = words_of(request, name, 10)
    if not written:
        return None
    try:
        return dt.date.fromisoformat(written)
    except ValueError as error:
        raise BadRequest("a day is wanted, as 2026-05-31") from error


def _codes(request: HttpRequest) -> tuple[str, str]:
    """The text of the file, else what was pasted; and the file's name."""
    given = request.FILES.get("file")
    if given is None:
        return words_of(request, "codes", LARGEST_PASTE), ""
    content = given.read(3 * LARGEST_PASTE + 1)
    if len(content) > 3 * LARGEST_PASTE:
        raise BadRequest(_("The file is too large: at most 50,000 codes at once."))
    return content.decode("utf-8", errors="replace"), str(given.name or "")
