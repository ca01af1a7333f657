"""What may be put into an answer while it is written: phrases after a slash, pages and articles after a number sign."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from comptoir.domain.knowledge.models import PageLink, Phrase, Translation
from comptoir.domain.knowledge.queries.finding import found
from comptoir.domain.knowledge.rules.bounds import SHORTCUT_LONGEST
from comptoir.domain.knowledge.rules.phrases import audience_seen, may_use_phrase, shortcut_of
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.errors import NotFound

AT_MOST = 8


class Completion(NamedTuple):
    """Something that can be put in: what it is, and a line of it."""

    kind: str
    id: int
    title: str
    line: str
    language: str
    shortcut: str = ""


class Insertable(NamedTuple):
    """What is put in: a phrase's text with its variables, a page's address, or an article with its shop's name for it (`slug`)."""

    kind: str
    id: int
    title: str
    text: str
    language: str
    slug: str = ""


def completed_phrases(viewer: Viewer, begun: str, language: str, *, at_most: int = AT_MOST) -> list[Completion]:
    """Phrases by what stands after the slash: those whose shortcut begins so first, then by words; of nothing, the most used."""
    audience = audience_seen(viewer)
    rows = Phrase.objects.filter(shop_id=viewer.shop_id)
    rows = rows if audience is None else rows.filter(audience__in=["", audience])
    if not begun.strip():
        here = rows.filter(language=language).order_by("-used", "-changed_at", "-pk")
        return [_of_phrase(it) for it in here[:at_most]]
    short = shortcut_of(begun) if len(begun) <= SHORTCUT_LONGEST and " " not in begun.strip() else ""
    by_shortcut = list(rows.filter(shortcut__startswith=short).order_by("shortcut", "pk")[:at_most]) if short else []
    by_shortcut.sort(key=lambda it: (it.language != language, it.shortcut != short, -it.used))
    best = found(viewer.shop_id, begun, language, kinds=["phrase"], audience=audience, at_most=at_most)
    by_words = rows.in_bulk([it.of for it in best.rows])
    every = [*by_shortcut, *(by_words[it.of] for it in best.rows if it.of in by_words)]
    return [_of_phrase(it) for it in dict.fromkeys(every)][:at_most]


def completed_pages(viewer: Viewer, begun: str, language: str, *, at_most: int = AT_MOST) -> list[Completion]:
    """Pages and articles for customers by what stands after the number sign; of nothing, the pages sent most."""
    if not begun.strip():
        rows = PageLink.objects.filter(shop_id=viewer.shop_id, language=language).order_by(
            "-used", "-changed_at", "-pk"
        )
        return [_of_link(it) for it in rows[:at_most]]
    best = found(viewer.shop_id, begun, language, kinds=["article", "link"], public_only=True, at_most=at_most)
    return completions_of(viewer, [(it.kind, it.of) for it in best.rows])


def completions_of(viewer: Viewer, keys: Sequence[tuple[str, int]]) -> list[Completion]:
    """These, in their order, as far as the viewer may use them. Three queries at most."""
    by_kind = {kind: [of for each, of in keys if each == kind] for kind in ("phrase", "article", "link")}
    known: dict[tuple[str, int], Completion] = {}
    for phrase in Phrase.objects.filter(shop_id=viewer.shop_id, pk__in=by_kind["phrase"]):
        if may_use_phrase(viewer, phrase.shop_id, phrase.audience):
            known["phrase", phrase.pk] = _of_phrase(phrase)
    articles = Translation.objects.select_related("published_version").filter(shop_id=viewer.shop_id)
    for article in articles.filter(published_version__isnull=False, pk__in=by_kind["article"]):
        known["article", article.pk] = _of_article(article)
    for link in PageLink.objects.filter(shop_id=viewer.shop_id, pk__in=by_kind["link"]):
        known["link", link.pk] = _of_link(link)
    return [known[key] for key in keys if key in known]


def insertable(viewer: Viewer, kind: str, of: int, language: str = "") -> Insertable:
    """What is put into an answer; of an article the translation in that language, where there is one. Only what the viewer may use, and of articles only those that customers may read. Raises `NotFound`."""
    if kind == "phrase":
        phrase = Phrase.objects.filter(pk=of, shop_id=viewer.shop_id).first()
        if phrase is not None and may_use_phrase(viewer, phrase.shop_id, phrase.audience):
            return Insertable(kind, of, phrase.title, phrase.body, phrase.language)
    elif kind == "link":
        link = PageLink.objects.filter(pk=of, shop_id=viewer.shop_id).first()
        if link is not None:
            return Insertable(kind, of, link.title, link.address, link.language)
    elif kind == "article":
        found = _published(viewer.shop_id, of, language)
        if found is not None:
            return found
    raise NotFound


def _published(shop_id: int, of: int, language: str) -> Insertable | None:
    rows = Translation.objects.select_related("published_version").filter(shop_id=shop_id)
    rows = rows.filter(article__is_public=True, published_version__isnull=False)
    asked = rows.filter(pk=of).first()
    if asked is None:
        return None
    better = rows.filter(article_id=asked.article_id, language=language).first() if language else None
    it = better or asked
    assert it.published_version is not None
    return Insertable("article", of, it.published_version.title, "", it.language, it.slug)


def _of_phrase(it: Phrase) -> Completion:
    return Completion("phrase", it.pk, it.title, _line(it.body), it.language, it.shortcut)


def _of_article(it: Translation) -> Completion:
    read = it.published_version
    assert read is not None
    return Completion("article", it.pk, read.title, _line(read.summary), it.language)


def _of_link(it: PageLink) -> Completion:
    return Completion("link", it.pk, it.title, it.address, it.language)


def _line(text: str, longest: int = 140) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
