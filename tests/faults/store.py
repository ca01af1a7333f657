"""What a desk's database holds of each conversation, asked of the database itself by a process of its own."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import Any, NamedTuple

from tests.live import LiveDesk


class Kept(NamedTuple):
    """A row of the stream as the database has it."""

    seq: int
    public_seq: int | None
    client_id: str | None
    kind: str
    body: str


def kept_entries(desk: LiveDesk) -> dict[int, list[Kept]]:
    """All entries of all conversations, in order. No server may write meanwhile."""
    found: dict[int, list[Kept]] = defaultdict(list)
    for c, *row in json.loads(desk.run("tests.faults.store").splitlines()[-1]):
        found[c].append(Kept(*row))
    return found


def expect_whole_streams(streams: dict[int, list[Kept]]) -> None:
    """Every stream is numbered without gaps in both numberings, and holds nothing twice."""
    for c, entries in streams.items():
        assert [it.seq for it in entries] == list(range(1, len(entries) + 1)), f"conversation {c} has gaps"
        public = [it.public_seq for it in entries if it.public_seq is not None]
        assert public == list(range(1, len(public) + 1)), f"conversation {c} has gaps for its visitor"
        ids = [it.client_id for it in entries if it.client_id]
        assert len(ids) == len(set(ids)), f"conversation {c} holds something twice"


def main() -> None:
    """Print every entry as JSON."""
    import django

    django.setup()
    from comptoir.domain.conversations.models import Conversation, Entry

    entries = Entry.objects.order_by("conversation_id", "seq")
    rows: list[Any] = list(entries.values_list("conversation_id", "seq", "public_seq", "client_id", "kind", "body"))
    everything, public = Counter(row[0] for row in rows), Counter(row[0] for row in rows if row[2])
    for pk, *counted in Conversation.objects.values_list("pk", "seq", "public_seq"):
        assert counted == [everything[pk], public[pk]], f"conversation {pk} miscounts"
    print(json.dumps(rows, default=str))


if __name__ == "__main__":
    main()
