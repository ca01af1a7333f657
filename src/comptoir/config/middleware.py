"""What holds for every page: security headers, the user's language, and refusals as clear answers.

The widget's answers go to other sites' pages, and some of them to everybody, as the help centre's pages do: no session, no
cookie and no language of a signed-in user has a part in them, so that any cache on the way may keep what is meant to be kept.
"""

from __future__ import annotations

import logging
import zoneinfo
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import DatabaseError, DataError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from comptoir.config.repeating import answered_anew, repeatable
from comptoir.foundation.errors import BadRequest, BodyTooLarge, Refusal, StoreUnavailable
from comptoir.surfaces.console.wrong_way import is_opened_in_vain, told_so

log = logging.getLogger(__name__)

Answer = Callable[[HttpRequest], HttpResponse]
Middleware = Callable[[Answer], Any]

LARGEST_FORM = settings.LARGEST_FILE + 64 * 1024
"""Bytes of the largest form: a file, and what stands around it."""

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self' {socket}; media-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def is_the_widgets(request: HttpRequest) -> bool:
    """Whether the request comes from the widget on a shop's page."""
    return request.path.startswith("/widget/")


def is_the_consoles(request: HttpRequest) -> bool:
    """Whether it is a page of those who work here, or something on one."""
    return request.path.startswith("/console/")


def is_for_everybody(request: HttpRequest) -> bool:
    """Whether what is answered is the same for all: nobody is signed in there."""
    return is_the_widgets(request) or request.path.startswith("/help/")


def is_a_webhook(request: HttpRequest) -> bool:
    """Whether a provider brings a mail, which has bounds of its own."""
    return request.path.startswith("/mailroom/hook/")


def where_one_is_known(middleware: Middleware) -> Middleware:
    """`middleware`, passed by where all are answered alike. It must have no hook but that around the request."""

    def passed_by(get_response: Answer) -> Answer:
        around = middleware(get_response)

        def answer(request: HttpRequest) -> HttpResponse:
            return get_response(request) if is_for_everybody(request) else around(request)

        return answer

    return passed_by


sessions = where_one_is_known(SessionMiddleware)
languages = where_one_is_known(LocaleMiddleware)
users = where_one_is_known(AuthenticationMiddleware)
messages = where_one_is_known(MessageMiddleware)


class Forms(CsrfViewMiddleware):
    """Forms of our own pages alone are taken; the widget sends none, and its requests renew no cookie."""

    def process_request(self, request: HttpRequest) -> None:
        if not is_for_everybody(request):
            super().process_request(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:  # type: ignore[override]
        """Looking for a form's token reads the whole form, onto the disk if need be: one that nobody takes is not read.

        A view that takes several files says how large its form may be, in `largest_form`.
        """
        has_own_bound = is_the_widgets(request) or is_a_webhook(request)
        largest = getattr(view[0], "largest_form", LARGEST_FORM)
        if not has_own_bound and int(request.META.get("CONTENT_LENGTH") or 0) > largest:
            return _answered(request, BodyTooLarge())
        return super().process_view(request, *view)


def security_headers(get_response: Answer) -> Answer:
    """A strict policy for our own pages; what sets its own keeps it."""
    socket = settings.PUBLIC_URL.replace("http", "ws", 1)
    policy = PAGE_POLICY.format(socket=socket)

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        if response.status_code >= 400 or not (is_the_widgets(request) or request.path.startswith("/static/")):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return answer


def preferences(get_response: Answer) -> Answer:
    """Speak the signed-in user's language, and tell the time where they are. Visitors and readers say theirs themselves."""

    def answer(request: HttpRequest) -> HttpResponse:
        if is_for_everybody(request):
            with translation.override(translation.get_language_from_request(request)):
                return get_response(request)
        user = request.user
        if not user.is_authenticated:
            return get_response(request)
        translation.activate(user.language)
        request.LANGUAGE_CODE = user.language  # type: ignore[attr-defined]
        with timezone.override(_zone(user.time_zone)):
            return get_response(request)

    return answer


def refusals(get_response: Answer) -> Answer:
    """Turn what was refused into an answer that says what happened, as JSON or as a page; what was opened in vain, too.

    What the database ended for another's sake is tried again first: nothing of it was kept.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        with repeatable(request):
            response = get_response(request)
        in_vain = is_the_consoles(request) and _wants_page(request) and is_opened_in_vain(request, response)
        return told_so(request, response) if in_vain else response

    def process_exception(request: HttpRequest, error: Exception) -> HttpResponse | None:
        try:
            if anew := answered_anew(request, error):
                return anew
        except (DatabaseError, Refusal) as last:
            error = last
        if isinstance(error, DatabaseError):
            log.error("%s: the database refused", request.path, exc_info=error)
            error = _refused_by_the_database(error)
        return _answered(request, error) if isinstance(error, Refusal) else None

    answer.process_exception = process_exception  # type: ignore[attr-defined]
    return answer


def _refused_by_the_database(error: DatabaseError) -> Refusal:
    """What it cannot hold whenever it comes again, as a NUL on PostgreSQL, is for who sent it to mend; all else may pass later."""
    refusal = BadRequest(_("it holds what cannot be kept")) if isinstance(error, DataError) else StoreUnavailable()
    return refusal.with_traceback(error.__traceback__)


def _answered(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    if not _wants_page(request):
        return _as_json(refusal)
    return _as_words(refusal) if is_the_widgets(request) else _as_page(request, refusal)


def _wants_page(request: HttpRequest) -> bool:
    return "text/html" in request.headers.get("Accept", "") and not getattr(request, "htmx", False)


def _as_json(refusal: Refusal) -> HttpResponse:
    response = JsonResponse(refusal.as_answer(), status=refusal.status)
    if refusal.status == 503:
        response["Retry-After"] = "5"
    return response


def _as_words(refusal: Refusal) -> HttpResponse:
    """For a visitor, who has no business with the console's pages."""
    return HttpResponse(refusal.text(), content_type="text/plain; charset=utf-8", status=refusal.status)


def _as_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return render(request, "console/refusal.html", {"refusal": refusal}, status=refusal.status)


def _zone(name: str) -> zoneinfo.ZoneInfo | None:
    try:
        return zoneinfo.ZoneInfo(name) if name else None
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return None
