"""Looking for messages that are here already: by pairs, so that each costs one step into the unique index."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Expression
from django.db.models.sql.compiler import SQLCompiler

from comptoir.domain.conversations.models import Entry


class IsOneOf(Expression):
    """`(conversation, client_id) IN (…)`: two lists, each with its own IN, would be looked up crosswise."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, pairs: Iterable[tuple[int, UUID]]) -> None:
        super().__init__(output_field=BooleanField())
        self._pairs = list(pairs)

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, Any]:
        name = connection.ops.quote_name
        table = name(Entry._meta.db_table)
        columns = f"({table}.{name('conversation_id')}, {table}.{name('client_id')})"
        prepare = Entry._meta.get_field("client_id").get_db_prep_value
        values = [value for c, client_id in self._pairs for value in (c, prepare(client_id, connection))]
        return f"{columns} IN (VALUES {', '.join(['(%s, %s)'] * len(self._pairs))})", values
