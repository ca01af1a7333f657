"""Forgetting what was said long ago. D9."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from comptoir.domain.feed.actions.changing import drop_contents
from comptoir.domain.feed.models import FeedFile, Post

TOGETHER = 200


@transaction.atomic
def forget_old_threads(*, shop_id: int, before: dt.datetime) -> int:
    """Forget threads in which nobody has spoken since; what is pinned stays. Returns how many."""
    old = Post.objects.filter(shop_id=shop_id, root=None, moved_at__lt=before, pinned_at=None)
    roots = list(old.order_by("moved_at").values_list("pk", flat=True)[:TOGETHER])
    pinned = Post.objects.filter(root_id__in=roots, pinned_at__isnull=False).values_list("root_id", flat=True)
    roots = sorted(set(roots) - set(pinned))
    posts = [*roots, *Post.objects.filter(root_id__in=roots).values_list("pk", flat=True)]
    drop_contents(list(FeedFile.objects.filter(post_id__in=posts).values_list("key", flat=True)))
    Post.objects.filter(pk__in=posts).delete()
    return len(roots)
