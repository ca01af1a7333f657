"""Making anew what was made for the index by another release: in small steps, while it is searched."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from django.db import transaction

from comptoir.domain.knowledge.actions.indexing import change_knowledge, index_kept
from comptoir.domain.knowledge.models import Findable, IndexEdition, PageLink, Phrase, Translation
from comptoir.domain.knowledge.rules.edition import edition

STEP = 20
"""Texts of one transaction: where one writes at a time, the others wait for no more than that."""


def reindex_some() -> int:
    """Index up to STEP texts of one shop that stand in the index by another edition; returns how many they were.

    Does nothing where a newer release has begun its own edition.
    """
    if not _is_in_force():
        return 0
    first = next(_of_other_editions(), None)
    return _step(first.shop_id) if first else 0


def put_edition_in_force() -> None:
    """Let this release's edition be the one by which all is indexed, also when a newer one had begun: it was taken back."""
    with transaction.atomic():
        IndexEdition.objects.filter(digest=edition()).delete()
        IndexEdition.objects.create(digest=edition())


def reindex_shop(shop_id: int) -> Iterator[int]:
    """Index all that the shop keeps, whatever stands there, and take out what it keeps no more; yields how many texts each step was."""
    for kind, rows in (("article", Translation.objects), ("phrase", Phrase.objects), ("link", PageLink.objects)):
        kept, found = rows.filter(shop_id=shop_id), Findable.objects.filter(shop_id=shop_id, kind=kind)
        last = 0
        while True:
            of_kept = list(kept.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:STEP])
            of_found = list(found.filter(of__gt=last).order_by("of").values_list("of", flat=True)[:STEP])
            some = sorted({*of_kept, *of_found})[:STEP]
            if not some:
                break
            _index(shop_id, kind, some)
            yield len(some)
            last = some[-1]


def _is_in_force() -> bool:
    newest = IndexEdition.objects.order_by("-pk").values_list("digest", flat=True).first()
    return newest == edition() or IndexEdition.objects.get_or_create(digest=edition())[1]


def _of_other_editions(shop_id: int | None = None) -> Iterator[Findable]:
    """Some texts of other editions. An index knows what comes before an edition and what after it, not what differs: it is asked twice."""
    rows = Findable.objects.only("shop_id", "kind", "of").order_by("edition", "shop_id")
    rows = rows if shop_id is None else rows.filter(shop_id=shop_id)
    for others in (rows.filter(edition__lt=edition()), rows.filter(edition__gt=edition())):
        yield from others[:STEP]


@transaction.atomic
def _step(shop_id: int) -> int:
    change_knowledge(shop_id)  # Who changes the shop's texts meanwhile waits, and so does another worker.
    some = list(islice(_of_other_editions(shop_id), STEP))
    for kind in sorted({it.kind for it in some}):
        index_kept(kind, [it.of for it in some if it.kind == kind])
    return len(some)


@transaction.atomic
def _index(shop_id: int, kind: str, of: list[int]) -> None:
    change_knowledge(shop_id)
    index_kept(kind, of)
