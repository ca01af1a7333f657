"""The door for machines: which shop, and whether what comes is the shop's own. No cookies, no sessions, answers in JSON."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

import msgspec
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from comptoir.domain.people.rules import open_to
from comptoir.domain.shops.errors import KeyDoesNotHold, OrderMistaken, UnknownShop, said
from comptoir.domain.shops.identity import is_api_key, webhook_key
from comptoir.domain.shops.queries import KnownShop, shop_of_key
from comptoir.domain.shops.rules import signed_at
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BodyTooLarge, Refusal, StoreUnavailable
from comptoir.surfaces.api.errors import AskedTooOften, MethodNotAllowed
from comptoir.surfaces.api.limits import count_request

log = logging.getLogger(__name__)

View = Callable[..., HttpResponse]

LARGEST = 1024 * 1024
"""Bytes of a body."""


def for_the_shops_key(*methods: str) -> Callable[[View], View]:
    """A view for who shows the shop's key: `view(request, shop, …)`. Refusals become answers."""

    def decorate(view: View) -> View:
        def answer(request: HttpRequest, shop_key: str, **rest: Any) -> HttpResponse:
            scheme, _, shown = request.headers.get("Authorization", "").partition(" ")
            shop = _shop(shop_key)
            if shop is None or scheme.lower() != "bearer" or not is_api_key(shop, shown.strip()):
                raise KeyDoesNotHold
            count_request(shop.key)
            return view(request, shop, **rest)

        return _answering(view, methods, answer)

    return decorate


def for_signed_messages(view: View) -> View:
    """A view for what the shop has signed: `view(shop, body, told_at)`, the raw body and the Unix time of its signature."""

    def answer(request: HttpRequest, shop_key: str) -> HttpResponse:
        shop, body = _shop(shop_key), body_of(request)
        header = request.headers.get("Comptoir-Signature", "")
        at = signed_at(webhook_key(shop), body, header, now().timestamp()) if shop else None
        if shop is None or at is None:
            raise KeyDoesNotHold
        count_request(shop.key)
        return view(shop, body, at)

    return _answering(view, ("POST",), answer)


def body_of(request: HttpRequest) -> bytes:
    """The raw body. Raises `BodyTooLarge`."""
    body = request.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise BodyTooLarge
    return body


def wire_answer(content: Any, status: int = 200) -> HttpResponse:
    """`content` as JSON."""
    return HttpResponse(msgspec.json.encode(content), content_type="application/json", status=status)


def _answering(view: View, methods: tuple[str, ...], answer: View) -> View:
    @csrf_exempt  # there is no cookie that another site could ride on
    @wraps(view)
    def answered(request: HttpRequest, **rest: Any) -> HttpResponse:
        try:
            if request.method not in methods:
                raise MethodNotAllowed(methods)
            return answer(request, **rest)
        except DatabaseError as error:
            log.error("%s: the database refused", request.path, exc_info=error)
            return _refused(StoreUnavailable().with_traceback(error.__traceback__))
        except Refusal as refusal:
            return _refused(refusal)

    return open_to("machine", *methods)(answered)


def _refused(refusal: Refusal) -> HttpResponse:
    told: dict[str, Any] = dict(refusal.as_answer())
    if isinstance(refusal, OrderMistaken):
        told["mistakes"] = [
            {"order": it.order, "field": it.field, "code": it.code, "message": said(it)} for it in refusal.mistakes
        ]
    response = wire_answer(told, refusal.status)
    for name, value in _headers(refusal).items():
        response.headers[name] = value
    return response


def _headers(refusal: Refusal) -> dict[str, str]:
    if isinstance(refusal, MethodNotAllowed):
        return {"Allow": ", ".join(refusal.methods)}
    if isinstance(refusal, AskedTooOften):
        return {"Retry-After": str(refusal.seconds)}
    return {401: {"WWW-Authenticate": "Bearer"}, 503: {"Retry-After": "5"}}.get(refusal.status, {})


def _shop(key: str) -> KnownShop | None:
    """Who has no key does not learn which shops there are."""
    try:
        return shop_of_key(key)
    except UnknownShop:
        return None
