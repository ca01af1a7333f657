"""What the forms of a Romanian word have in common, however it is written.

Customers leave diacritics out, so that words come here folded; a stemmer that goes by them then sees little. Nouns have their article and
their case at the end ("huselor"), verbs take an infix ("livrez", "urmăresc"), and stressed vowels break ("floare", "flori").
"""

from __future__ import annotations

import re

_NOUNS = "urilor urile iilor iile ilor elor ului lor lui iei ile ele uri iul ul ei ii ua le ia ie ea a e i u"
_VERBS = (
    "eaza eaz eze ezi ez ezam ezati esc esti este easca iesc iesti ieste iasca uiesc uieste "
    "atie atii atia atiei atiile atiilor itie itii itia"
)
_LONG_VERBS = "area are ari arii arile erea ere erii irea ire iri irii am"
"""They leave four letters at least: "mare" is no verb."""
_PARTICIPLES = (("at", 3), ("it", 3), ("ut", 4), ("er", 5), ("ar", 5))
"""What may still stand at the end, with the letters that it leaves."""

_ENDINGS = sorted(
    [*((it, 3) for it in (_NOUNS + " " + _VERBS).split()), *((it, 4) for it in _LONG_VERBS.split())],
    key=lambda it: -len(it[0]),
)
_OF_OARE = re.compile(r"(..+)oare(a|i|le|lor)?")


def romanian_stem(plain: str) -> str:
    """The stem of a folded word of at least four letters; it has three or more."""
    broken = _OF_OARE.fullmatch(plain)
    stem = f"{broken[1]}or" if broken else _without(_without(plain, _ENDINGS), _PARTICIPLES)
    stem = stem.replace("oa", "o").replace("ea", "e")
    if stem.endswith("urn"):
        return stem[:-1]  # "returnez" and "retur"
    return f"{stem[:-1]}d" if len(stem) > 4 and stem.endswith("z") else stem  # "comenzi" and "comanda"


def _without(word: str, endings: list[tuple[str, int]] | tuple[tuple[str, int], ...]) -> str:
    """The word without the first of the endings that it has and that leaves so many letters."""
    ending = next((it for it, least in endings if word.endswith(it) and len(word) - len(it) >= least), "")
    return word.removesuffix(ending)
