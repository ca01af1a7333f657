"""What we do with charters."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from django.db import transaction

from comptoir.domain.charter.events import CharterApplied
from comptoir.domain.charter.models import CharterVersion
from comptoir.domain.charter.queries import forget_charters
from comptoir.domain.charter.rules import Beside, nothing_beside, parse
from comptoir.domain.shops.actions import keep_shop
from comptoir.foundation.outbox import announce


@transaction.atomic
def apply_charter(
    *, text: str, now: dt.datetime, applied_by: Any = None, beside: Beside = nothing_beside
) -> CharterVersion:
    """Keep `text` as the newest version of its shop's charter, creating the shop with the first; `applied_by` is a user.

    What it names of the files `beside` it is kept with it. The same again is no new version. Raises `CharterMistakes`.
    """
    charter = parse(text, beside)
    feed = charter.holidays.feed.text if charter.holidays.feed else ""
    shop = keep_shop(
        key=charter.shop.key,
        name=charter.shop.name,
        languages=charter.shop.languages,
        time_zone=charter.shop.time_zone,
        origins=charter.shop.sites,
    )
    newest = CharterVersion.objects.filter(shop=shop).order_by("-number").first()
    version = CharterVersion(
        shop=shop,
        number=newest.number + 1 if newest else 1,
        text=text,
        feed=feed,
        digest=hashlib.sha256((text + feed).encode()).hexdigest(),
        in_force_from=charter.heading.in_force_from,
        applied_at=now,
        applied_by=applied_by,
    )
    if newest is not None and newest.digest == version.digest:
        return newest
    _keep(version)
    return version


def _keep(version: CharterVersion) -> None:
    version.save()
    announce(CharterApplied(shop_id=version.shop_id, version_id=version.pk, number=version.number))
    # Now for the rest of this transaction, and again for whoever read in between what stood before.
    forget_charters()
    transaction.on_commit(forget_charters)
