"""Our own addresses and names, as they stand in quotes."""

from __future__ import annotations

from dataclasses import dataclass

from comptoir.letters.quotes.lines import folded, spaced
from comptoir.letters.quotes.shape import Known

_SHORTEST = 3
"""Names shorter than this are in too many words."""


@dataclass(frozen=True, slots=True)
class Names:
    """What is known, made ready to be looked for in folded lines."""

    addresses: tuple[str, ...]
    names: tuple[str, ...]
    marker: str
    sender: str
    texts: tuple[str, ...]

    @classmethod
    def of(cls, known: Known) -> Names:
        return cls(
            addresses=tuple(folded(each).strip() for each in known.addresses if "@" in each),
            names=tuple(spaced(folded(each)) for each in known.names if len(each.strip()) >= _SHORTEST),
            marker=folded(known.marker).strip(),
            sender=spaced(folded(known.sender)) if len(known.sender.strip()) >= _SHORTEST else "",
            texts=known.texts,
        )

    def is_addressed_in(self, text: str) -> bool:
        return any(each in text for each in self.addresses)

    def is_named_in(self, words: str) -> bool:
        """Is one of our names among these words, spaced?"""
        return any(each in words for each in self.names)
