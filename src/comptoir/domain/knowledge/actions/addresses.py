"""The names of articles in their addresses: free ones, and those that lead from an old one to the new."""

from __future__ import annotations

from comptoir.domain.knowledge.errors import AddressTaken
from comptoir.domain.knowledge.models import Article, Slug, Translation
from comptoir.domain.knowledge.rules.articles import RESERVED, free_slug, may_publish
from comptoir.domain.knowledge.rules.slugs import is_slug, slug_of
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.errors import NotAllowed


def name_address(translation: Translation, slug: str, title: str, viewer: Viewer) -> None:
    """An article that nobody has read yet is named by its title; later its name changes only by a word, and the old one leads to it."""
    was_read = translation.published_at is not None
    wanted = slug.strip()
    if not wanted or wanted == translation.slug:
        if was_read or wanted == translation.slug or slug_of(title) == translation.slug:
            return
        translation.slug = free_slug(
            title, slugs_like(translation.shop_id, translation.language, title, translation.pk)
        )
        return
    if was_read and not may_publish(viewer, translation.shop_id):
        raise NotAllowed
    if not is_slug(wanted) or wanted in RESERVED or wanted in _others(translation, wanted):
        raise AddressTaken
    if was_read:
        Slug.objects.update_or_create(
            shop_id=translation.shop_id,
            language=translation.language,
            slug=translation.slug,
            defaults={"translation": translation},
        )
    Slug.objects.filter(shop_id=translation.shop_id, language=translation.language, slug=wanted).delete()
    translation.slug = wanted


def _others(translation: Translation, slug: str) -> set[str]:
    """Whether another one has it now, or had it."""
    return {it for it in slugs_like(translation.shop_id, translation.language, slug, translation.pk) if it == slug}


def slugs_like(shop_id: int, language: str, title: str, but: int | None = None) -> set[str]:
    begin = slug_of(title)[:70]
    here = Translation.objects.filter(shop_id=shop_id, language=language, slug__startswith=begin).exclude(pk=but or 0)
    formerly = Slug.objects.filter(shop_id=shop_id, language=language, slug__startswith=begin).exclude(
        translation=but or 0
    )
    return {*here.values_list("slug", flat=True), *formerly.values_list("slug", flat=True)}


def keys_like(shop_id: int, title: str) -> set[str]:
    begin = slug_of(title)[:40]
    return set(Article.objects.filter(shop_id=shop_id, key__startswith=begin).values_list("key", flat=True))
