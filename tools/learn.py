"""Learn how sentences lean from labelled ones: `src/comptoir/language/weights/` is made by this, and by nothing else.

    python tools/learn.py                                  write the weights
    python tools/learn.py --without customers_twelfth …    write none; measure on these sets what was learnt without them

Learns from `tools/examples/<language>/<leaning>.txt` (one sentence a line, `[either|or]` in it, `[@name]` for a list) and from the sets in
`tests/language/`, but for those that are kept unseen. What words are about (`senses.py`) is the same in every language: of that, each learns
from every third sentence of the others too. Logistic regression, the same on every run; some minutes.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from math import exp
from pathlib import Path
from typing import NamedTuple

from comptoir.language.learnt import BIAS, ENOUGH, LEANINGS, share, traits
from comptoir.language.rules import LANGUAGES
from comptoir.language.senses import marks
from comptoir.language.text import Text

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "tools" / "examples"
LABELLED = ROOT / "tests" / "language"
WEIGHTS = ROOT / "src" / "comptoir" / "language" / "weights"
UNSEEN = (
    "customers_sixteenth",
    "fifteenth",
    "customers_eighteenth",
    "seventeenth",
    "customers_twentieth",
    "nineteenth",
)
"""Sets that nothing is learnt from: they tell how well it reads what it never saw."""
AGAINST = {
    "kind": ("upset", "calm"),
    "upset": ("kind", "calm"),
    "bad": ("good", "plain", "drift", "work"),
    "good": ("bad", "plain", "drift"),
    "drift": ("bad", "good", "plain", "work", "said"),
}
"""What each leaning is told from. `work` ends a clean reply, often with good news; `said` is any other sentence of a reply."""
LABELS = {"compliment": "kind", "upset": "upset", "angry": "upset", "off_topic": "drift", "bad_news_order": "bad"}
_PART = re.compile(r"\[[^\]]*\]|[^\[]+")
_LIST = re.compile(r"@([a-z_]+)")
_LISTS = "lists"
"""The file of the lists that examples share."""
_MOST_WORDINGS = 6
_ROUNDS = 16
_OTHERS = 3
"""One in so many sentences of the other languages is learnt from."""
_STEP = 0.4
_SHRINK = 0.2
"""How strongly weights are drawn to nothing."""
_LIGHTEST = 8
"""Hundredths: what weighs less is left out."""


class Row(NamedTuple):
    """A sentence to learn from, what it is, and how much it counts."""

    sentence: str
    kind: str
    traits: frozenset[str]
    counts: float = 1.0


def main() -> None:
    arguments = _arguments()
    without = (*UNSEEN, *arguments.without)
    told = {language: [*_examples(language), *_labelled(language, without=without)] for language in LANGUAGES}
    for language in LANGUAGES:
        rows = [*told[language], *_of_others(told, language)]
        for leaning in LEANINGS:
            weights = learnt(rows, leaning)
            if arguments.without:
                _measure(language, leaning, weights, arguments.without)
            else:
                _write(language, leaning, weights)


def learnt(rows: list[Row], leaning: str) -> dict[str, float]:
    """What each trait that is met twice weighs for the leaning."""
    told = [row for row in rows if row.kind == leaning or row.kind in AGAINST[leaning]]
    met = Counter(trait for row in told for trait in row.traits)
    lines = [([trait for trait in sorted(row.traits) if met[trait] > 1], row) for row in told]
    weights, squares, bias, bias_squares = dict.fromkeys(met, 0.0), dict.fromkeys(met, 1e-6), 0.0, 1e-6
    chance = random.Random(leaning)  # noqa: S311 - no secret: the same on every run
    for _ in range(_ROUNDS):
        chance.shuffle(lines)
        for known, row in lines:
            each = share(len(known))
            sure = 1 / (1 + exp(-max(-30.0, min(30.0, bias + each * sum(weights[trait] for trait in known)))))
            off = row.counts * (sure - (row.kind == leaning))
            bias_squares += off * off
            bias -= _STEP * off / bias_squares**0.5
            for trait in known:
                slope = off * each + _SHRINK / met[trait] * weights[trait]
                squares[trait] += slope * slope
                weights[trait] -= _STEP * slope / squares[trait] ** 0.5
    return {trait: weight for trait, weight in weights.items() if met[trait] > 1} | {BIAS: bias}


def wordings(line: str, lists: dict[str, list[str]] | None = None) -> list[str]:
    """Sentences of a line with `[either|or]`: each choice at least once, and no more than need be. `@name` is a list."""
    line = _LIST.sub(lambda name: "|".join((lists or {})[name[1]]), line)
    parts = [part[1:-1].split("|") if part.startswith("[") else [part] for part in _PART.findall(line)]
    chance, count = random.Random(line), 1  # noqa: S311 - no secret: the same on every run
    mixed = [chance.sample(part, len(part)) for part in parts]
    for part in parts:
        count *= len(part)
    turns = range(min(count, max(_MOST_WORDINGS, *map(len, parts), 1)))
    return sorted({" ".join("".join(part[turn % len(part)] for part in mixed).split()) for turn in turns})


def _of_others(told: dict[str, list[Row]], language: str) -> Iterator[Row]:
    """What some sentences of the other languages are about, without their words."""
    for other in LANGUAGES:
        if other != language:
            yield from (row._replace(traits=marks(row.sentence, other)) for row in told[other][::_OTHERS])


def _row(sentence: str, kind: str, language: str, counts: float = 1.0) -> Row:
    return Row(sentence, kind, traits(sentence, language), counts)


def _examples(language: str) -> Iterator[Row]:
    lists = _lists(language)
    for source in sorted((EXAMPLES / language).glob("*.txt")):
        for line in source.read_text(encoding="utf-8").splitlines() if source.stem != _LISTS else ():
            told = wordings(line, lists) if line.strip() else []
            yield from (_row(sentence, source.stem, language, len(told) ** -0.5) for sentence in told)


def _lists(language: str) -> dict[str, list[str]]:
    """What stands for `@name` in examples, each line `name = either|or`."""
    source = EXAMPLES / language / f"{_LISTS}.txt"
    lines = source.read_text(encoding="utf-8").splitlines() if source.is_file() else []
    return {name: words.split("|") for name, words in (line.split(" = ", 1) for line in lines if line.strip())}


def _labelled(language: str, without: tuple[str, ...] = (), only: tuple[str, ...] = ()) -> Iterator[Row]:
    """The sentences of the labelled sets."""
    for source in sorted(LABELLED.glob(f"**/{language}.jsonl")):
        if source.parent.name not in without and (not only or source.parent.name in only):
            for line in source.read_text(encoding="utf-8").splitlines():
                labelled = json.loads(line)
                yield from _customers(labelled) if labelled["author"] == "customer" else _agents(labelled)


def _customers(line: dict) -> Iterator[Row]:
    """Each sentence as it is labelled; what is an insult or a threat teaches nothing here."""
    for sentence in Text(line["text"]).sentences:
        clauses = _labels(line, sentence.start, sentence.end)
        if not clauses & {"insult", "harassment"}:
            kind = next((LABELS[each] for each in sorted(clauses) if each in LABELS), "calm")
            yield _row(sentence.text, kind, line["lang"])


def _agents(line: dict) -> Iterator[Row]:
    """Each sentence as it is labelled; before bad news that come too late stand good ones, and a clean reply ends with none."""
    sentences = Text(line["text"]).sentences
    labels = [_labels(line, sentence.start, sentence.end) for sentence in sentences]
    late = next((at for at, clauses in enumerate(labels) if "bad_news_order" in clauses), None)
    is_clean = not {label["clause"] for label in line["expect"] if not label.get("optional")} - {"promise"}
    for at, (sentence, clauses) in enumerate(zip(sentences, labels, strict=True)):
        if "off_topic" in clauses:
            yield _row(sentence.text, "drift", line["lang"])
        elif late is not None:
            is_whole = "bad_news_order" in _labels(line, sentence.start, sentence.start + 1)
            yield _row(sentence.text, "good" if at < late else "bad" if at == late and is_whole else "", line["lang"])
        else:
            yield _row(sentence.text, "work" if is_clean and at == len(sentences) - 1 else "said", line["lang"])


def _labels(line: dict, start: int, end: int) -> set[str]:
    """The clauses that are labelled there, but for what may be or not be."""
    found = set()
    for label in line["expect"]:
        if not label.get("optional"):
            at = line["text"].find(label["at"]) if "at" in label else 0
            if at < end and start < at + len(label.get("at", line["text"])):
                found.add(label["clause"])
    return found


def _measure(language: str, leaning: str, weights: dict[str, float], sets: list[str]) -> None:
    """Print how many sentences of the sets are told by the weights, rightly and wrongly; questions are none."""
    told: Counter[str] = Counter()
    for row in _labelled(language, only=tuple(sets)):
        kind = leaning if row.kind == leaning else "other" if row.kind in AGAINST[leaning] else ""
        known = [weights[trait] for trait in row.traits if trait in weights]
        leans = weights[BIAS] + sum(known) * share(len(known)) > ENOUGH[leaning] and not row.sentence.endswith("?")
        told[kind] += 1
        told[f"{kind} told"] += leans
    print(
        f"{language} {leaning}: {told[f'{leaning} told']} of {told[leaning]}, wrongly {told['other told']} of {told['other']}"
    )


def _write(language: str, leaning: str, weights: dict[str, float]) -> None:
    folder = WEIGHTS / language
    folder.mkdir(parents=True, exist_ok=True)
    hundredths = {trait: round(weight * 100) for trait, weight in weights.items()}
    kept = sorted((trait, weight) for trait, weight in hundredths.items() if abs(weight) >= _LIGHTEST or trait == BIAS)
    lines = [
        "# Made by tools/learn.py: what a trait of a sentence weighs, in hundredths.",
        *(f"{a}\t{b}" for a, b in kept),
    ]
    (folder / f"{leaning}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--without", nargs="+", default=[], metavar="SET", help="sets to leave out, and to measure on")
    return parser.parse_args()


if __name__ == "__main__":
    main()
