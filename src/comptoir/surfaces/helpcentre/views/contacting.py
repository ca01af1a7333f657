"""Contact: who answers now and when, by which ways, and a message for when nobody does. D1."""

from __future__ import annotations

import re
from uuid import UUID, uuid4

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from comptoir.domain.conversations.actions import open_conversation
from comptoir.domain.conversations.rules import BODY_LARGEST
from comptoir.domain.people.actions import meet_visitor
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest, Refusal
from comptoir.surfaces.helpcentre.access import OWN, for_readers, page
from comptoir.surfaces.helpcentre.errors import MessageNotComplete
from comptoir.surfaces.helpcentre.limits import count_message
from comptoir.surfaces.helpcentre.site import Site, absolute
from comptoir.surfaces.helpcentre.standing import who_answers

_EMAIL = re.compile(r"[^@\s\x00]{1,64}@[^@\s\x00]{1,180}\.[^@\s\x00.]{2,63}")
NAME_LONGEST = 80


@for_readers("GET", "POST", cache=OWN)
def contact(request: HttpRequest, site: Site) -> HttpResponse:
    """The ways to reach the shop; and what is written here becomes a request."""
    if request.method != "POST":
        return _page(request, site)
    try:
        reference = _kept(request, site)
    except Refusal as refusal:
        wrong = _wrong(request) if isinstance(refusal, MessageNotComplete) else ""
        return _page(request, site, refusal.status, trouble=refusal.text(), wrong=wrong)
    return _page(request, site, reference=reference)


def _page(
    request: HttpRequest, site: Site, status: int = 200, *, trouble: str = "", wrong: str = "", reference: str = ""
) -> HttpResponse:
    kept = {name: request.POST.get(name, "")[:BODY_LARGEST] for name in ("name", "email", "message", "once")}
    shop = site.charter.shop
    return page(
        request,
        site,
        "contact",
        status,
        answering=who_answers(site, now()),
        ways=shop,
        contact_page=shop.contact_page,
        kept=kept | {"once": kept["once"] or str(uuid4())},
        trouble=trouble,
        wrong=wrong,
        reference=reference,
        message_largest=BODY_LARGEST,
        name_largest=NAME_LONGEST,
        canonical=absolute(site.address("contact")),
        alternates=[(code, absolute(site.address("contact", language=code))) for code in site.shop.languages],
    )


def _kept(request: HttpRequest, site: Site) -> str:
    """The reference of the request that the message has become. Raises `MessageNotComplete`, `TooMany`."""
    name, email, body = _line(request, "name"), _line(request, "email"), _body(request)
    if _wrong(request):
        raise MessageNotComplete
    count_message(request)
    once = _once(request.POST.get("once", ""))
    with transaction.atomic():
        visitor, _token = meet_visitor(shop=site.shop, language=site.language, opening_id=once, now=now())
        opened = open_conversation(
            shop=site.shop,
            visitor_id=visitor.pk,
            page_url=absolute(site.address("contact")),
            page_title=_("Help centre: contact"),
            language=site.language,
            answers={"first_name": name[:NAME_LONGEST]} if name else {},
            first_name=name[:NAME_LONGEST],
            email=email,
            body=body,
            opening_id=once,
            leave_message=True,
            now=now(),
        )
    return str(opened.reference)


def _wrong(request: HttpRequest) -> str:
    """The first field that does not hold what an answer needs, or ""."""
    if not _body(request):
        return "message"
    return "" if _EMAIL.fullmatch(_line(request, "email")[:254]) else "email"


def _body(request: HttpRequest) -> str:
    return request.POST.get("message", "").replace("\0", "").replace("\r\n", "\n").strip()


def _line(request: HttpRequest, name: str) -> str:
    return " ".join(request.POST.get(name, "").replace("\0", "").split())


def _once(text: str) -> UUID:
    """Under which number the message is kept once, however often it is sent."""
    try:
        return UUID(text)
    except ValueError as error:
        raise BadRequest("the form is not ours") from error
