"""Which texts could answer: asked of the database's own index, in a few bounded questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.db import connection

from comptoir.domain.knowledge.rules.asking import Asked

FEW = 250
"""Texts that one question brings at most; of more, the newest."""
ENOUGH = 800
"""Texts that the rarest words together may stand in, to be asked for."""

_COLUMNS = "id, kind, of, language, audience, topic, is_public, title, named, worded, bodied"
_SQLITE = """
    SELECT {columns} FROM knowledge_sought JOIN knowledge_findable f ON f.id = knowledge_sought.rowid
    WHERE knowledge_sought MATCH %s ORDER BY knowledge_sought.rowid DESC LIMIT %s
"""
_POSTGRESQL = """
    WITH sought AS MATERIALIZED (
        SELECT id AS found FROM knowledge_findable WHERE sought @@ %s::tsquery ORDER BY id DESC LIMIT %s
    ) SELECT {columns} FROM sought JOIN knowledge_findable f ON f.id = sought.found
"""


class Candidate(NamedTuple):
    """A text as it stands in the index."""

    id: int
    kind: str
    of: int
    language: str
    audience: str
    topic: str
    is_public: bool
    title: str
    named: str
    worded: str
    bodied: str


def candidates(
    scopes: Sequence[str], asked: Sequence[Asked], weights: Mapping[str, float], standing: Mapping[str, int]
) -> list[Candidate]:
    """Texts within the scopes that have all that is asked, that have some of it in the title, or that have its rarest words."""
    if not asked or not scopes:
        return []
    every = [sorted(it.tokens) for it in asked]
    questions = [every] if len(every) > 1 else []
    heads = sorted({f"t{token}" for tokens in every for token in tokens})
    questions.append([heads])
    questions.append([_rarest(every, weights, standing)])
    found: dict[int, Candidate] = {}
    for question in questions:
        found.update({row.id: row for row in _found([list(scopes), *question])})
    return list(found.values())


def _rarest(every: list[list[str]], weights: Mapping[str, float], standing: Mapping[str, int]) -> list[str]:
    """The tokens that tell most, as long as they stand in few texts; at least one."""
    tokens = sorted({token for tokens in every for token in tokens}, key=lambda token: (-weights[token], token))
    kept, texts = tokens[:1], standing.get(tokens[0], 0)
    for token in tokens[1:]:
        texts += standing.get(token, 0)
        if texts > ENOUGH:
            break
        kept.append(token)
    return kept


def _found(groups: Iterable[Sequence[str]]) -> list[Candidate]:
    """Texts that have a token of each group. Tokens are of letters and digits alone: nothing in them is a sign of the query's."""
    columns = ", ".join(f"f.{name}" for name in _COLUMNS.split(", "))
    is_sqlite = connection.vendor == "sqlite"
    either, both, quote = (" OR ", " AND ", '"') if is_sqlite else (" | ", " & ", "'")
    query = both.join(f"({either.join(f'{quote}{token}{quote}' for token in group)})" for group in groups)
    with connection.cursor() as cursor:
        cursor.execute((_SQLITE if is_sqlite else _POSTGRESQL).format(columns=columns), [query, FEW])
        return [Candidate(*row) for row in cursor.fetchall()]
