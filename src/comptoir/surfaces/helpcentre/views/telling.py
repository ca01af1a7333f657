"""Was this useful? Yes or no, and a word; once a reader, without anybody knowing who."""

from __future__ import annotations

import secrets
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.crypto import salted_hmac

from comptoir.domain.knowledge.actions import give_feedback
from comptoir.domain.knowledge.queries import article_read
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest
from comptoir.foundation.pages import number_in
from comptoir.surfaces.helpcentre.access import OWN, for_readers
from comptoir.surfaces.helpcentre.limits import count_judgement
from comptoir.surfaces.helpcentre.site import Site

COOKIE = "comptoir_reader"
KEPT = 60 * 60 * 24 * 180
"""Seconds for which a browser remembers that it has judged; it carries a number drawn by lot, and nothing else is known of it."""
WORD_LONGEST = 1000


@for_readers("POST", cache=OWN)
def useful(request: HttpRequest, site: Site) -> HttpResponse:
    """Take a judgement, and lead back to the article, which says thank you."""
    translation_id = number_in(request.POST.get("article")) or 0
    answer, word = request.POST.get("useful", ""), request.POST.get("word", "")[:WORD_LONGEST]
    if answer not in ("yes", "no"):
        raise BadRequest("yes or no is wanted")
    article = article_read(site.shop.id, translation_id)
    count_judgement(request, translation_id)
    reader = _reader(request)
    give_feedback(
        shop_id=site.shop.id,
        translation_id=translation_id,
        is_useful=answer == "yes",
        word=word,
        visitor_hash=salted_hmac("helpcentre.reader", f"{site.shop.id}:{reader}").hexdigest()[:64],
        now=now(),
    )
    told = urlencode({"told": "thanks" if word.strip() else answer})
    language = article.language if site.language in article.slugs else site.language
    response = HttpResponseRedirect(f"{site.address('article', article.slug, language=language)}?{told}#useful")
    response.status_code = 303
    return _remembered(response, site, reader)


def _reader(request: HttpRequest) -> str:
    known = request.COOKIES.get(COOKIE, "")
    return (
        known if len(known) == 22 and known.replace("-", "").replace("_", "").isalnum() else secrets.token_urlsafe(16)
    )


def _remembered(response: HttpResponse, site: Site, reader: str) -> HttpResponse:
    response.set_cookie(
        COOKIE,
        reader,
        max_age=KEPT,
        path=reverse("helpcentre:arrive", args=[site.shop.key]),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response
