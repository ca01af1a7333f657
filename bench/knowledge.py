"""Search over 10,000 articles and phrases of a shop: milliseconds from the words to the rows; and suggestions among as many.

The time is the processor's, so that other work on the machine does not count; of PostgreSQL's server too, where it is on this machine.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

from bench.figures import Figure, percentile

TEXTS = int(os.environ.get("BENCH_TEXTS", "10000"))
LESSONS = int(os.environ.get("BENCH_LESSONS", "200000"))
QUESTIONS = 200


def run() -> Figure:
    """Measure in a process and a folder of its own."""
    folder = tempfile.mkdtemp(prefix="comptoir-bench-")
    environment = {"COMPTOIR_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "comptoir.config.settings"}
    try:
        command = [sys.executable, "-m", "bench.knowledge"]
        printed = subprocess.check_output(command, env=os.environ | environment, text=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    told: dict[str, Any] = json.loads(printed.splitlines()[-1])
    print(json.dumps(told), flush=True)
    Figure("knowledge_suggestions", told["suggestions_p95"], "ms", goal=30, more_is_better=False).tell()
    return Figure("knowledge", told["search_p95"], "ms", goal=50, more_is_better=False).tell()


def main() -> None:
    """Seed, ask, and print the figures."""
    import django

    django.setup()
    from django.core.management import call_command

    from comptoir.domain.knowledge.queries import found, suggestions_for
    from tests.knowledge.labelled import labelled

    call_command("migrate", verbosity=0)
    chance = random.Random(11)
    shop_id, per_second = seeded(chance)
    words = [word for _, title, _ in labelled("fr").articles for word in title.split() if len(word) > 3]
    asked = {
        "one": [chance.choice(words) for _ in range(QUESTIONS)],
        "two": [" ".join(chance.sample(words, 2)) for _ in range(QUESTIONS)],
        "begun": [chance.choice(words)[:4] for _ in range(QUESTIONS)],
        "mistyped": [mistyped(chance.choice(words), chance) for _ in range(QUESTIONS)],
    }
    milliseconds(partial(found, shop_id, "livraison", "fr"))  # the words are read once, after a change
    figures: dict[str, float] = {"texts_indexed_per_second": round(per_second)}
    everything = list[float]()
    for kind, queries in asked.items():
        taken = [milliseconds(partial(found, shop_id, query, "fr")) for query in queries]
        figures[f"{kind}_p95"] = round(percentile(taken, 0.95), 1)
        everything += taken
    questions = questions_asked() * 2
    proposed = [milliseconds(partial(suggestions_for, shop_id, question, "fr")) for question in questions]
    figures["untaught_suggestions_p95"] = round(percentile(proposed, 0.95), 1)
    figures["lessons"] = taught(shop_id, chance)
    proposed = [milliseconds(partial(suggestions_for, shop_id, question, "fr")) for question in questions]
    figures["suggestions_p95"] = round(percentile(proposed, 0.95), 1)
    figures["learning_p95"] = round(percentile(learning(shop_id, chance), 0.95), 1)
    print(json.dumps(figures | {"search_p95": round(percentile(everything, 0.95), 1)}))


def milliseconds(ask: Callable[[], object]) -> float:
    """How much work one question is."""
    start = worked()
    ask()
    return (worked() - start) * 1000


def worked() -> float:
    """Seconds that a processor has worked: for this process, and for its connection to PostgreSQL."""
    process = time.process_time()
    return process + int(_server().read_text().split()[0]) / 1e9 if os.environ.get("DATABASE_URL") else process


@cache
def _server() -> Path:
    """What the kernel counts of the server's process. Raises `FileNotFoundError` where it is on another machine."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return Path(f"/proc/{cursor.fetchone()[0]}/schedstat")


def mistyped(word: str, chance: random.Random) -> str:
    """The word with two letters changed over."""
    place = chance.randrange(1, len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def seeded(chance: random.Random) -> tuple[int, float]:
    """A shop that explains the same things in ten thousand ways; returns it, and how many texts a second were indexed."""
    from django.db import transaction

    from comptoir.domain.knowledge.actions.indexing import index_phrases
    from comptoir.domain.knowledge.models import Phrase
    from tests.knowledge.labelled import labelled
    from tests.people import NOON, a_shop

    with transaction.atomic():
        shop = a_shop()
    titles = [title.split() for _, title, _ in labelled("fr").articles]
    sentences = [sentence for _, _, body in labelled("fr").articles for sentence in body.split(". ")]
    start = time.perf_counter()
    for begin in range(0, TEXTS, 500):
        with transaction.atomic():
            rows = [
                Phrase(
                    shop_id=shop.id,
                    language="fr",
                    title=f"{' '.join(chance.choice(titles) + chance.choice(titles))} {begin + n}",
                    body=". ".join(chance.sample(sentences, 5)),
                    changed_at=NOON,
                )
                for n in range(500)
            ]
            index_phrases(Phrase.objects.bulk_create(rows))
    return shop.id, TEXTS / (time.perf_counter() - start)


def taught(shop_id: int, chance: random.Random) -> int:
    """Let the texts have answered so many questions that as much is kept as ever is; returns how many lessons."""
    from collections import Counter

    from django.db import connection

    from comptoir.domain.knowledge.models import Lesson, Phrase
    from comptoir.domain.knowledge.rules.learning import lesson_tokens
    from tests.people import NOON

    texts = list(Phrase.objects.filter(shop_id=shop_id).values_list("pk", flat=True))
    tokens = [["", *lesson_tokens(question, "fr", ())] for question in questions_asked()]
    lessons = Counter[tuple[str, int]]()
    while len(lessons) < LESSONS:
        of = texts[min(int(chance.paretovariate(0.3)), len(texts)) - 1]  # a few answer most of what is asked
        lessons.update((token, of) for token in chance.choice(tokens))
    Lesson.objects.bulk_create(
        (
            Lesson(shop_id=shop_id, language="fr", word=word, kind="phrase", of=of, helped=times, learnt_on=NOON)
            for (word, of), times in lessons.items()
        ),
        batch_size=5000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return len(lessons)


def learning(shop_id: int, chance: random.Random) -> list[float]:
    """How much work it is to learn from an answer, a hundred times."""
    from comptoir.domain.knowledge.actions import count_use
    from comptoir.domain.knowledge.models import Phrase
    from tests.people import NOON

    texts = list(Phrase.objects.filter(shop_id=shop_id).values_list("pk", flat=True)[:1000])
    learn = partial(count_use, shop_id=shop_id, membership_id=None, kind="phrase", language="fr", now=NOON)
    asked = [(chance.choice(texts), chance.choice(questions_asked())) for _ in range(100)]
    return [milliseconds(partial(learn, of=of, question=question)) for of, question in asked]


def questions_asked() -> list[str]:
    """All French questions of the sets."""
    from tests.knowledge.labelled import SETS, labelled

    return [question for of in SETS for question, _ in labelled("fr", of).questions]


if __name__ == "__main__":
    main()
