"""What we do with words: the shop's dictionary, and the counts of mistakes."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.wording.errors import DictionaryIsFull, NotAWord, WordNotFound, WordsAreAddedByOthers
from comptoir.domain.wording.models import CountedMessage, DictionaryWord, MistakeCount
from comptoir.domain.wording.queries.dictionary import forget_words, plain
from comptoir.domain.wording.rules import LONGEST_WORD, Verdict, is_word, may_add_words, may_remove_word, mistakes_in
from comptoir.foundation.clock import now as moment
from comptoir.foundation.errors import NotAllowed
from comptoir.language.originals import as_read
from comptoir.language.rules import LANGUAGES

WORDS_AT_MOST = 5000
"""Words of a shop's dictionary."""

MARKED_FOR = dt.timedelta(days=60)
"""How long it is known which messages were counted: longer than anybody tries to tell of one again."""

_MARK = """
    INSERT INTO wording_countedmessage (name, counted_on) VALUES %s ON CONFLICT DO NOTHING RETURNING name
"""


@transaction.atomic
def add_word(shop_id: int, language: str, word: str, by: Viewer, *, now: dt.datetime | None = None) -> DictionaryWord:
    """Keep a word as right in this shop, in one language or ("") in all. The same word again changes nothing.

    Raises `NotAWord`, `DictionaryIsFull`, `WordsAreAddedByOthers`, and `NotAllowed` for a member of another shop.
    """
    now, word = now or moment(), as_read(word.strip())
    if by.shop_id != shop_id or not may(by.role, "add_words"):
        raise NotAllowed
    if not may_add_words(charter_in_force(shop_id, now)[1], by):
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
    """Take a word out of the dictionary: who added it may, and who looks after it.

    Raises `WordNotFound`, and `NotAllowed` for anybody else.
    """
    word = DictionaryWord.objects.filter(shop_id=shop_id, pk=word_id).first()
    if word is None:
        raise WordNotFound
    if not may_remove_word(by, shop_id, word.added_by_id):
        raise NotAllowed
    word.delete()
    _changed()


@dataclass(frozen=True, slots=True)
class Written:
    """A message that a member has sent, with what was found in it; `name` is one that no other message has."""

    name: str
    shop_id: int
    membership_id: int
    body: str
    verdict: Verdict
    day: dt.date
    """In the shop's calendar."""


def count_mistakes(messages: Iterable[Written], *, today: dt.date | None = None) -> None:
    """Count what is found in messages that were sent: each message once, however often this is told of it.

    Words are kept only where they say nothing but how something was spelt or put: of contact details, just that there were some.
    """
    found = {it.name: [(_whose(it), mistake) for mistake in mistakes_in(it.verdict, it.body)] for it in messages}
    names = sorted(name for name, mistakes in found.items() if mistakes)
    if not names:
        return
    with transaction.atomic():
        fresh = _marked(names, today or moment().date())
        # In one order, so that two who count wait for each other instead of locking each other out.
        counted = sorted(Counter(each for name in fresh for each in found[name]).items())
        rows = [MistakeCount(**dict(whose), **mistake._asdict()) for (whose, mistake), _ in counted]
        MistakeCount.objects.bulk_create(rows, ignore_conflicts=True)
        for (whose, mistake), times in counted:
            same = MistakeCount.objects.filter(**dict(whose), clause=mistake.clause, why=mistake.why, word=mistake.word)
            same.update(times=F("times") + times, better=mistake.better)


def _whose(it: Written) -> tuple[tuple[str, Any], ...]:
    language = it.verdict.language[:2]
    return (("shop_id", it.shop_id), ("membership_id", it.membership_id), ("language", language), ("day", it.day))


def _marked(names: list[str], today: dt.date) -> list[str]:
    """Mark messages as counted; returns those that were not before. Marks go when nothing is told twice any more."""
    CountedMessage.objects.filter(counted_on__lt=today - MARKED_FOR).delete()
    day = connection.ops.adapt_datefield_value(today)
    rows = ", ".join(["(%s, %s)"] * len(names))
    with connection.cursor() as cursor:
        cursor.execute(_MARK % rows, [value for name in names for value in (name, day)])
        return [name for (name,) in cursor.fetchall()]


def _changed() -> None:
    # Now for the rest of this transaction, and again for whoever read in between what stood before.
    forget_words()
    transaction.on_commit(forget_words)
