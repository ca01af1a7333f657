"""How well the new text of a mail is told from what it quotes.

    python -m bench stripping
    python -m bench.stripping [--misses]

Real mails: of 64 whose new text others wrote down (the folder that `letters/tests/mails.py` names), how many
come out exact; none may be emptied. Generated ones: fourteen mail programs in five languages, text, HTML and both, with
and without signatures, four kinds of answers, as `tests/letters` writes them; the share that comes out exact. Then the time that
a usual mail takes, and a hostile one of 256 kB.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator

from bench.figures import Figure, percentile
from comptoir.letters.quotes import Known, Stripped, new_text
from tests.letters.clients import Reply, replies
from tests.letters.real import MAILS, TRIMMER, same, trimmed

GOALS = {"real": 48, "emptied": 0, "generated": 0.95, "usual": 2.0, "hostile": 200.0}
HOSTILE = "On 12/12/2026 10:10 a <b@c.example> wrote:\n> x\ny\n" * (256_000 // 50)


def run() -> Figure:
    """Measure all of it; the figure handed back is that of generated mails, or the first that was not held."""
    figures = [*_real(), _usual(), _hostile(), _generated()]
    return next((figure for figure in figures if not figure.held), figures[-1])


def stripped(reply: Reply) -> Stripped:
    """As the mailroom asks: our address and name are known, and who writes."""
    known = Known((reply.original.address,), (reply.original.name,), sender=reply.writer.name)
    return new_text(reply.text, reply.html, known=known)


def _real() -> Iterator[Figure]:
    if not TRIMMER.is_dir():
        print(f"real mails are not at {MAILS}: not measured", flush=True)
        return
    found = [(new_text(mail).text, expected) for _, mail, expected in trimmed()]
    exact = sum(same(text, expected) for text, expected in found)
    yield Figure("stripping_real", exact, f"of {len(found)}", goal=GOALS["real"]).tell()
    emptied = sum(not text.strip() for text, _ in found)
    yield Figure("stripping_emptied", emptied, "mails", goal=GOALS["emptied"], more_is_better=False).tell()


def _generated() -> Figure:
    exact, count = Counter[str](), Counter[str]()
    for reply in replies():
        count[reply.language] += 1
        exact[reply.language] += same(stripped(reply).text, reply.left)
    print({language: f"{exact[language]} of {count[language]}" for language in count}, flush=True)
    return Figure("stripping_generated", exact.total() / count.total(), "share", goal=GOALS["generated"]).tell()


def _usual() -> Figure:
    """The 95th percentile over generated mails, plain text and HTML."""
    mails = [*replies(forms=("both",), kinds=("letter",))]
    taken = [_milliseconds(reply.text, reply.html) for reply in mails for _ in range(3)]
    return Figure("stripping_usual", percentile(taken, 0.95), "ms", goal=GOALS["usual"], more_is_better=False).tell()


def _hostile() -> Figure:
    taken = min(_milliseconds(HOSTILE, "") for _ in range(3))
    return Figure("stripping_hostile", taken, "ms", goal=GOALS["hostile"], more_is_better=False).tell()


def _milliseconds(text: str, html: str) -> float:
    started = time.process_time()
    new_text(text, html)
    return (time.process_time() - started) * 1000


def _print_misses() -> None:
    for name, mail, expected in trimmed() if TRIMMER.is_dir() else ():
        found = new_text(mail)
        if not same(found.text, expected):
            print(f"== {name} ({found.how})\n-- found\n{found.text[:600]}\n-- expected\n{expected[:600]}")
    for reply in replies():
        found = stripped(reply)
        if not same(found.text, reply.left):
            print(
                f"== {reply.client} {reply.language} {reply.kind} {reply.form} ({found.how})\n-- found\n{found.text}\n-- expected\n{reply.left}"
            )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="print each mail that comes out otherwise than expected")
    if parser.parse_args().misses:
        _print_misses()
    return 0 if run().held else 1


if __name__ == "__main__":
    sys.exit(main())
