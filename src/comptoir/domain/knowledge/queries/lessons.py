"""What was learnt on the words of a question, in two bounded queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from django.db import connection
from django.db.models import Q

from comptoir.domain.knowledge.models import Findable, Lesson
from comptoir.domain.knowledge.queries.candidates import Candidate
from comptoir.domain.knowledge.rules.asking import Asked, Standing
from comptoir.domain.knowledge.rules.learning import Key, Learned, Lessons, Taught, much_of
from comptoir.domain.knowledge.rules.ranking import rarity

TOKENS_AT_MOST = 40
"""Tokens of a question that lessons are looked up for."""
TEXTS_OF_A_TOKEN = 40
"""Lessons of a token that are looked at: of the texts that it was taught most."""
TEXTS_AT_MOST = 24
"""Texts whose lessons are weighed: those of which most was learnt on the question."""
EVERY = ""
"""Stands in the place of a token where a text's answers are counted, whatever they were on."""

_SQLITE = """
    SELECT * FROM (
        SELECT kind, of, word, helped, failed FROM knowledge_lesson
        WHERE shop_id = %s AND language = %s AND word = %s ORDER BY helped DESC LIMIT %s
    )
"""
_POSTGRESQL = """
    SELECT taught.* FROM unnest(%s::text[]) AS asked(token) CROSS JOIN LATERAL (
        SELECT kind, of, word, helped, failed FROM knowledge_lesson
        WHERE shop_id = %s AND language = %s AND word = asked.token ORDER BY helped DESC LIMIT %s
    ) AS taught
"""


def lessons_on(shop_id: int, language: str, asked: Sequence[Asked], known: Standing) -> Lessons:
    """What was learnt of the texts that answered such words most. Two queries, bounded whatever was taught."""
    tokens = {token: much for it in asked for token, much in it.tokens.items()}
    found = _found(shop_id, language, sorted(tokens, key=lambda token: -tokens[token])[:TOKENS_AT_MOST])
    if not found:
        return Lessons()
    texts = Counter(token for each in found.values() for token in each)
    learned = Learned(known, texts)
    weights = {token: tokens[token] * rarity(learned, token) for token in texts}

    def told(key: Key) -> float:
        return sum(much_of(it, 0) * weights[token] for token, it in found[key].items())

    best = sorted(found, key=lambda key: (-told(key), key))[:TEXTS_AT_MOST]
    counted = Lesson.objects.filter(either_of(best), shop_id=shop_id, language=language, word=EVERY)
    answered = {(kind, of): times for kind, of, times in counted.values_list("kind", "of", "helped")}
    return Lessons({key: found[key] for key in best}, answered, texts)


def _found(shop_id: int, language: str, tokens: Sequence[str]) -> dict[Key, dict[str, Taught]]:
    if not tokens:
        return {}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            values = [it for token in tokens for it in (shop_id, language, token, TEXTS_OF_A_TOKEN)]
            cursor.execute(" UNION ALL ".join([_SQLITE] * len(tokens)), values)
        else:
            cursor.execute(_POSTGRESQL, [list(tokens), shop_id, language, TEXTS_OF_A_TOKEN])
        rows = cursor.fetchall()
    found = defaultdict[Key, dict[str, Taught]](dict)
    for kind, of, word, helped, failed in rows:
        found[kind, of][word] = Taught(helped, failed)
    return found


def taught_candidates(shop_id: int, keys: Sequence[Key], *, public_only: bool) -> list[Candidate]:
    """These texts as they stand in the index, each once. One query."""
    if not keys:
        return []
    rows = Findable.objects.filter(either_of(keys), shop_id=shop_id)
    rows = rows.filter(is_public=True) if public_only else rows
    return [Candidate(*row) for row in rows.values_list(*Candidate._fields)]


def either_of(keys: Sequence[Key]) -> Q:
    """Rows of these texts."""
    either = Q()
    for kind in sorted({kind for kind, _ in keys}):
        either |= Q(kind=kind, of__in=[of for each, of in keys if each == kind])
    return either
