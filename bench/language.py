"""How precisely the reply checker reads: precision and recall per clause and language on the labelled sentences.

    python -m bench.language [--set second] [--misses] [--clause CLAUSE] [--lang fr]

Reads `tests/language/*.jsonl`, or those of a folder beneath by its name; `tests/language/README.md` says what the labels mean
and how they are counted. The last lines print how many clean replies carry a false flag, which is what agents notice.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from zoneinfo import ZoneInfo

from comptoir.language.findings import CUSTOMER_CLAUSES, REPLY_CLAUSES, Finding
from comptoir.language.reply import check_reply
from comptoir.language.rules import LANGUAGES, CustomerRules, Moment, ReplyRules, Shop

LABELLED = Path(__file__).parent.parent / "tests" / "language"
NOW = dt.datetime(2026, 3, 11, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))
ALLOWED = ("SVP", "SAV", "OK")
Line = dict[str, object]


def main() -> None:
    arguments = _arguments()
    folder = LABELLED / arguments.set
    shops = shops_of(folder)
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    clean: dict[str, Counter[str]] = defaultdict(Counter)
    for language in [arguments.lang] if arguments.lang else LANGUAGES:
        for line in lines(folder, language):
            found = findings(line, shops[language])
            is_clean = line["author"] == "agent" and all(each["clause"] == "promise" for each in line["expect"])
            clean[language]["lines"] += is_clean
            clean[language]["flagged"] += is_clean and any(kind == "false" for _, kind, _ in judged(line, found))
            for clause, kind, words in judged(line, found):
                counts[clause, language][kind] += 1
                if arguments.misses and kind != "hit" and arguments.clause in (None, clause):
                    print(f"{line['id']} {clause} {kind}: {words!r} in {line['text']!r} {line.get('context', '')}")
    _print_table(counts)
    for language, count in clean.items():
        print(f"{language}: {count['flagged']} of {count['lines']} clean replies carry a false flag")


def shops_of(folder: Path) -> dict[str, dict]:
    """The shops of a set by language: its own, those of another set that it names, or else the first set's."""
    source = folder / "shops.toml"
    shops = tomllib.loads((source if source.is_file() else LABELLED / "shops.toml").read_text(encoding="utf-8"))
    return shops_of(LABELLED / shops["as_in"]) if "as_in" in shops else shops


def findings(line: Line, shop: dict) -> list[Finding]:
    """What the checker finds in a labelled line."""
    context = line.get("context", {})
    if line["author"] == "customer":
        if find_spec("comptoir.language.customer") is None:
            return []
        from comptoir.language.customer import read_customer

        return read_customer(line["text"], CustomerRules(language=line["lang"]))
    own = {name: value if isinstance(value, str) else tuple(value) for name, value in shop.items() if name != "jargon"}
    rules = ReplyRules(
        language=line["lang"],
        moment=Moment(
            now=NOW,
            is_first_reply=context.get("first_reply", False),
            customer_text=context.get("customer", ""),
            topic=context.get("topic", ""),
        ),
        shop=Shop(**own),
        allowed_abbreviations=ALLOWED,
        plain_words=shop["jargon"],
        diacritics_required=context.get("diacritics_required", line["lang"] != "ro"),
    )
    return check_reply(line["text"], rules)


def judged(line: Line, found: list[Finding]) -> Iterator[tuple[str, str, str]]:
    """(clause, "hit" | "miss" | "false" | "wrong due", words) for each label and each finding beside the labels."""
    expected = [(label, *_span(line["text"], label)) for label in line["expect"]]
    for label, start, end in expected:
        right = {label["clause"], *label.get("alt", ())}
        hits = [each for each in found if each.clause in right and each.start < end and start < each.end]
        if hits:
            yield label["clause"], "hit", label.get("at", "")
        elif not label.get("optional"):
            yield label["clause"], "miss", label.get("at", "")
        if hits and "due" in label and label["due"] not in {each.due.isoformat() for each in hits if each.due}:
            yield label["clause"], "wrong due", f"{label.get('at')} due {label['due']}, found {hits[0].due}"
    for each in found:
        if not any(
            each.clause in {label["clause"], *label.get("alt", ())} and each.start < end and start < each.end
            for label, start, end in expected
        ):
            yield each.clause, "false", line["text"][each.start : each.end]


def _span(text: str, label: dict) -> tuple[int, int]:
    words = label.get("at")
    if words is None:
        return 0, len(text) + 1
    at = -1
    for _ in range(label.get("nth", 1)):
        at = text.index(words, at + 1)
    return at, at + len(words)


def lines(folder: Path, language: str) -> Iterator[Line]:
    with (folder / f"{language}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _print_table(counts: dict[tuple[str, str], Counter[str]]) -> None:
    languages = [language for language in LANGUAGES if any(key[1] == language for key in counts)]
    print(f"{'precision / recall':20}" + "".join(f"{language:>22}" for language in languages))
    for clause in dict.fromkeys((*REPLY_CLAUSES, *CUSTOMER_CLAUSES)):
        cells = [_cell(counts[clause, language]) for language in languages]
        if any(cells):
            print(f"{clause:20}" + "".join(f"{cell:>22}" for cell in cells))


def _cell(count: Counter[str]) -> str:
    hit, miss, false = count["hit"], count["miss"], count["false"]
    if not hit + miss + false:
        return ""
    precision = f"{hit / (hit + false):.2f}" if hit + false else "-"
    recall = f"{hit / (hit + miss):.2f}" if hit + miss else "-"
    return f"{precision} / {recall} ({hit}+{miss}-{false})"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="print each miss and each false finding")
    parser.add_argument("--set", default="", help="a folder of tests/language: second, third")
    parser.add_argument("--clause")
    parser.add_argument("--lang", choices=LANGUAGES)
    return parser.parse_args()


if __name__ == "__main__":
    main()
