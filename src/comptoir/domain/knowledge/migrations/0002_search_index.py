"""The databases' own indexes of words: FTS5 kept by triggers in SQLite, a column of its own in PostgreSQL."""

from django.db import migrations

SQLITE = [
    """CREATE VIRTUAL TABLE knowledge_sought USING fts5(
        tokens, content='knowledge_findable', content_rowid='id', detail=none, tokenize='unicode61 remove_diacritics 0'
    )""",
    """CREATE TRIGGER knowledge_sought_added AFTER INSERT ON knowledge_findable BEGIN
        INSERT INTO knowledge_sought(rowid, tokens) VALUES (new.id, new.tokens);
    END""",
    """CREATE TRIGGER knowledge_sought_removed AFTER DELETE ON knowledge_findable BEGIN
        INSERT INTO knowledge_sought(knowledge_sought, rowid, tokens) VALUES ('delete', old.id, old.tokens);
    END""",
    """CREATE TRIGGER knowledge_sought_changed AFTER UPDATE ON knowledge_findable BEGIN
        INSERT INTO knowledge_sought(knowledge_sought, rowid, tokens) VALUES ('delete', old.id, old.tokens);
        INSERT INTO knowledge_sought(rowid, tokens) VALUES (new.id, new.tokens);
    END""",
]
SQLITE_BACK = [
    "DROP TRIGGER knowledge_sought_changed",
    "DROP TRIGGER knowledge_sought_removed",
    "DROP TRIGGER knowledge_sought_added",
    "DROP TABLE knowledge_sought",
]
POSTGRESQL = [
    """ALTER TABLE knowledge_findable ADD COLUMN sought tsvector
        GENERATED ALWAYS AS (array_to_tsvector(string_to_array(tokens, ' '))) STORED""",
    "CREATE INDEX knowledge_sought ON knowledge_findable USING gin (sought) WITH (fastupdate = off)",
]
POSTGRESQL_BACK = ["DROP INDEX knowledge_sought", "ALTER TABLE knowledge_findable DROP COLUMN sought"]


def _make(_apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def _undo(_apps, schema_editor):
    for statement in SQLITE_BACK if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0001_initial")]

    operations = [migrations.RunPython(_make, _undo)]
