"""The codes of an offer: taken in from a file or pasted, and withdrawn; what is wrong with them is said line by line."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comptoir.domain.offers import actions
from comptoir.domain.offers.queries import offer_for
from comptoir.domain.offers.rules import MISTAKES_SHOWN
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest
from comptoir.foundation.pages import number_in
from comptoir.surfaces.console import giving
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.incoming import words_of
from comptoir.surfaces.console.pages import fragment

LARGEST_PASTE = 900_000
"""Characters of codes at once; a form takes a megabyte."""


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
    return fragment(request, "wallet_taken_in.html", **context)


@for_agents("POST", right="manage_offers")
def withdraw(request: HttpRequest, agent: Agent, offer_id: int) -> HttpResponse:
    """Give these codes to nobody any more: those that are named, or what is left of a batch."""
    it, _batches = offer_for(agent.viewers, offer_id)
    viewer, batch = agent.in_shop(it.shop_id), number_in(request.POST.get("batch"))
    if batch:
        told = actions.withdraw_batch(viewer=viewer, offer_id=offer_id, batch_id=batch, now=now())
    else:
        text, _name = _codes(request)
        told = actions.withdraw_codes(viewer=viewer, offer_id=offer_id, text=text, now=now())
    context = {"summary": giving.withdrawn_words(told), "known": 0, "told": [], "more": 0, "offer": it}
    return fragment(request, "wallet_taken_in.html", **context)


def _codes(request: HttpRequest) -> tuple[str, str]:
    """The text of the file, else what was pasted; and the file's name."""
    given = request.FILES.get("file")
    if given is None:
        return words_of(request, "codes", LARGEST_PASTE), ""
    content = given.read(3 * LARGEST_PASTE + 1)
    if len(content) > 3 * LARGEST_PASTE:
        raise BadRequest(_("The file is too large: at most 50,000 codes at once."))
    return content.decode("utf-8", errors="replace"), str(given.name or "")
