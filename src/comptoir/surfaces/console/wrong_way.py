"""Addresses that only take what a form sends: who opens one as a page is told so, and led to the nearest page above it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

from comptoir.foundation.errors import NothingToOpen


def is_opened_in_vain(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the browser would show an empty page, for an address of the console that takes no GET."""
    return response.status_code == NothingToOpen.status and request.method == "GET" and not response.content


def told_so(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The same answer, its status and `Allow` with it, as a page."""
    shown = {"refusal": NothingToOpen(), "above": page_above(request.path)}
    page = render(request, "console/refusal.html", shown, status=response.status_code)
    page.headers["Allow"] = response.headers["Allow"]
    return page


def page_above(path: str) -> str:
    """The nearest address above this one that may be opened, or nothing."""
    while path := path.rpartition("/")[0]:
        try:
            door = getattr(resolve(path).func, "door", None)
        except Resolver404:
            continue
        if door is not None and "GET" in door.methods:
            return path
    return ""
