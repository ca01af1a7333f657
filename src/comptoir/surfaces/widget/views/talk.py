"""What a visitor does in a conversation when the socket is down, and what has no place on it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from comptoir.domain.conversations import actions
from comptoir.domain.conversations.queries import conversation_of_visitor
from comptoir.domain.people.queries import Visitor
from comptoir.domain.routing.actions import ask_other_audience
from comptoir.domain.routing.queries import visitors_wait
from comptoir.domain.shops.queries import KnownShop
from comptoir.foundation.clock import now
from comptoir.surfaces.widget.access import for_the_visitor, wire_answer
from comptoir.surfaces.widget.bodies import Letter, Message, Seen, Verdict, body_of, checked_email
from comptoir.surfaces.widget.limits import count_post


@for_the_visitor("POST")
def messages(request: HttpRequest, shop: KnownShop, visitor: Visitor, conversation_id: int) -> HttpResponse:
    """Post a message: what `post` does on the socket."""
    count_post(visitor.pk)
    sent = body_of(request, Message)
    post = actions.Post(conversation_id, sent.client_id, sent.body, visitor_id=visitor.pk, files=sent.files)
    posted = actions.post_message(post, now=now())
    assert isinstance(posted, actions.Posted), "what visitors write is never held"
    return wire_answer({"seq": posted.seq, "at": posted.at}, status=201)


@for_the_visitor("GET")
def wait(request: HttpRequest, shop: KnownShop, visitor: Visitor, conversation_id: int) -> HttpResponse:
    """How the visitor's wait stands: what `queue` and `late` tell on the socket, for a browser that was not there then."""
    conversation_of_visitor(visitor, conversation_id)
    return wire_answer(visitors_wait(conversation_id, now())._asdict())


@for_the_visitor("POST")
def read(request: HttpRequest, shop: KnownShop, visitor: Visitor, conversation_id: int) -> HttpResponse:
    """The visitor has read up to an entry."""
    conversation_of_visitor(visitor, conversation_id)
    actions.mark_read([actions.ReadMark(conversation_id, True, body_of(request, Seen).seq)])
    return HttpResponse(status=204)


@for_the_visitor("POST")
def rating(request: HttpRequest, shop: KnownShop, visitor: Visitor, conversation_id: int) -> HttpResponse:
    """What the visitor thought of it."""
    count_post(visitor.pk)
    verdict = body_of(request, Verdict)
    conversation_of_visitor(visitor, conversation_id)
    actions.rate(
        conversation_id=conversation_id,
        visitor_id=visitor.pk,
        score=verdict.score,
        comment=verdict.comment,
        now=now(),
    )
    return HttpResponse(status=204)


@for_the_visitor("POST")
def end(request: HttpRequest, shop: KnownShop, visitor: Visitor, conversation_id: int) -> HttpResponse:
    """The visitor ends the conversation."""
    conversation_of_visitor(visitor, conversation_id)
    actions.close_conversation(conversation_id=conversation_id, visitor_id=visitor.pk, now=now())
    return HttpResponse(status=204)


@for_the_visitor("POST")
def leave_message(request: HttpRequest, shop: KnownShop, visitor: Visitor, conversation_id: int) -> HttpResponse:
    """A waiting chat becomes a request that is answered later; the visitor gets its reference."""
    count_post(visitor.pk)
    letter = body_of(request, Letter)
    conversation_of_visitor(visitor, conversation_id)
    reference = actions.become_request(
        conversation_id=conversation_id,
        visitor_id=visitor.pk,
        email=checked_email(letter.email, is_needed=not visitor.email) or visitor.email,
        body=letter.body,
        client_id=letter.client_id,
        now=now(),
    )
    return wire_answer({"reference": reference})


@for_the_visitor("POST")
def other_audience(request: HttpRequest, shop: KnownShop, visitor: Visitor, conversation_id: int) -> HttpResponse:
    """The visitor would rather ask the other audience, where the charter lets them."""
    count_post(visitor.pk)
    ask_other_audience(conversation_id=conversation_id, visitor=visitor, now=now())
    return HttpResponse(status=204)
