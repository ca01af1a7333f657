"""What readers of the help centre look for is noted: what is found nowhere becomes a list to work on."""

from __future__ import annotations

import datetime as dt
import re

from django.db import connection, transaction

from comptoir.domain.knowledge.models import Search
from comptoir.domain.knowledge.rules.bounds import QUERY_KEPT, QUERY_LONGEST
from comptoir.domain.knowledge.rules.words import plain_text

KEPT_AT_MOST = 5000
"""Searches of a shop that are kept; a new one takes the place of the oldest that was looked for once."""

_COULD_NAME = re.compile(r"\S*@\S*|\S*\d\S*")
_NOTED = """
    INSERT INTO knowledge_search (shop_id, language, words, times, found, last_at, settled_how) VALUES (%s, %s, %s, 1, %s, %s, '')
    ON CONFLICT (shop_id, language, words) DO UPDATE
    SET times = knowledge_search.times + 1, found = excluded.found, last_at = excluded.last_at
"""


def note_search(*, shop_id: int, language: str, query: str, found: int, now: dt.datetime) -> None:
    """A reader has looked for something, and so much was found. Folded, and without what could name somebody: whatever has a
    digit or an at sign. D9
    """
    words = plain_text(_COULD_NAME.sub(" ", query[:QUERY_LONGEST]), longest=QUERY_LONGEST)[:QUERY_KEPT].strip()
    if len(words) < 3:
        return
    moment = connection.ops.adapt_datetimefield_value(now)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_NOTED, [shop_id, language[:2], words, found, moment])
        of_shop = Search.objects.filter(shop_id=shop_id)
        if of_shop.count() > KEPT_AT_MOST:
            oldest = of_shop.filter(times=1).order_by("last_at").values_list("pk", flat=True)[:100]
            of_shop.filter(pk__in=list(oldest)).delete()
