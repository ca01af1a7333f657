"""What holds for every page: security headers, the user's language, and refusals as clear answers."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone, translation

from comptoir.foundation.errors import Refusal, StoreUnavailable

Answer = Callable[[HttpRequest], HttpResponse]

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self' {socket}; media-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def security_headers(get_response: Answer) -> Answer:
    """A strict policy for our own pages; what sets its own keeps it."""
    socket = settings.PUBLIC_URL.replace("http", "ws", 1)
    policy = PAGE_POLICY.format(socket=socket)

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        if not request.path.startswith(("/static/", "/widget/")):
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return answer


def preferences(get_response: Answer) -> Answer:
    """Speak the signed-in user's language, and tell the time where they are."""

    def answer(request: HttpRequest) -> HttpResponse:
        user = request.user
        if not user.is_authenticated:
            return get_response(request)
        translation.activate(user.language)
        request.LANGUAGE_CODE = user.language  # type: ignore[attr-defined]
        with timezone.override(_zone(user.time_zone)):
            return get_response(request)

    return answer


def refusals(get_response: Answer) -> Answer:
    """Turn what was refused into an answer that says what happened, as JSON or as a page."""

    def answer(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_exception(request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, DatabaseError):
            error = StoreUnavailable().with_traceback(error.__traceback__)
        if not isinstance(error, Refusal):
            return None
        return _as_page(request, error) if _wants_page(request) else _as_json(error)

    answer.process_exception = process_exception  # type: ignore[attr-defined]
    return answer


def _wants_page(request: HttpRequest) -> bool:
    return "text/html" in request.headers.get("Accept", "") and not getattr(request, "htmx", False)


def _as_json(refusal: Refusal) -> HttpResponse:
    response = JsonResponse(refusal.as_answer(), status=refusal.status)
    if refusal.status == 503:
        response["Retry-After"] = "5"
    return response


def _as_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return render(request, "console/refusal.html", {"refusal": refusal}, status=refusal.status)


def _zone(name: str) -> zoneinfo.ZoneInfo | None:
    try:
        return zoneinfo.ZoneInfo(name) if name else None
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return None
