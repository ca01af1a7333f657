"""Files of the feed: recognised by their content and drawn anew, as those of conversations are. Attacks A2, A3, A15."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.domain.conversations.actions.filing import kept_file, path_of, recognised, safe_name
from comptoir.domain.conversations.errors import FileRefused
from comptoir.domain.feed.actions.changing import drop_contents
from comptoir.domain.feed.models import FeedFile
from comptoir.domain.people.rules import Viewer, may
from comptoir.foundation.errors import NotAllowed

UNPOSTED_AT_MOST = 20
"""Files of one member that wait for their post."""
ABANDONED_AFTER = dt.timedelta(days=1)


def keep_file(*, viewer: Viewer, name: str, content: bytes, now: dt.datetime) -> FeedFile:
    """Keep a file for a post that will name it. Raises `FileRefused` with the reason, `NotAllowed`."""
    if not may(viewer.role, "use_feed"):
        raise NotAllowed
    waiting = FeedFile.objects.filter(post=None, membership_id=viewer.membership_id)
    if waiting.count() >= UNPOSTED_AT_MOST:
        raise FileRefused(why=_("too many files wait to be sent."))
    if not content:
        raise FileRefused(why=_("it is empty."))
    if len(content) > settings.LARGEST_FILE:
        raise FileRefused(why=_("it is larger than %(most)s MB.") % {"most": settings.LARGEST_FILE // 2**20})
    content, content_type, size = recognised(content)
    key = uuid4()
    with kept_file(path_of(key), content), transaction.atomic():
        return FeedFile.objects.create(
            shop_id=viewer.shop_id,
            membership_id=viewer.membership_id,
            key=key,
            name=safe_name(name, content_type),
            content_type=content_type,
            size=len(content),
            width=size[0],
            height=size[1],
            created_at=now,
        )


@transaction.atomic
def forget_abandoned(*, before: dt.datetime, at_most: int = 500) -> int:
    """Forget files whose post never came. Returns how many."""
    rows = FeedFile.objects.filter(post=None, created_at__lt=before)
    found = dict(rows.values_list("pk", "key")[:at_most])
    drop_contents(list(found.values()))
    return FeedFile.objects.filter(pk__in=found, post=None).delete()[0]
