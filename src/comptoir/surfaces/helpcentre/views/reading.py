"""Reading: the way in, the shelves, and the articles."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from babel.dates import format_date
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date, parse_http_date_safe
from django.utils.translation import gettext as _

from comptoir.domain.knowledge.queries import (
    Gone,
    Moved,
    PublishedArticle,
    named,
    popular_articles,
    published_article,
    related_articles,
    shelf_page,
    shelves_of,
)
from comptoir.domain.knowledge.rules import headings, rendered, summed_up
from comptoir.domain.people.rules import open_to
from comptoir.domain.shops.queries import zone_of
from comptoir.language.locales import locale_of
from comptoir.surfaces.helpcentre.access import OWN, for_readers, page, shop_in
from comptoir.surfaces.helpcentre.errors import ArticleIsGone
from comptoir.surfaces.helpcentre.opened import count_opened
from comptoir.surfaces.helpcentre.site import Site, absolute, language_for, name_of_language

OUTLINED_FROM = 3
"""Headings from which on an article has its contents beside it."""
CURSOR_LONGEST = 40


@open_to("anybody", "GET")
def arrive(request: HttpRequest, shop_key: str) -> HttpResponse:
    """To the help centre in the reader's language."""
    shop = shop_in(shop_key)
    response = HttpResponseRedirect(reverse("helpcentre:home", args=[shop.key, language_for(request, shop)]))
    response.headers["Cache-Control"] = "public, max-age=300"
    patch_vary_headers(response, ["Accept-Language"])
    return response


@for_readers("GET")
def home(request: HttpRequest, site: Site) -> HttpResponse:
    """The shelves, and what is read most."""
    return page(
        request,
        site,
        "home",
        shelves=shelves_of(site.shop.id, site.language),
        popular=popular_articles(site.shop.id, site.language),
        alternates=_alternates(site, "home"),
        canonical=absolute(site.address("home")),
        about=_structured_site(site),
    )


@for_readers("GET")
def topic(request: HttpRequest, site: Site, key: str) -> HttpResponse:
    """A shelf and its articles, page by page."""
    after = request.GET.get("after", "")[:CURSOR_LONGEST]
    shelf, rows = shelf_page(site.shop.id, key, site.language, after)
    return page(
        request,
        site,
        "topic",
        shelf=shelf,
        rows=rows.rows,
        more=f"?{urlencode({'after': rows.next_cursor})}" if rows.next_cursor else "",
        alternates=_alternates(site, "topic", key),
        canonical=absolute(site.address("topic", key)),
    )


@for_readers("GET")
def article(request: HttpRequest, site: Site, slug: str) -> HttpResponse:
    """An article; in the language it was written in where there is no other, and it says so."""
    found = published_article(site.shop.id, slug, site.language)
    if isinstance(found, Gone):
        raise ArticleIsGone(title=found.title)
    if isinstance(found, Moved):
        return HttpResponsePermanentRedirect(site.address("article", found.slug, language=found.language))
    count_opened(request, found.translation_id)
    told = request.GET.get("told", "")
    response = page(
        request, site, "article", **_shown(site, found), told=told if told in ("yes", "no", "thanks") else ""
    )
    return _dated(request, response, found) if not told else _own(response)


def _shown(site: Site, found: PublishedArticle) -> dict[str, Any]:
    outline = headings(found.body)
    at = found.published_at.astimezone(zone_of(site.shop.id))
    canonical = absolute(site.address("article", found.slug, language=found.language))
    return {
        "article": found,
        "body": rendered(found.body, site.where),
        "outline": outline if len(outline) >= OUTLINED_FROM else (),
        "category": named(found.category_names, site.language),
        "changed": format_date(at, "long", locale=locale_of(found.language)),
        "changed_iso": at.date().isoformat(),
        "written_in": "" if found.language == site.language else name_of_language(found.language),
        "related": related_articles(found, site.shop.id),
        "description": found.summary or summed_up(found.body),
        "alternates": [
            (code, absolute(site.address("article", it, language=code))) for code, it in sorted(found.slugs.items())
        ],
        "canonical": canonical,
        "about": _structured_article(site, found, canonical),
    }


def _dated(request: HttpRequest, response: HttpResponse, found: PublishedArticle) -> HttpResponse:
    """When it was published, for who asks whether it has changed since by the clock alone."""
    at = int(found.published_at.timestamp())
    response.headers["Last-Modified"] = http_date(at)
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    if since is not None and since >= at and "If-None-Match" not in request.headers:
        return HttpResponse(status=304, headers={"Last-Modified": http_date(at)})
    return response


def _own(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = OWN
    return response


def _alternates(site: Site, name: str, *words: str) -> list[tuple[str, str]]:
    return [(code, absolute(site.address(name, *words, language=code))) for code in site.shop.languages]


def _structured_site(site: Site) -> dict[str, Any]:
    """What search engines read of it, beside the words."""
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": _("Help centre of %(shop)s") % {"shop": site.shop.name},
        "url": absolute(site.address("home")),
        "inLanguage": site.language,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": absolute(site.address("search")) + "?q={words}"},
            "query-input": "required name=words",
        },
    }


def _structured_article(site: Site, found: PublishedArticle, canonical: str) -> dict[str, Any]:
    crumbs = [(_("Help centre"), absolute(site.address("home")))]
    if found.category_key:
        crumbs.append((named(found.category_names, site.language), absolute(site.address("topic", found.category_key))))
    crumbs.append((found.title, canonical))
    return {
        "@context": "https://schema.org",
        "@graph": [
            {
                "@type": "Article",
                "headline": found.title,
                "description": found.summary or summed_up(found.body),
                "inLanguage": found.language,
                "dateModified": found.published_at.isoformat(),
                "mainEntityOfPage": canonical,
                "publisher": {"@type": "Organization", "name": site.shop.name},
            },
            {
                "@type": "BreadcrumbList",
                "itemListElement": [
                    {"@type": "ListItem", "position": n, "name": name, "item": item}
                    for n, (name, item) in enumerate(crumbs, start=1)
                ],
            },
        ],
    }
