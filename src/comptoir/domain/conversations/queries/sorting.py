"""Tags: those of conversations, and those of a shop."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, QuerySet

from comptoir.domain.conversations.models import Conversation, Tag, Tagging

SUGGESTED = 50


def tags_on(conversation_ids: Iterable[int]) -> dict[int, list[Tag]]:
    """The tags of these conversations, by name. One query."""
    found: dict[int, list[Tag]] = defaultdict(list)
    rows = Tagging.objects.filter(conversation_id__in=list(conversation_ids)).select_related("tag")
    for row in rows.order_by("tag__folded"):
        found[row.conversation_id].append(row.tag)
    return found


def tags_of_shop(shop_id: int, limit: int = SUGGESTED) -> list[str]:
    """The names of the shop's tags, the most used first."""
    used = Tagging.objects.filter(tag__shop_id=shop_id).values_list("tag__name").annotate(n=Count("conversation_id"))
    names = [name for name, _ in used.order_by("-n", "tag__name")[:limit]]
    unused = Tag.objects.filter(shop_id=shop_id).exclude(name__in=names).order_by("folded")
    return [*names, *unused.values_list("name", flat=True)[: max(0, limit - len(names))]]


class Sorting(NamedTuple):
    """Which conversations of a list are wanted: of this priority, with the tag of this key (`rules.tag_key`); "" for any."""

    priority: str = ""
    tag: str = ""

    def among(self, rows: QuerySet[Conversation]) -> QuerySet[Conversation]:
        """Those of `rows`."""
        if self.priority:
            rows = rows.filter(priority=self.priority)
        if self.tag:
            tags = Tag.objects.filter(shop_id=OuterRef(OuterRef("shop_id")), folded=self.tag).values("pk")
            rows = rows.filter(Exists(Tagging.objects.filter(conversation_id=OuterRef("pk"), tag_id__in=tags)))
        return rows


ANYHOW = Sorting()
