"""What is served beside the pages: colours, pictures, and what search engines ask for."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from comptoir.domain.knowledge.actions import picture_path
from comptoir.domain.knowledge.errors import ArticleNotFound
from comptoir.domain.knowledge.queries import picture_of, sitemap_entries
from comptoir.domain.people.rules import open_to
from comptoir.domain.shops.queries import all_shops
from comptoir.surfaces.helpcentre.access import shop_in
from comptoir.surfaces.helpcentre.colours import sheet_of
from comptoir.surfaces.helpcentre.site import absolute, site_of

FOR_GOOD = "public, max-age=31536000, immutable"
AN_HOUR = "public, max-age=3600"
PICTURE_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"


@open_to("anybody", "GET")
def colours(_request: HttpRequest, shop_key: str, digest: str) -> HttpResponse:
    """The shop's colour as a style sheet, by its content; who has an older one is led to the present one."""
    shop = shop_in(shop_key)
    sheet = sheet_of(site_of(shop, shop.language).charter.widget.colour)
    if digest != sheet.digest:
        return HttpResponseRedirect(reverse("helpcentre:colours", args=[shop.key, sheet.digest]))
    return HttpResponse(sheet.css, content_type="text/css; charset=utf-8", headers={"Cache-Control": FOR_GOOD})


@open_to("anybody", "GET")
def picture(_request: HttpRequest, shop_key: str, key: UUID) -> HttpResponse | FileResponse:
    """A picture of an article. It was drawn anew when it came, and nothing in it can run."""
    try:
        found = picture_of(shop_in(shop_key).id, key)
    except ArticleNotFound as error:
        raise Http404 from error
    path = picture_path(found.key)
    if not path.exists():
        raise Http404
    response = FileResponse(path.open("rb"), content_type=found.content_type)
    response.headers["Content-Security-Policy"] = PICTURE_POLICY
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Cache-Control"] = FOR_GOOD
    return response


@open_to("anybody", "GET")
def sitemap(request: HttpRequest, shop_key: str) -> HttpResponse:
    """Every article in every language, for search engines."""
    shop = shop_in(shop_key)
    rows = [
        (
            {
                code: absolute(reverse("helpcentre:article", args=[shop.key, code, slug]))
                for code, slug in it.slugs.items()
            },
            it.published_at.date().isoformat(),
        )
        for it in sitemap_entries(shop.id)
    ]
    homes = {code: absolute(reverse("helpcentre:home", args=[shop.key, code])) for code in shop.languages}
    response = render(
        request, "helpcentre/sitemap.xml", {"homes": homes, "rows": rows}, content_type="application/xml; charset=utf-8"
    )
    response.headers["Cache-Control"] = AN_HOUR
    return response


@open_to("anybody", "GET")
def robots(_request: HttpRequest) -> HttpResponse:
    """What search engines may read here: help centres, and nothing of the desk."""
    lines = ["User-agent: *", "Allow: /help/", "Allow: /static/", "Disallow: /help/*/search", "Disallow: /"]
    lines += [f"Sitemap: {settings.PUBLIC_URL}{reverse('helpcentre:sitemap', args=[it.key])}" for it in all_shops()]
    text = "\n".join(lines) + "\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8", headers={"Cache-Control": AN_HOUR})
