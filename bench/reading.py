"""The language library itself, in this process and on one core, without the checker's process around it (`bench.checker`):

drafts, drafts of which one sentence changed, hostile texts of 100,000 letters, masking, memory, loading.

    python -m bench reading

Drafts of 300 characters come at 20 a second in every language in turn, each never read before. The last line is the 95th
percentile of the slowest language; the lines before it are one for each other promise. French is read with Grammalecte where it is installed;
only of a draft that grows it is not waited for, as the composer does not wait.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext

from bench.figures import Figure, percentile
from comptoir.domain.wording.checker.reader import spare_what_is_loaded

DRAFTS_A_SECOND = 20
SECONDS = int(os.environ.get("BENCH_SECONDS", "20"))
LENGTH = 300
AGAIN = 200
CARD = "Bonjour, voici ma carte 4242 4242 4242 4242, commande 20261122-0042. Merci de me répondre vite !"
USUAL = "Bonjour, je n'ai toujours pas reçu mon colis, commande 20261122-0042. Pouvez-vous regarder ? Merci d'avance."
BUDGETS = {"masking": 0.05, "memory": 700, "loading": 20.0, "hostile": 200, "again": 2, "drafts": 30}


def run() -> Figure:
    """Measure all of it; the figure handed back is that of drafts, held only when every promise was."""
    _on_one_core()
    loading = _loading().tell()
    spare_what_is_loaded()  # as the checker does when it is warm
    figures = [loading, _masking().tell(), *(figure.tell() for figure in _hostile()), _again().tell(), _memory().tell()]
    drafts = _drafts()
    if all(figure.held for figure in figures):
        return drafts.tell()
    drafts.tell()
    return next(figure for figure in figures if not figure.held)


def _on_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def _loading() -> Figure:
    from comptoir.language.rules import LANGUAGES

    started = time.perf_counter()
    for language in LANGUAGES:
        _check(language)(_draft(language, random.Random(1)))
        _read(language)("Bonjour")
        _told(_draft(language, random.Random(2)))
    return Figure("reading_loading", time.perf_counter() - started, "s", goal=BUDGETS["loading"], more_is_better=False)


def _drafts() -> Figure:
    """Each draft is new to it, and begins at its time; how long it took, from then to the findings."""
    from comptoir.language.rules import LANGUAGES

    chance, taken = random.Random(7), {language: [] for language in LANGUAGES}
    due = time.perf_counter()
    for n in range(DRAFTS_A_SECOND * SECONDS):
        language = LANGUAGES[n % len(LANGUAGES)]
        body = _draft(language, chance)
        time.sleep(max(0.0, due - time.perf_counter()))
        _check(language)(body)
        taken[language].append((time.perf_counter() - due) * 1000)
        due = max(due + 1 / DRAFTS_A_SECOND, time.perf_counter())
    slowest = {language: percentile(each, 0.95) for language, each in taken.items()}
    print({language: round(each, 1) for language, each in slowest.items()}, flush=True)
    return Figure("reading", max(slowest.values()), "ms", goal=BUDGETS["drafts"], more_is_better=False)


def _again() -> Figure:
    """A draft of which the last sentence grows by a word: what a keystroke costs.

    French is read as a draft is that somebody types: Grammalecte reads further between two keystrokes, and nobody waits for it.
    How long it takes where it is waited for stands in a line of its own.
    """
    _keystrokes(is_patient=True)
    slowest = _keystrokes(is_patient=False)
    return Figure("reading_again", max(slowest.values()), "ms", goal=BUDGETS["again"], more_is_better=False)


def _keystrokes(*, is_patient: bool) -> dict[str, float]:
    """The median in milliseconds, by language."""
    from comptoir.domain.wording.checker.reading import read_further
    from comptoir.language import grammalecte
    from comptoir.language.rules import LANGUAGES

    chance, slowest = random.Random(11 + is_patient), {}
    for language in LANGUAGES:
        body, more, taken = _draft(language, chance), _draft(language, chance).split(), []
        _check(language)(body)
        for n in range(AGAIN):
            if n % len(more) == 0:
                body, more = _draft(language, chance), _draft(language, chance).split()
                _check(language)(body)
            body += " " + more[n % len(more)].rstrip(".!?")
            patience: AbstractContextManager[list[str]] = nullcontext([]) if is_patient else grammalecte.putting_off()
            with patience as unread:
                taken.append(_milliseconds(_check(language), body))
            for sentence in unread:
                read_further(sentence)
        slowest[language] = percentile(taken, 0.5)
    waits = "Grammalecte waited for" if is_patient else "as it is typed"
    print({"again": waits} | {language: round(each, 2) for language, each in slowest.items()}, flush=True)
    return slowest


def _hostile() -> Iterator[Figure]:
    """Texts of 100,000 letters made to be slow, in every language: the slowest of them."""
    from comptoir.language.rules import LANGUAGES
    from comptoir.language.tests.test_hostile import LONG, generated

    for name, door in (("reply", _check), ("customer", _read)):
        taken = {
            (language, piece): min(_milliseconds(door(language), body) for _ in range(2) if not _forget())
            for language in LANGUAGES
            for piece, body in generated(LONG).items()
        }
        worst = max(taken, key=taken.__getitem__)
        print(f"slowest for {name}: {worst}", flush=True)
        yield Figure(f"reading_hostile_{name}", taken[worst], "ms", goal=BUDGETS["hostile"], more_is_better=False)


def _masking() -> Figure:
    from comptoir.language.cards import masked

    masked(CARD)
    taken = [_milliseconds(masked, USUAL) for _ in range(2000)]
    print({"with_a_card_ms": round(percentile([_milliseconds(masked, CARD) for _ in range(500)], 0.95), 3)}, flush=True)
    return Figure("reading_masking", percentile(taken, 0.95), "ms", goal=BUDGETS["masking"], more_is_better=False)


def _memory() -> Figure:
    """The resident memory of this process, with all languages loaded; Grammalecte's own process is named beside it."""
    from comptoir.language import grammalecte

    running = grammalecte.running()
    if running is not None and running.process_id is not None:
        print({"grammalecte_mb": round(_resident(str(running.process_id)))}, flush=True)
    return Figure("reading_memory", _resident("self"), "MB", goal=BUDGETS["memory"], more_is_better=False)


