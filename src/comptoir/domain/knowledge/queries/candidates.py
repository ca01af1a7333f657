"""Which texts could answer: asked of the database's own index, in a few bounded questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from django.db import connection

from comptoir.domain.knowledge.rules.asking import Asked

FEW = 250
"""Texts that one question brings at most; of more, the newest."""
ENOUGH = 800
"""Texts that the rarest words together may stand in, to be asked for; and those that may have one in the title, `TITLED`."""
TITLED = 1200

_COLUMNS = "id, kind, of, language, audience, topic, is_public, title, named, worded, bodied"
_SQLITE = """
    SELECT {columns} FROM knowledge_sought JOIN knowledge_findable f ON f.id = knowledge_sought.rowid
    WHERE knowledge_sought MATCH %s ORDER BY knowledge_sought.rowid DESC LIMIT %s
"""
_POSTGRESQL = """
    WITH every AS MATERIALIZED (
        SELECT id FROM knowledge_findable WHERE sought @@ %s::tsquery
    ), sought AS MATERIALIZED (
        SELECT id AS found FROM every ORDER BY id DESC LIMIT %s
    ) SELECT {columns} FROM sought JOIN knowledge_findable f ON f.id = sought.found
"""
_POSTGRESQL_OFTEN = """
    WITH sought AS MATERIALIZED (
        SELECT id AS found FROM knowledge_findable WHERE sought @@ %s::tsquery ORDER BY id DESC LIMIT %s
    ) SELECT {columns} FROM sought JOIN knowledge_findable f ON f.id = sought.found
"""
OFTEN = 1500
"""Texts from which on the newest are soonest found by reading the table backwards; of fewer, by the index."""


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
    """Texts within the scopes that have all that is asked, that have some of it in the title, the rarest words first, or that have its rarest words."""
    if not asked or not scopes:
        return []
    every = [sorted(it.tokens) for it in asked]
    questions = [(every, min(_texts(tokens, standing) for tokens in every))] if len(every) > 1 else []
    titled, rarest = (_rarest(every, weights, standing, enough) for enough in (TITLED, ENOUGH))
    questions.append(([[f"t{token}" for token in titled]], _texts(titled, standing)))
    questions.append(([rarest], _texts(rarest, standing)))
    found: dict[int, Candidate] = {}
    for groups, texts in questions:
        found.update({row.id: row for row in _found([list(scopes), *groups], texts)})
    return list(found.values())


def _texts(tokens: Sequence[str], standing: Mapping[str, int]) -> int:
    """In how many texts one of the tokens stands at most."""
    return sum(standing.get(token, 0) for token in tokens)


def _rarest(
    every: list[list[str]], weights: Mapping[str, float], standing: Mapping[str, int], enough: int
) -> list[str]:
    """The tokens that tell most, as long as they stand in few texts; at least one."""
    tokens = sorted({token for tokens in every for token in tokens}, key=lambda token: (-weights[token], token))
    kept, texts = tokens[:1], standing.get(tokens[0], 0)
    for token in tokens[1:]:
        texts += standing.get(token, 0)
        if texts > enough:
            break
        kept.append(token)
    return kept


def _found(groups: Iterable[Sequence[str]], texts: int) -> list[Candidate]:
    """Texts, of so many at most, that have a token of each group. Tokens are of letters and digits alone: nothing in them is a sign of
    the query's.
    """
    columns = ", ".join(f"f.{name}" for name in _COLUMNS.split(", "))
    is_sqlite = connection.vendor == "sqlite"
    either, both, quote = (" OR ", " AND ", '"') if is_sqlite else (" | ", " & ", "'")
    query = both.join(f"({either.join(f'{quote}{token}{quote}' for token in group)})" for group in groups)
    asked = _SQLITE if is_sqlite else _POSTGRESQL_OFTEN if texts >= OFTEN else _POSTGRESQL
    with connection.cursor() as cursor:
        cursor.execute(asked.format(columns=columns), [query, FEW])
        return [Candidate(*row) for row in cursor.fetchall()]
