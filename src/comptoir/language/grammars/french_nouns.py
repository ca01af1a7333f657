"""Agreement with the nouns of the trade, whose gender and plural are known."""

from __future__ import annotations

import re

from comptoir.language.dictionaries import knows
from comptoir.language.grammars.faults import Fault, any_of, fault
from comptoir.language.lexicons import entries

_MANY = [
    "les",
    "ces",
    "vos",
    "nos",
    "mes",
    "plusieurs",
    "quelques",
    "des",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "dix",
]
_DOING = r"(?:vous |nous )?(?:a été|a bien été|n'a pas été|est|sera|était|n'est pas|ont été|ont bien été|n'ont pas été|sont|seront|étaient|ne sont pas)"
_SAID_OF_NOUN = ("sont", "ont", "ne sont", "n'ont", "seront", "étaient", "est", "a ", "n'", "sera", "était")
_ADVERB = r"(?:bien |déjà |toujours |encore |actuellement |enfin )?"
_STATE = (
    r"(?:prêt|gratuit|offert|compris|parti|fini|garanti|fourni|reçu|perdu|vendu|rendu|ouvert|inclus|cassé|disponible"
    r"|[^\W\d_]{2,16}é)"
)


class _Nouns:
    """The lexicon's nouns: genders, plurals, and which are also verbs."""

    def __init__(self) -> None:
        self.gender: dict[str, str] = {}
        self.plural: dict[str, str] = {}
        self.verbs: set[str] = set()
        for noun, told in entries("fr", "nouns"):
            gender, *more = told.split()
            self.gender[noun] = gender
            self.plural[noun] = next((each for each in more if each != "v"), noun if noun[-1] in "sxz" else noun + "s")
            if "v" in more:
                self.verbs.add(noun)

    def of(self, gender: str, *, verbs: bool = True) -> list[str]:
        return [noun for noun in self.gender if self.gender[noun] == gender and (verbs or noun not in self.verbs)]


NOUNS = _Nouns()
_SINGULAR_OF = {plural: noun for noun, plural in NOUNS.plural.items() if noun != plural}


def _other_gender(seen: re.Match[str]) -> str | None:
    meant = {
        "un": "une",
        "une": "un",
        "ce": "cette",
        "cet": "cette",
        "cette": "ce",
        "le": "la",
        "la": "le",
        "du": "de la",
        "au": "à la",
    }
    noun = seen["noun"].lower()
    article = meant[seen["article"].lower()]
    if noun[0] in "aeéiou" and article in ("le", "la", "ce", "de la", "à la"):
        article = {"ce": "cet", "de la": "de l'", "à la": "à l'"}.get(article, "l'")
    return article + ("" if article.endswith("'") else " ") + noun


def _in_plural(seen: re.Match[str]) -> str:
    return f"{seen['article']} {NOUNS.plural[seen['noun'].lower()]}"


def _in_singular(seen: re.Match[str]) -> str:
    return f"{seen['article']} {_SINGULAR_OF[seen['noun'].lower()]}"


def _agreed(seen: re.Match[str]) -> str | None:
    """What the participle should be; none where it agrees already."""
    noun = seen["noun"].lower()
    is_plural = seen["article"].lower() in ("les", "vos", "nos", "ces", "mes", "des")
    is_said_of_many = seen["at"].lower().startswith(("sont", "ont", "ne sont", "n'ont", "seront", "étaient"))
    if seen["at"].lower().startswith(_SAID_OF_NOUN) and is_said_of_many != is_plural:
        return None  # "cette semaine sont arrivées": something else is said
    if noun in NOUNS.plural.values() and noun not in NOUNS.gender and not is_plural:
        return None  # the noun itself is what is wrong
    gender = NOUNS.gender[_SINGULAR_OF.get(noun, noun)]
    stem, ending = seen["state"].lower(), seen["ending"].lower()
    feminine = "e" if gender == "f" and not stem.endswith("e") else ""
    right = feminine + ("s" if is_plural and (feminine or stem[-1] != "s") else "")
    if ending == right:
        return None
    return seen["at"][: len(seen["at"]) - len(ending)] + right


def _of_many(seen: re.Match[str]) -> str | None:
    """ "les places que vous avez réservé": there are as many of what was reserved; of which gender, the noun alone would tell."""
    if seen["at"].lower() in _OF_NO_OBJECT or not knows("fr", seen["at"].lower() + "s"):
        return None
    noun = _SINGULAR_OF.get(seen["noun"].lower(), "")
    return seen["at"] + ("es" if NOUNS.gender.get(noun) == "f" else "s")


def _verb_of_many(seen: re.Match[str]) -> str:
    """ "les radiateurs de la chambre chauffe": the verb of the first noun, not of the nearest."""
    written = seen["at"].lower()
    odd = {"est": "sont", "a été": "ont été", "sera": "seront", "était": "étaient", "va": "vont", "peut": "peuvent", "doit": "doivent", "convient": "conviennent"}  # fmt: skip
    return odd.get(written) or (written + "ent" if written == "part" else written + "nt")