def _resident(process: str) -> float:
    with open(f"/proc/{process}/status", encoding="utf-8") as status:
        return int(next(line for line in status if line.startswith("VmRSS")).split()[1]) / 1000


def _milliseconds(read: Callable[[str], object], body: str) -> float:
    started = time.perf_counter()
    read(body)
    return (time.perf_counter() - started) * 1000


def _forget() -> None:
    from comptoir.language import reply

    reply.forget()


def _check(language: str) -> Callable[[str], object]:
    from comptoir.language.reply import check_reply
    from comptoir.language.tests.replies import reply_rules
    from comptoir.language.tests.test_hostile import SHOP

    rules = reply_rules(language, shop=SHOP, is_first_reply=True, topics={"delivery": ("livr*", "deliver*")})
    return lambda body: check_reply(body, rules)


def _read(language: str) -> Callable[[str], object]:
    from comptoir.language.customer import read_customer
    from comptoir.language.rules import CustomerRules

    return lambda body: read_customer(body, CustomerRules(language))


def _told(body: str) -> None:
    from comptoir.language.detection import language_of

    language_of(body)


def _draft(language: str, chance: random.Random) -> str:
    """Sentences of the labelled replies by chance, with a misspelt word in most: never the same twice."""
    from bench.language import LABELLED, lines

    if language not in _REPLIES:
        _REPLIES[language] = [line["text"] for line in lines(LABELLED, language) if line["author"] == "agent"]
    body = ""
    while len(body) < LENGTH:
        words = chance.choice(_REPLIES[language]).split()
        long = [place for place, word in enumerate(words) if word.isalpha() and len(word) > 5]
        if long:
            place = chance.choice(long)
            cut = chance.randrange(1, len(words[place]) - 1)
            words[place] = words[place][:cut] + words[place][cut + 1 :]
        body += " ".join(words) + f" {chance.randrange(1000)}. "
    return body.strip()[: LENGTH + 60]


_REPLIES: dict[str, list[str]] = {}


if __name__ == "__main__":
    sys.exit(0 if run().held else 1)
