"""Asking a planted house by every address there is, and filling the forms that somebody is shown."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from django.apps import apps
from django.core.cache import cache
from django.http import HttpResponseBase
from django.test import Client

from comptoir.domain.people.models import Membership
from tests.forms import Form, forms_shown
from tests.routes import Route, routes

AS_PAGE = {"HTTP_ACCEPT": "text/html"}
AS_SCRIPT = {"HTTP_ACCEPT": "application/json", "HTTP_X_REQUESTED_WITH": "fetch"}
MODELS = {
    "conversation_id": "conversations.Conversation",
    "other_id": "conversations.Conversation",
    "held_id": "conversations.HeldMessage",
    "view_id": "conversations.SavedView",
    "promise_id": "promises.Promise",
    "return_id": "returns.Return",
    "request_id": "privacy.RightsRequest",
    "offer_id": "offers.Offer",
    "gift_id": "offers.Gift",
    "review_id": "supervision.Review",
    "post_id": "feed.Post",
    "phrase_id": "knowledge.Phrase",
    "of": "knowledge.Phrase",
    "membership_id": "people.Membership",
}
"""What a number in an address is the number of: each of them is asked for, one's own and others'."""
WORDS = {
    "act": ("edit", "open", "thanks"),
    "kind": ("phrase", "link", "article"),
    "key": ("chat",),
    "language": ("fr",),
}


def signed_in(member: Membership, **headers: str) -> Client:
    client = Client(raise_request_exception=False, **headers)
    client.force_login(member.user)
    return client


def pages() -> list[Route]:
    """What one may read at the desk: its addresses, but that by which one leaves it."""
    return [it for it in routes("console") if it.door and "GET" in it.methods and it.short != "sign_out"]


def words_of(answer: HttpResponseBase) -> str:
    """What an answer says, a file's content too."""
    content: bytes = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return content.decode(errors="replace")


def read(client: Client, address: str, **asked: str) -> tuple[Any, str]:
    """The answer and its words; however often somebody has asked, they are not told to wait."""
    answer = client.get(address, asked)
    cache.clear()
    return answer, words_of(answer)


def addresses(route: Route) -> Iterator[str]:
    """The route's addresses: for each number in it, those of everything there is."""
    filled: list[dict[str, Any]] = [{}]
    for name, kind in route.arguments:
        if kind == "number":
            rows = apps.get_model(MODELS[name]).objects.values_list("pk", flat=True) if name in MODELS else ()
            values: Any = list(rows)[:6] or [1, 2]
        else:
            values = WORDS.get(name, ()) if kind == "text" and route.short != "picture" else ()
        filled = [it | {name: value} for it in filled for value in values] or filled
    yield from (route.address(**it) for it in filled)


def forms_of(house: SimpleNamespace, member: Membership) -> list[Form]:
    """The forms of the console that a member is shown: of each kind one."""
    client, found = signed_in(member), dict[Any, Form]()
    for page in pages():
        for form in forms_shown(client, list(addresses(page))[:5]):
            found.setdefault((page.short, form.method, tuple(form.values)), form)
    cache.clear()
    return list(found.values())
