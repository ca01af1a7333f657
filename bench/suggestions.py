"""What could answer a customer: the share of labelled questions whose answer is among the first three, by set and language, and the time; and how
much more they are once answers have taught it, one, two and four to a text.

Time is the processor's, so that other work on the machine does not count; with PostgreSQL the server's part is not in it.

`python -m bench.suggestions --misses` prints the questions that are not answered.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from functools import partial
from typing import Any, NamedTuple

from bench.figures import Figure, percentile

FIRST = 3
TOLD_AFTER = (1, 2, 4)
"""After so many answers to a text it is told how many questions are answered."""


class Shop(NamedTuple):
    """A shop, and which of its texts is the answer of that language and key."""

    id: int
    keys: dict[tuple[str, str], int]


def run() -> Figure:
    """Measure in a process and a folder of its own."""
    folder = tempfile.mkdtemp(prefix="comptoir-bench-")
    environment = {"COMPTOIR_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "comptoir.config.settings"}
    try:
        command = [sys.executable, "-m", "bench.suggestions", *sys.argv[2:]]
        printed = subprocess.check_output(command, env=os.environ | environment, text=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    told: dict[str, Any] = json.loads(printed.splitlines()[-1])
    print(json.dumps(told), flush=True)
    Figure("suggestions_time", told["p95"], "ms", goal=30, more_is_better=False).tell()
    *others, last = [
        Figure(f"suggestions_{of}", min(told[of].values()), "in the first three", goal=0.85) for of in told["sets"]
    ]
    for figure in (*others, last):
        figure.tell()
    taught = [
        Figure(f"suggestions_{of}_taught_{answers}", min(shares.values()), "in the first three", goal=0.85)
        for of, after in told["taught"].items()
        for answers, shares in after.items()
    ]
    return [figure.tell() for figure in taught][-1]


def main() -> None:
    """Seed, ask, and print the figures."""
    import django

    django.setup()
    from django.core.management import call_command

    from tests.knowledge.labelled import SETS, TAUGHT

    call_command("migrate", verbosity=0)
    taken = list[float]()
    shops = {of: seeded(of) for of in SETS}
    shares = {of: answered(of, shops[of], taken) for of in SETS}
    after = {of: taught(of, shops[of], taken) for of in TAUGHT}
    print(json.dumps({"sets": SETS} | shares | {"taught": after, "p95": round(percentile(taken, 0.95), 2)}))


def taught(of: str, here: Shop, taken: list[float]) -> dict[int, dict[str, float]]:
    """The same after answers have taught it: for each number of answers to a text, the shares by language."""
    from tests.knowledge.labelled import TAUGHT

    shares = dict[int, dict[str, float]]()
    for place in range(TAUGHT[of]):
        answer_all(of, here, place)
        if place + 1 in TOLD_AFTER:
            shares[place + 1] = answered(of, here, taken)
    return shares


def answer_all(of: str, here: Shop, place: int) -> None:
    """Let each text of the set be sent in one answer, to its question at that place."""
    from comptoir.domain.knowledge.actions import count_use
    from tests.knowledge.labelled import LANGUAGES, teaching
    from tests.people import NOON

    sent = partial(count_use, shop_id=here.id, membership_id=None, kind="article", now=NOON)
    for language in LANGUAGES:
        for key, questions in teaching(language, of):
            sent(of=here.keys[language, key], question=questions[place], language=language)


def answered(of: str, here: Shop, taken: list[float]) -> dict[str, float]:
    """The share of the questions of that set that are answered, by language; adds the milliseconds of each to `taken`."""
    from tests.knowledge.labelled import LANGUAGES, labelled

    shares = dict[str, float]()
    for language in LANGUAGES:
        hits, questions = 0, labelled(language, of).questions
        for question, key in questions:
            found, milliseconds = asked(here.id, question, language)
            taken.append(milliseconds)
            is_hit = here.keys[language, key] in found
            hits += is_hit
            if not is_hit and "--misses" in sys.argv:
                names = {of: name for (lang, name), of in here.keys.items() if lang == language}
                print(f"{language} {question} | {key} | {[names.get(of, of) for of in found]}", file=sys.stderr)
        shares[language] = round(hits / len(questions), 3)
    return shares


def seeded(of: str) -> Shop:
    """A shop that explains all of it in each language."""
    from django.db import transaction

    from comptoir.domain.knowledge.tests.findable import an_article
    from tests.knowledge.labelled import LANGUAGES, labelled
    from tests.people import a_shop

    keys: dict[tuple[str, str], int] = {}
    with transaction.atomic():
        shop = a_shop(of)
        for language in LANGUAGES:
            for key, title, body in labelled(language, of).articles:
                keys[language, key] = an_article(shop, title, body, language=language).pk
    return Shop(shop.id, keys)


def asked(shop_id: int, question: str, language: str) -> tuple[list[int], float]:
    """The first texts that are proposed, and the milliseconds of work it took."""
    from comptoir.domain.knowledge.queries import suggestions_for

    start = time.process_time()
    found = suggestions_for(shop_id, question, language, at_most=FIRST)
    return [it.id for it in found], (time.process_time() - start) * 1000


if __name__ == "__main__":
    main()
