"""The pages of the mail catcher, below `/demo/mail/`: addresses, what each received, one letter, answering, writing anew."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header, urlencode
from django.views.decorators.http import require_GET, require_POST

from comptoir.domain.channels.queries import (
    Caught,
    catching_mailboxes,
    caught_letter,
    caught_letters,
    caught_recipients,
    wrote_from,
)
from comptoir.domain.shops.queries import shop_of_id
from comptoir.foundation.clock import now
from comptoir.surfaces.storefront.catcher.people import person_of
from comptoir.surfaces.storefront.catcher.quoting import PROGRAMS
from comptoir.surfaces.storefront.catcher.reading import PICTURES, Opened, file_in, opened
from comptoir.surfaces.storefront.catcher.words import state_words
from comptoir.surfaces.storefront.catcher.writing import Author, File, send_answer, send_new

LONGEST = 20_000
LINE = 300
INSIDE = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
AROUND = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'self'; base-uri 'none'; "
    "script-src 'self'; frame-ancestors 'none'"
)


@require_GET
def catcher(request: HttpRequest) -> HttpResponse:
    """Whom letters went to; of one of them, what; of one letter, all."""
    people = caught_recipients()
    chosen = request.GET.get("to") or (people[0].address if people else "")
    letters = caught_letters(chosen) if chosen else []
    wanted = request.GET.get("letter", "")
    letter = _letter(int(wanted)) if wanted.isascii() and wanted.isdigit() and len(wanted) < 19 else None
    if letter is not None and letter.recipient != chosen:
        raise Http404
    return _page(
        request,
        "catcher",
        people=[(it, person_of(it.address)) for it in people],
        chosen=chosen,
        person=person_of(chosen) if chosen else None,
        letters=letters,
        wrote=[(it.subject, state_words(it.state, it.why)) for it in wrote_from(chosen)] if chosen else [],
        letter=letter,
        it=opened(letter.content) if letter else None,
        programs=[(key, name) for key, (name, _how) in PROGRAMS.items()],
        mailboxes=catching_mailboxes(),
    )


@require_GET
def inside(request: HttpRequest, letter_id: int) -> HttpResponse:
    """A letter's HTML for its frame: it runs nothing, and loads nothing but its own pictures."""
    found = opened(_letter(letter_id).content)
    pictures = {it.content_id: reverse("storefront:caught_file", args=[letter_id, it.place]) for it in found.files}
    shown = re.sub(r"cid:([^\"'\s)>]+)", lambda it: pictures.get(it[1], "about:blank"), found.html)
    response = HttpResponse(shown)
    response.headers["Content-Security-Policy"] = INSIDE
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["Cache-Control"] = "no-store"
    return response


@require_GET
def file(request: HttpRequest, letter_id: int, place: int) -> HttpResponse:
    """A file of a letter."""
    found = file_in(_letter(letter_id).content, place)
    if found is None:
        raise Http404
    enclosed, content = found
    is_shown = enclosed.content_type in PICTURES
    response = HttpResponse(content, content_type=enclosed.content_type if is_shown else "application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(not is_shown, enclosed.name) or "attachment"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@require_POST
def answer(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Answer a letter as whoever received it."""
    letter = _letter(letter_id)
    program = request.POST.get("program", "gmail")
    if program not in PROGRAMS:
        raise Http404
    send_answer(
        opened(letter.content),
        author=_author(letter.recipient),
        body=_words(request),
        program=program,
        language=shop_of_id(letter.shop_id).language,
        cc=_line(request, "cc"),
        signature=_words(request, "signature"),
        files=_files(request),
        now=now(),
    )
    return _back(letter.recipient)


@require_POST
def new(request: HttpRequest) -> HttpResponse:
    """Write to one of the shops' mailboxes, or to any other address of ours."""
    address = _line(request, "from")
    if "@" not in address:
        raise Http404
    send_new(
        author=_author(address),
        to=_line(request, "to"),
        subject=_line(request, "subject"),
        body=_words(request),
        files=_files(request),
        now=now(),
    )
    return _back(address)


def _back(address: str) -> HttpResponse:
    where = urlencode({"to": address, "sent": "1"})
    response = HttpResponseRedirect(f"{reverse('storefront:catcher')}?{where}")
    response.status_code = 303
    return response


def _letter(letter_id: int) -> Caught:
    found = caught_letter(letter_id) if settings.DEMO else None
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    response = render(request, f"storefront/{name}.html", context | {"is_sent": "sent" in request.GET})
    response.headers["Content-Security-Policy"] = AROUND
    response.headers["Cache-Control"] = "no-store"
    return response


def _author(address: str) -> Author:
    return Author(person_of(address).name, address)


def _line(request: HttpRequest, name: str) -> str:
    return " ".join(request.POST.get(name, "").replace("\0", "").split())[:LINE]


def _words(request: HttpRequest, name: str = "body") -> str:
    return request.POST.get(name, "").replace("\0", "").replace("\r\n", "\n").rstrip()[:LONGEST]


def _files(request: HttpRequest) -> list[File]:
    sent = request.FILES.getlist("files")[:5]
    return [File(it.name or "file", it.content_type or "application/octet-stream", it.read()) for it in sent]


__all__ = ["Opened", "answer", "catcher", "file", "inside", "new"]
