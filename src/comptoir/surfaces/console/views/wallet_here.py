"""The wallet beside a conversation: what can be given, a code taken for the draft, and put back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from comptoir.domain.conversations.queries import conversation_for, told_by
from comptoir.domain.conversations.rules import first_words
from comptoir.domain.offers import actions
from comptoir.domain.offers.queries import offers_here
from comptoir.domain.offers.rules import sentence_with, words_for
from comptoir.domain.shops.queries import shop_of_id
from comptoir.foundation.clock import now
from comptoir.foundation.pages import number_in
from comptoir.surfaces.console import giving
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.answers import done, wire_answer
from comptoir.surfaces.console.pages import fragment
from comptoir.surfaces.console.reading import note_reading
from comptoir.surfaces.console.showing import charter_of_shop

MESSAGES_SHOWN = 8
"""The customer's last messages among which the agent names the one that asks."""


@for_agents("GET", right="give_offers")
def here(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """The dialog: each offer, why it cannot be given now, and where the customer asked."""
    conversation, viewer = conversation_for(agent.viewers, conversation_id)
    note_reading(conversation, viewer, "opened")
    rows, asked = offers_here(viewer, conversation, now())
    offers = charter_of_shop(conversation.shop_id).offers
    said = [] if asked else told_by("visitor", conversation_id, at_most=MESSAGES_SHOWN)
    return fragment(
        request,
        "dialogs/wallet.html",
        conversation=conversation,
        rows=[giving.here_row(it, conversation.language) for it in rows],
        asked=first_words(asked.body, 140) if asked else "",
        messages=[(it.seq, first_words(it.body, 90)) for it in said if it.body],
        must_ask=bool(offers and offers.only_on_request),
        has_wallet=offers is not None,
    )


@for_agents("POST", right="give_offers")
def take(request: HttpRequest, agent: Agent, conversation_id: int, offer_id: int) -> HttpResponse:
    """Take a code for this customer; the answer is what the composer is to hold."""
    conversation, viewer = conversation_for(agent.viewers, conversation_id)
    gift = actions.take_code(
        viewer=viewer,
        conversation_id=conversation_id,
        offer_id=offer_id,
        asked_seq=number_in(request.POST.get("asked")),
        now=now(),
    )
    words = words_for(gift.offer.words, conversation.language, shop_of_id(conversation.shop_id).languages)
    return wire_answer({"gift": gift.pk, "words": sentence_with(words, gift.code.code)})


@for_agents("POST", right="give_offers")
def put_back(request: HttpRequest, agent: Agent, gift_id: int) -> HttpResponse:
    """Put a code back that was not sent."""
    viewer = agent.in_shop(number_in(request.POST.get("shop")) or 0)
    actions.put_back(viewer=viewer, gift_id=gift_id, now=now())
    return done()
