"""Our own words in a mail that quotes without any mark: found again by runs of words, in whatever language and however wrapped."""

from __future__ import annotations

from collections.abc import Iterator

from comptoir.letters.quotes.lines import Line, folded, spaced

RUN = 6
"""So many words in a row that stood in our mail are no chance."""
MOST_TEXTS = 5
LONGEST = 20_000


def repeated(lines: list[Line], texts: tuple[str, ...]) -> set[int]:
    """Which of the lines hold nothing but words of ours. Lines without a word belong to none."""
    runs = {run for text in texts[:MOST_TEXTS] for run in _runs(spaced(folded(text[:LONGEST])).split())}
    if not runs:
        return set()
    words = [(word, at) for at, line in enumerate(lines) for word in spaced(line.folded).split()]
    said = [word for word, _ in words]
    ours = [False] * len(words)
    for start, run in enumerate(_runs(said)):
        if run in runs:
            ours[start : start + RUN] = [True] * RUN
    found: dict[int, bool] = {}
    for (_, at), is_ours in zip(words, ours, strict=True):
        found[at] = found.get(at, True) and is_ours
    return {at for at, is_all in found.items() if is_all}


def _runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
