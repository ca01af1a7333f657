"""The widget's code: public, the same for every shop, and fit to be loaded by any page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from comptoir.domain.people.rules import open_to
from comptoir.foundation.errors import NotFound
from comptoir.surfaces.widget import code

LOADER_KEPT = "public, max-age=300, stale-while-revalidate=86400"
MODULE_KEPT = "public, max-age=31536000, immutable"


@open_to("anybody", "GET")
def loader(request: HttpRequest) -> HttpResponse:
    """The script tag's target; asked again after five minutes, and then mostly unchanged."""
    return _served(request, code.loader(), LOADER_KEPT)


@open_to("anybody", "GET")
def module(request: HttpRequest, name: str, digest: str) -> HttpResponse:
    """A module by its content: whoever has an older address is led to the present one."""
    if name not in code.MODULES:
        raise NotFound
    served = code.module(name)
    if digest != served.digest:
        answer = HttpResponseRedirect(reverse("widget:module", args=[name, served.digest]))
        answer.headers["Access-Control-Allow-Origin"] = "*"
        return answer
    return _served(request, served, MODULE_KEPT)


def _served(request: HttpRequest, served: code.Served, kept: str) -> HttpResponse:
    tag = f'"{served.digest}"'
    response = HttpResponse(status=304) if request.headers.get("If-None-Match") == tag else _content(request, served)
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = kept
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _content(request: HttpRequest, served: code.Served) -> HttpResponse:
    takes_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    content = served.compressed if takes_gzip else served.plain
    response = HttpResponse(content, content_type="text/javascript; charset=utf-8")
    if takes_gzip:
        response.headers["Content-Encoding"] = "gzip"
    return response