def _pattern_of_gender(articles: str, gender: str, *, verbs: bool) -> str:
    return rf"(?<![-'\w])(?P<at>(?P<article>{articles}) (?P<noun>{any_of(NOUNS.of(gender, verbs=verbs))}))\b(?![-'])"


_OF_NO_OBJECT = frozenset(
    [
        "marché",
        "duré",
        "coûté",
        "pesé",
        "pensé",
        "estimé",
        "jugé",
        "espéré",
        "participé",
        "assisté",
        "répondu",
        "hésité",
        "renoncé",
        "accédé",
        "passé",
    ]
)
"""Participles whose object may be another, or none ("les trois heures que le trajet a duré")."""
_ALL = any_of([*NOUNS.gender, *NOUNS.plural.values()])
_STRICT = any_of(set(_SINGULAR_OF.values()) - NOUNS.verbs)
_LOOSE = any_of(_SINGULAR_OF.values())
_OPENS = r"(?:^|(?<=[.!?\n] )|(?<=\n)|(?<=bonjour, )|(?<= que )|(?<= car ))"
NOUN_FAULTS: tuple[Fault, ...] = (
    fault(
        _pattern_of_gender("un|cet", "f", verbs=True).replace("(?<![-'\\w])", "(?<![-'\\w])(?<!l'un )"),
        "gender",
        _other_gender,
    ),
    fault(_pattern_of_gender("ce|du|au", "f", verbs=True), "gender", _other_gender),
    fault(_pattern_of_gender("une|cette", "m", verbs=False), "gender", _other_gender),
    fault(_pattern_of_gender("la", "m", verbs=False), "gender", _other_gender),
    fault(_pattern_of_gender("le", "f", verbs=False), "gender", _other_gender),
    fault(rf"(?<![-'\w])(?P<at>(?P<article>{any_of(_MANY)}) (?P<noun>{_STRICT}))\b(?![-'])", "number", _in_plural),
    fault(
        rf"(?<![-'\w])(?P<at>(?P<article>vos|nos|mes|ces|plusieurs|quelques) (?P<noun>{_LOOSE}))\b(?![-'])",
        "number",
        _in_plural,
    ),
    fault(
        rf"(?<![-'\w])(?P<at>(?P<article>votre|notre|un|une|cette|ce|chaque|mon|ma|sa) (?P<noun>{any_of(_SINGULAR_OF)}))\b(?![-'])",
        "number",
        _in_singular,
    ),
    fault(
        rf"{_OPENS}(?:tous |toutes )?(?P<article>votre|notre|le|la|les|vos|nos|ce|cette|ces|mon|ma) (?P<noun>{_ALL}) "
        rf"(?P<at>(?:{_DOING}) {_ADVERB}(?P<state>{_STATE})(?P<ending>e?s?))\b(?![-'])",
        "agreement",
        _agreed,
    ),
    fault(
        rf"(?<!de )(?<!et )(?<!ou )\b(?P<article>les|la|une|cette|ces|vos|des) (?P<noun>{_ALL}) que (?P<at>(?:vous avez|nous avons|j'ai|vous nous avez|vous m'avez) "
        rf"{_ADVERB}(?P<state>choisi|commandé|acheté|reçu|envoyé|retourné|demandé|réservé|payé|indiqué|essayé|passé|enregistré|signé|montré|donné|proposé|téléchargé|perdu|rendu|confié|déposé|rapporté|sélectionné|vu|trouvé|signalé)"
        rf"(?P<ending>e?s?))\b(?! [^\W\d_]{{2,20}}(?:er|ir|re)\b)",
        "agreement",
        _agreed,
    ),
    fault(
        r"(?<!de )(?<!et )(?<!ou )\b(?:les|ces|vos|nos|mes|quelles|quels) (?:deux |trois |quatre |cinq |six )?(?P<noun>[^\W\d_]{3,20}[sx]) que "
        r"(?:vous avez|nous avons|vous aviez|nous avions|vous nous avez|vous m'avez) (?:bien |déjà |si |tous |toutes )?(?P<at>[^\W\d_]{2,16}é)"
        r"\b(?![-'])(?! (?:de|d'|à|que|qu'|y|[^\W\d_]{2,20}(?:er|ir|re))\b)",
        "agreement",
        _of_many,
    ),
    fault(
        r"(?:^|(?<=[.!?\n] ))(?:les|ces|vos|nos|mes) (?:deux |trois |quatre |cinq |six |nouveaux |nouvelles |autres )?(?P<noun>[^\W\d_]{3,20}[sx]) "
        r"(?:du|de la|de votre|de notre|au|à la) [^\W\d_]{3,20} (?P<at>est|a été|sera|était|va|peut|doit|reste|fonctionne|marche|arrive|coûte|chauffe|semble|convient|part|manque)\b"
        r"(?![-'])(?! (?:que|ce|de (?!nouveau))\b)",
        "agreement",
        _verb_of_many,
    ),
)
