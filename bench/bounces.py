"""Whom a bounce did not reach: how many of the published bounces of fifty mail servers are read, and by which sign.

    python -m bench.bounces [FOLDER] [--misses]

FOLDER has one mail a file (`*.eml`), else that of `letters/tests/mails.py`. Where the mail that comes back is in it, the
recipient that was found is compared with it: `agree` says in how many of these files one of those found stands in its headers.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from bench.figures import Figure
from comptoir.letters.addresses import addresses
from comptoir.letters.bounces import returned_headers
from comptoir.letters.letter import Letter
from comptoir.letters.mime import cut
from comptoir.letters.reading import read_letter
from comptoir.letters.tests.mails import PUBLISHED

GOAL = 80
NO_BOUNCES = ("arf", "rfc3834")
"""Files of the collection that are complaints and automatic answers."""


def run(folder: Path = PUBLISHED / "sisimai+set-of-emails", *, shows_misses: bool = False) -> Figure:
    """The share of bounces, in percent, of which a recipient was found; none where there is no collection."""
    counts: Counter[str] = Counter()
    for path in sorted(folder.rglob("*.eml")):
        if path.name.startswith(NO_BOUNCES):
            continue
        raw = path.read_bytes()
        letter = read_letter(raw)
        counts["files"] += 1
        counts[f"found ({letter.because})" if letter.bounce else "missed"] += 1
        counts["found"] += bool(letter.bounce)
        returned = _recipients_of(raw)
        if returned and letter.bounce:
            counts["compared"] += 1
            counts["agree"] += _agrees(letter, returned)
        if shows_misses and (not letter.bounce or (returned and not _agrees(letter, returned))):
            print(path.name, letter.kind, [each.address for each in letter.bounce], sorted(returned))
    if not counts["files"]:
        print(f"no published bounces lie in {folder.name}: nothing was measured")
        return Figure("bounces", 0, "% (not measured)", goal=0).tell()
    for name, count in counts.most_common():
        print(f"{count:6} {name}")
    return Figure("bounces", 100 * counts["found"] / max(1, counts["files"]), "%", goal=GOAL).tell()


def _recipients_of(raw: bytes) -> set[str]:
    """To whom the mail that comes back was written."""
    return {
        each.address
        for headers in returned_headers(cut(raw))
        for value in (*headers.values.get("to", ()), *headers.values.get("cc", ()))
        for each in addresses(value)
    }


def _agrees(letter: Letter, returned: set[str]) -> bool:
    return any(each.address in returned for each in letter.bounce)


if __name__ == "__main__":
    named = [each for each in sys.argv[1:] if not each.startswith("--")]
    folders = {"folder": Path(named[0])} if named else {}
    sys.exit(0 if run(**folders, shows_misses="--misses" in sys.argv).held else 1)
