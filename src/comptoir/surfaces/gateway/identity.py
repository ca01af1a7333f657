"""Who stands at the other end of a socket. Everything here asks the database, on a thread of its own."""

from __future__ import annotations

from collections.abc import Collection
from http.cookies import CookieError, SimpleCookie
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest

from comptoir.domain.accounts.queries import is_let_in, is_second_asked_anywhere
from comptoir.domain.conversations.errors import ConversationNotFound
from comptoir.domain.conversations.queries import is_of_visitor
from comptoir.domain.people.queries import token_generations, viewers_of, visitor_and_generation
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.shops.errors import ForeignSite
from comptoir.domain.shops.queries import all_shops, shop_of_key
from comptoir.foundation.clock import now
from comptoir.foundation.errors import NotAllowed
from comptoir.surfaces.gateway.frames import HelloVisitor


class Proof(NamedTuple):
    """By what a socket was opened: a visitor and the generation of their token, or a user and their session."""

    person: int
    token_generation: int = 0
    session_key: str = ""


class KnownVisitor(NamedTuple):
    """A visitor who has proven to be in this conversation, and the shop's language in which they are answered."""

    visitor_id: int
    conversation_id: int
    token_generation: int
    language: str


class KnownAgent(NamedTuple):
    """A user who is signed in, as what they are here, and the key of their session."""

    user_id: int
    viewers: tuple[Viewer, ...]
    session_key: str
    language: str


def is_welcome(origin: str) -> bool:
    """Whether pages of this origin may open a socket at all: our own, and those of the shops' sites."""
    return origin == own_origin() or any(origin in shop.origins for shop in all_shops())


def known_visitor(hello: HelloVisitor, origin: str) -> KnownVisitor:
    """The visitor of a `hello`. Raises `UnknownShop`, `ForeignSite`, `TokenNotValid`, `ConversationNotFound`."""
    shop = shop_of_key(hello.shop)
    if origin not in shop.origins and origin != own_origin():
        raise ForeignSite
    visitor_id, generation = visitor_and_generation(hello.token, shop)
    if not is_of_visitor(visitor_id, hello.c):
        raise ConversationNotFound
    asked = hello.language.split("-")[0].lower()
    language = asked if asked in shop.languages else shop.language
    return KnownVisitor(visitor_id, hello.c, generation, language)


def known_agent(cookies: str, origin: str) -> KnownAgent:
    """The user of a session. Raises `ForeignSite`, `NotAllowed`."""
    if origin != own_origin():
        raise ForeignSite
    key = _session_key(cookies)
    user, session = _user_and_session(key)
    viewers = viewers_of(user.pk) if user.is_authenticated else ()
    if not any(may(viewer.role, "open_console") for viewer in viewers) or not is_let_in(session, viewers, now()):
        raise NotAllowed
    return KnownAgent(int(user.pk or 0), viewers, key or "", getattr(user, "language", "en"))


def proofs_that_hold(proofs: Collection[Proof]) -> set[Proof]:
    """Those of `proofs` that open a socket still: the token is not revoked, the session not over."""
    visitors = {proof for proof in proofs if not proof.session_key}
    generations = token_generations([proof.person for proof in visitors]) if visitors else {}
    hold = {proof for proof in visitors if generations.get(proof.person) == proof.token_generation}
    is_asked = is_second_asked_anywhere(now())
    return hold | {proof for proof in set(proofs) - visitors if _holds(proof, is_asked)}


def own_origin() -> str:
    """The origin of our own pages."""
    parts = urlsplit(settings.PUBLIC_URL)
    return f"{parts.scheme}://{parts.netloc}"


def _holds(proof: Proof, is_second_asked: bool) -> bool:
    user, session = _user_and_session(proof.session_key)
    if user.pk != proof.person:
        return False
    return not is_second_asked or is_let_in(session, viewers_of(proof.person), now())


def _user_and_session(session_key: str | None) -> tuple[Any, SessionStore]:
    request: Any = HttpRequest()
    request.session = SessionStore(session_key)
    return get_user(request), request.session


def _session_key(cookies: str) -> str | None:
    try:
        morsel = SimpleCookie(cookies).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return None
    return morsel.value if morsel else None
