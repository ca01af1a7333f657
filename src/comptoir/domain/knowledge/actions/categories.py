"""The shelves of the help centre."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from comptoir.domain.knowledge.errors import CategoryNeedsAName, CategoryNotFound
from comptoir.domain.knowledge.models import Category
from comptoir.domain.knowledge.rules.articles import may_arrange
from comptoir.domain.knowledge.rules.slugs import slug_of
from comptoir.domain.people.rules import Viewer
from comptoir.domain.shops.queries import shop_of_id
from comptoir.foundation.errors import NotAllowed
from comptoir.language.cards import masked_line

CATEGORIES_AT_MOST = 60
NAME_LARGEST, ABOUT_LARGEST = 60, 200


@transaction.atomic
def save_category(
    *, viewer: Viewer, category_id: int | None, names: Mapping[str, str], about: Mapping[str, str]
) -> Category:
    """Make a shelf, or name one anew, in the shop's languages. Raises `CategoryNeedsAName`, `CategoryNotFound`, `NotAllowed`."""
    if not may_arrange(viewer, viewer.shop_id):
        raise NotAllowed
    shop = shop_of_id(viewer.shop_id)
    named = {code: _line(names.get(code, ""), NAME_LARGEST) for code in shop.languages}
    if not named.get(shop.language):
        raise CategoryNeedsAName(most=CATEGORIES_AT_MOST)
    here = Category.objects.filter(shop_id=shop.id)
    category = here.filter(pk=category_id).first() if category_id else _new(shop.id, named[shop.language])
    if category is None:
        raise CategoryNotFound
    category.names = {code: name for code, name in named.items() if name}
    told = {code: _line(about.get(code, ""), ABOUT_LARGEST) for code in shop.languages}
    category.about = {code: words for code, words in told.items() if words}
    category.save()
    return category


@transaction.atomic
def order_categories(*, viewer: Viewer, ids: Sequence[int]) -> None:
    """Put the shelves into this order; those that are not named come after. Raises `NotAllowed`."""
    if not may_arrange(viewer, viewer.shop_id):
        raise NotAllowed
    rows = list(Category.objects.filter(shop_id=viewer.shop_id).order_by("position", "pk"))
    places = {pk: place for place, pk in enumerate(ids)}
    rows.sort(key=lambda it: places.get(it.pk, len(places)))
    for place, row in enumerate(rows):
        row.position = place
    Category.objects.bulk_update(rows, ["position"])


@transaction.atomic
def remove_category(*, viewer: Viewer, category_id: int) -> None:
    """Take a shelf away; its articles stand on none. Raises `CategoryNotFound`, `NotAllowed`."""
    if not may_arrange(viewer, viewer.shop_id):
        raise NotAllowed
    found = Category.objects.filter(pk=category_id, shop_id=viewer.shop_id).first()
    if found is None:
        raise CategoryNotFound
    found.delete()


def _new(shop_id: int, name: str) -> Category:
    keys = list(Category.objects.filter(shop_id=shop_id).values_list("key", flat=True))
    if len(keys) >= CATEGORIES_AT_MOST:
        raise CategoryNeedsAName(most=CATEGORIES_AT_MOST)
    key = slug_of(name, "category")[:54].strip("-")
    free = next(it for it in (key, *(f"{key}-{n}" for n in range(2, 100))) if it not in keys)
    return Category(shop_id=shop_id, key=free, position=len(keys))


def _line(text: str, longest: int) -> str:
    return masked_line(text)[:longest]
