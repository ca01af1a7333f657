"""Search over 100,000 conversations and a million messages: milliseconds from the words to the rows, beside a list without words."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any
from uuid import uuid4

from bench.figures import Figure, percentile

CONVERSATIONS = int(os.environ.get("BENCH_CONVERSATIONS", "100000"))
EACH = 10
"""Messages of a conversation."""

WORDS = 20_000
QUESTIONS = 300


def run() -> Figure:
    """Measure in a process and a folder of its own."""
    folder = tempfile.mkdtemp(prefix="comptoir-bench-")
    environment = {"COMPTOIR_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "comptoir.config.settings"}
    try:
        command = [sys.executable, "-m", "bench.search"]
        printed = subprocess.check_output(command, env=os.environ | environment, text=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    told: dict[str, Any] = json.loads(printed.splitlines()[-1])
    print(json.dumps(told), flush=True)
    return Figure("search", told["p95"], "ms", goal=50, bound=told["list_p95"], more_is_better=False).tell()


def main() -> None:
    """Seed, ask, and print the figures."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    chance = random.Random(7)
    viewers, indexed_per_second = seeded(chance)
    from comptoir.domain.conversations.queries import inbox_page, search

    kinds = {kind: list(questions(kind, chance)) for kind in ("any", "common", "rare", "two", "begun", "reference")}
    figures: dict[str, float] = {"messages_indexed_per_second": round(indexed_per_second)}
    everything: list[float] = []
    for who, viewer in viewers.items():
        for kind, asked in kinds.items():
            taken = [milliseconds(partial(search, [viewer], words)) for words in asked]
            figures[f"{who}_{kind}_p95"] = round(percentile(taken, 0.95), 1)
            everything += taken
    listed = [milliseconds(partial(inbox_page, [viewers["manager"]], view="all", limit=30)) for _ in range(QUESTIONS)]
    print(json.dumps(figures | {"p95": percentile(everything, 0.95), "list_p95": round(percentile(listed, 0.95), 2)}))


def questions(kind: str, chance: random.Random) -> Iterator[str]:
    """What people look for: words as they occur, very common and very rare ones, two at once, one begun, a reference."""
    from comptoir.domain.conversations.models import Conversation

    references = list(Conversation.objects.order_by("?").values_list("reference", flat=True)[:QUESTIONS])
    for n in range(QUESTIONS // 6):
        common, rare = word(chance.randrange(10)), word(chance.randrange(WORDS // 2, WORDS))
        yield {
            "any": word(drawn(chance)),
            "common": common,
            "rare": rare,
            "two": f"{common} {word(drawn(chance))}",
            "begun": word(drawn(chance))[:2],
            "reference": references[n],
        }[kind]


def milliseconds(ask: Callable[[], object]) -> float:
    """How long one question takes."""
    start = time.perf_counter()
    ask()
    return (time.perf_counter() - start) * 1000


def word(n: int) -> str:
    """The `n`th most common word of an invented language."""
    syllables = ("ba", "cou", "dré", "fi", "gno", "leur", "mai", "nou", "pra", "sè", "tion", "vê", "zu")
    letters, n = "", n + 13
    while n:
        n, which = divmod(n, len(syllables))
        letters += syllables[which]
    return letters


def drawn(chance: random.Random) -> int:
    """A word as often as people use it (after Zipf): half of all that is said are the 140 most common."""
    return int(WORDS ** chance.random()) - 1


def seeded(chance: random.Random) -> tuple[dict[str, Any], float]:
    """A shop with its past; returns who looks, and how many messages a second were indexed."""
    from django.db import transaction

    from comptoir.domain.conversations.actions import index_messages, index_names
    from comptoir.domain.conversations.models import Conversation, Entry
    from comptoir.domain.people.models import Visitor
    from tests.people import a_member, a_shop, a_viewer

    with transaction.atomic():
        shop = a_shop()
        members = {role: a_member(shop, role) for role in ("manager", "advisor", "ambassador")}
    at, spent = dt.datetime.now(dt.UTC), 0.0
    for start in range(0, CONVERSATIONS, 1000):
        with transaction.atomic():
            visitors = Visitor.objects.bulk_create(
                [Visitor(shop_id=shop.id, first_name=word(drawn(chance))) for _ in range(1000)]
            )
            talks = Conversation.objects.bulk_create(
                Conversation(
                    shop_id=shop.id,
                    visitor=visitor,
                    reference=uuid4().hex[:11],
                    opening_id=uuid4(),
                    status="closed",
                    audience=("advisor", "ambassador")[n % 2],
                    charter_version_id=1,
                    seq=EACH,
                    public_seq=EACH,
                    assignee=members["ambassador"] if n % 100 == 1 else None,
                    opened_at=at,
                    last_entry_at=at + dt.timedelta(seconds=start + n),
                )
                for n, visitor in enumerate(visitors)
            )
            entries = [
                Entry(
                    conversation=talk,
                    seq=seq,
                    public_seq=seq,
                    kind="message",
                    author="visitor",
                    created_at=at,
                    body=" ".join(word(drawn(chance)) for _ in range(13)),
                )
                for talk in talks
                for seq in range(1, EACH + 1)
            ]
            Entry.objects.bulk_create(entries, batch_size=5000)
        before = time.perf_counter()
        index_names([talk.pk for talk in talks])
        index_messages([(entry.conversation_id, entry.seq) for entry in entries])
        spent += time.perf_counter() - before
    return {role: a_viewer(member) for role, member in members.items()}, CONVERSATIONS * EACH / spent


if __name__ == "__main__":
    main()
