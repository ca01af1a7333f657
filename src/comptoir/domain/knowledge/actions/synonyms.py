"""Words that mean the same in a shop: customers find by one what is written with the other."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from comptoir.domain.knowledge.actions.indexing import change_knowledge
from comptoir.domain.knowledge.actions.links import require_manager
from comptoir.domain.knowledge.errors import LanguageNotSpoken, SynonymsAreTooFew, SynonymsNotFound, TooMuchKnowledge
from comptoir.domain.knowledge.models import Synonym
from comptoir.domain.people.rules import Viewer
from comptoir.domain.shops.queries import shop_of_id
from comptoir.language.cards import masked

GROUPS_AT_MOST = 1000
WORDS_AT_MOST, WORD_LONGEST = 12, 40
"""Words of a group, and characters of one."""


@transaction.atomic
def write_synonyms(
    *, viewer: Viewer, language: str, words: str, synonym_id: int | None = None, now: dt.datetime
) -> Synonym:
    """Write down words that mean the same, one a line or between commas; or write the group anew.

    Raises `NotAllowed`, `SynonymsNotFound`, `SynonymsAreTooFew`, `LanguageNotSpoken`, `TooMuchKnowledge`.
    """
    require_manager(viewer)
    if language not in shop_of_id(viewer.shop_id).languages:
        raise LanguageNotSpoken
    each = _each(words)
    if len(each) < 2:
        raise SynonymsAreTooFew
    row = _row(viewer, synonym_id)
    row.language, row.words = language, "\n".join(each)
    row.changed_by_id, row.changed_at = viewer.membership_id, now
    row.save()
    change_knowledge(viewer.shop_id)
    return row


@transaction.atomic
def remove_synonyms(*, viewer: Viewer, synonym_id: int) -> None:
    """Forget a group. Raises `NotAllowed`, `SynonymsNotFound`."""
    require_manager(viewer)
    _row(viewer, synonym_id).delete()
    change_knowledge(viewer.shop_id)


def _each(words: str) -> list[str]:
    lines = words[: 2 * WORDS_AT_MOST * WORD_LONGEST].replace(",", "\n").replace(";", "\n").splitlines()
    tidied = (" ".join(masked(line.replace("\0", "")).split())[:WORD_LONGEST] for line in lines)
    return list(dict.fromkeys(line for line in tidied if line))[:WORDS_AT_MOST]


def _row(viewer: Viewer, synonym_id: int | None) -> Synonym:
    of_shop = Synonym.objects.filter(shop_id=viewer.shop_id)
    if synonym_id is None:
        if of_shop.count() >= GROUPS_AT_MOST:
            raise TooMuchKnowledge(most=GROUPS_AT_MOST)
        return Synonym(shop_id=viewer.shop_id)
    row = of_shop.select_for_update().filter(pk=synonym_id).first()
    if row is None:
        raise SynonymsNotFound
    return row
