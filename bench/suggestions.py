"""What could answer a customer: the share of labelled questions whose answer is among the first three, by set and language, and the time.

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
from typing import Any

from bench.figures import Figure, percentile

FIRST = 3


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
    for figure in others:
        figure.tell()
    return last.tell()


def main() -> None:
    """Seed, ask, and print the figures."""
    import django

    django.setup()
    from django.core.management import call_command

    from tests.knowledge.labelled import SETS

    call_command("migrate", verbosity=0)
    taken = list[float]()
    shares = {of: answered(of, taken) for of in SETS}
    print(json.dumps({"sets": SETS} | shares | {"p95": round(percentile(taken, 0.95), 2)}))


def answered(of: str, taken: list[float]) -> dict[str, float]:
    """The share of the questions of that set that are answered, by language; adds the milliseconds of each to `taken`."""
    from tests.knowledge.labelled import LANGUAGES, labelled

    shop, keys = seeded(of)
    shares = dict[str, float]()
    for language in LANGUAGES:
        hits, questions = 0, labelled(language, of).questions
        for question, key in questions:
            found, milliseconds = asked(shop.id, question, language)
            taken.append(milliseconds)
            is_hit = keys[language, key] in found
            hits += is_hit
            if not is_hit and "--misses" in sys.argv:
                names = {of: name for (lang, name), of in keys.items() if lang == language}
                print(f"{language} {question} | {key} | {[names.get(of, of) for of in found]}", file=sys.stderr)
        shares[language] = round(hits / len(questions), 3)
    return shares


def seeded(of: str) -> tuple[Any, dict[tuple[str, str], int]]:
    """A shop that explains all of it in each language; returns it, and which text is which answer."""
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
    return shop, keys


def asked(shop_id: int, question: str, language: str) -> tuple[list[int], float]:
    """The first texts that are proposed, and the milliseconds of work it took."""
    from comptoir.domain.knowledge.queries import suggestions_for

    start = time.process_time()
    found = suggestions_for(shop_id, question, language, at_most=FIRST)
    return [it.id for it in found], (time.process_time() - start) * 1000


if __name__ == "__main__":
    main()
