"""What we do with words: the shop's dictionary, and the counts of mistakes."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from django.db import transaction
from django.db.models import F

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.people.rules import Viewer
from comptoir.domain.wording.errors import DictionaryIsFull, NotAWord, WordNotFound, WordsAreAddedByOthers
from comptoir.domain.wording.models import DictionaryWord, MistakeCount
from comptoir.domain.wording.queries.dictionary import forget_words, plain
from comptoir.domain.wording.rules import LONGEST_WORD, Verdict, is_word, may_add_words, mistakes_in
from comptoir.foundation.clock import now as moment
from comptoir.foundation.errors import NotAllowed
from comptoir.language.rules import LANGUAGES

WORDS_AT_MOST = 5000
"""Words of a shop's dictionary."""


@transaction.atomic
def add_word(shop_id: int, language: str, word: str, by: Viewer, *, now: dt.datetime | None = None) -> DictionaryWord:
    """Keep a word as right in this shop, in one language or ("") in all. The same word again changes nothing.

    Raises `NotAWord`, `DictionaryIsFull`, `WordsAreAddedByOthers`, and `NotAllowed` for a member of another shop.
    """
    now, word = now or moment(), word.strip()
    if by.shop_id != shop_id:
        raise NotAllowed
    if not may_add_words(charter_in_force(shop_id, now)[1], by.audience):
        raise WordsAreAddedByOthers(clause="spelling")
    if language not in ("", *LANGUAGES) or not is_word(word):
        raise NotAWord(most=LONGEST_WORD)
    of_the_shop = DictionaryWord.objects.filter(shop_id=shop_id)
    known = of_the_shop.filter(plain=plain(word), language__in=("", language)).first()
    if known:
        return known
    if of_the_shop.count() >= WORDS_AT_MOST:
        raise DictionaryIsFull(most=WORDS_AT_MOST)
    kept, _ = of_the_shop.get_or_create(
        shop_id=shop_id,
        plain=plain(word),
        language=language,
        defaults={"word": word, "added_by_id": by.membership_id, "added_at": now},
    )
    _changed()
    return kept


@transaction.atomic
def remove_word(shop_id: int, word_id: int, by: Viewer) -> None:
    """Take a word out of the dictionary: who added it may, and who watches over the shop.

    Raises `WordNotFound`, and `NotAllowed` for anybody else.
    """
    word = DictionaryWord.objects.filter(shop_id=shop_id, pk=word_id).first()
    if word is None:
        raise WordNotFound
    if by.shop_id != shop_id or not (by.sees_all or word.added_by_id == by.membership_id):
        raise NotAllowed
    word.delete()
    _changed()


def count_mistakes(
    *, shop_id: int, membership_id: int, body: str, verdict: Verdict, now: dt.datetime | None = None
) -> None:
    """Count what was found in a member's message; call it once for each message.

    Words are kept only where they say nothing but how something was spelt or put: of contact details, just that there were some.
    """
    counted = sorted(Counter(mistakes_in(verdict, body)).items())
    if not counted:
        return
    whose = {
        "shop_id": shop_id,
        "membership_id": membership_id,
        "language": verdict.language,
        "day": (now or moment()).date(),
    }
    with transaction.atomic():
        rows = [MistakeCount(**whose, **mistake._asdict()) for mistake, _ in counted]
        MistakeCount.objects.bulk_create(rows, ignore_conflicts=True)
        for mistake, times in counted:
            MistakeCount.objects.filter(**whose, **mistake._asdict()).update(times=F("times") + times)


def _changed() -> None:
    # Now for the rest of this transaction, and again for whoever read in between what stood before.
    forget_words()
    transaction.on_commit(forget_words)
