"""Certain faults of Romanian, written with its letters or without their diacritics."""

from __future__ import annotations

import re

from comptoir.language.grammars.faults import Fault, Mend, any_of, fault
from comptoir.language.lexicons import entries
from comptoir.language.text import small

_BARE = {"ă": "[ăa]", "â": "[âa]", "î": "[îi]", "ș": "[șs]", "ț": "[țt]"}
_DONE = (
    "(?:expediat|livrat|anulat|rezolvat|întârziat|defectat|stricat|pierdut|spart|confirmat|procesat|facturat|returnat|schimbat"
    "|întâmplat|terminat|epuizat|blocat|deteriorat|înregistrat|finalizat|modificat|efectuat|găsit|făcut|întors|oprit|ars|emis"
    "|produs|strecurat|ajuns|vândut|rambursat|reparat|verificat|actualizat|generat|achitat|plătit|primit|dat|pus|trimis)"
)
_DONE_TO_YOU = "(?:trimis|expediat|contactat|sunat|anunțat|ajutat|informat|răspuns|scris|rugat|invitat|comunicat|confirmat|oferit|livrat|întrebat|spus|dat|explicat)"
_WE_AND_I = "(?:rog|rugăm|mulțumesc|mulțumim|aștept|așteptăm|trimit|trimitem|contactăm|contactez|informăm|informez|anunțăm|anunț|oferim|confirmăm|confirm|asigur|asigurăm|salut|dorim|doresc|sun|sunăm|stăm|invităm|recomandăm|recomand|comunicăm|transmitem|ținem|putem|pot)"
SPLIT_VERB = re.compile(
    r"(?<![-\w])(?:(?<=să )|(?<=sa )|(?<=dacă )|(?<=daca )|(?<=veți )|(?<=veti )|(?<=nu )|(?<=mai )|(?<=vă )|(?<=va )|(?=(?:sunte|ave|pute|vre|dori)-))"
    r"(?P<at>[^\W\d_]{1,14}[eai]-(?:ți|ti))(?![-\w])",
    re.IGNORECASE,
)
CUT_ENDING = re.compile(rf"{SPLIT_VERB.pattern}|(?<![-\w])(?:ma|na|la|va)-(?:ți|ti)(?![-\w])", re.IGNORECASE)
"""A verb of the second person plural cut before its ending: "sunte-ți", "să face-ți"."""
_SUBJUNCTIVE = {
    "trimite": "trimită", "ajunge": "ajungă", "vine": "vină", "merge": "meargă", "face": "facă", "raspunde": "răspundă",
    "primeste": "primească", "plateste": "plătească", "livreaza": "livreze", "returneaza": "returneze",
    "contacteaza": "contacteze", "rezolva": "rezolve", "anunta": "anunțe",
}  # fmt: skip
_INFINITIVE = {
    "trimita": "trimite", "ajunga": "ajunge", "vina": "veni", "mearga": "merge", "faca": "face", "raspunda": "răspunde",
    "primeasca": "primi", "plateasca": "plăti", "livreze": "livra", "returneze": "returna",
    "contacteze": "contacta", "rezolve": "rezolva", "anunte": "anunța",
}  # fmt: skip
_OPENS = r"(?:^|(?<=[.!?\n] )|(?<=\n))"
_NO_ADVERB = "(?!imediat|neapărat|absolut|gratuit|drept|exact)"
_YOURS = r"(?: (?:dvs\.?|dumneavoastră|noastre|noastră|nostru|comandate|comandată|comandat|returnate))?"


def _either(pattern: str) -> str:
    """The pattern with every letter that has a diacritic matching without it too."""
    return "".join(_BARE.get(letter, letter) for letter in pattern)


def _romanian(pattern: str, why: str, mend: Mend = "", *, is_safe: bool = False) -> Fault:
    return fault(_either(pattern), why, mend, is_safe=is_safe)


class _Nouns:
    """The lexicon's nouns by gender, with and without their articles."""

    def __init__(self) -> None:
        rows = [(noun, told.split()) for noun, told in entries("ro", "nouns")]
        self.feminine = any_of(noun for noun, told in rows if told[0] == "f")
        self.strictly_other = any_of(noun for noun, told in rows if told[0] != "f" and "v" not in told)
        self.other = any_of(noun for noun, told in rows if told[0] != "f")
        self.the_one_feminine = any_of(told[1] for _, told in rows if told[0] == "f")
        self.the_one_other = any_of(told[1] for _, told in rows if told[0] != "f")
        self.the_one = any_of(told[1] for _, told in rows)
        self.the_many_feminine = any_of(told[2] for _, told in rows if told[0] != "m")
        self.the_many = any_of(told[2] for _, told in rows)


_NOUNS = _Nouns()


def _plain(word: str) -> str:
    return small(word, "ro")


def _feminine(seen: re.Match[str]) -> str:
    return f"{seen['doing']} {seen['state']}ă"


def _masculine(seen: re.Match[str]) -> str:
    return f"{seen['doing']} {seen['state']}"


_CONFUSED: tuple[Fault, ...] = (
    _romanian(rf"(?<![-\w])(?P<at>sa) (?=(?:mai )?{_DONE}\b)(?! dat seama)", "confused_words", "s-a"),
    _romanian(r"(?<![-\w])(?P<at>s-a) (?=(?:fie|aibă|vă|ne|știți|aveți|puteți|primiți|trimiteți|verificați|ridicați|trimitem|verificăm|livrăm|contactăm|putem|fim|avem)\b)", "confused_words", "să", is_safe=True),
    _romanian(rf"(?<![-\w])(?P<at>v-a) (?={_WE_AND_I}\b)", "confused_words", "vă", is_safe=True),
    fault(r"(?<![-\w])(?P<at>v-ă)(?![-\w])", "confused_words", "vă", is_safe=True),
    fault(r"(?<![-\w])(?P<at>s-ă)(?![-\w])", "confused_words", "să", is_safe=True),
    fault(r"(?<![-\w])(?P<at>m-ă)(?![-\w])", "confused_words", "mă", is_safe=True),
    _romanian(rf"(?<![-\w])(?P<at>v-or) (?={_DONE_TO_YOU}\b)", "confused_words", "v-au"),
    _romanian(rf"(?<![-\w])(?P<at>va) (?={_DONE_TO_YOU}\b)(?!dat |spus )", "confused_words", "v-a"),
    _romanian(r"(?<![-\w])(?P<at>ia) (?=(?:trimis|livrat|expediat|răspuns|spus|comunicat|confirmat|făcut|returnat|oferit|cerut|explicat)\b)", "confused_words", "i-a", is_safe=True),
    _romanian(r"(?<![-\w])(?P<at>i-a) (?=(?:legătura|în considerare|în calcul|parte la)\b)", "confused_words", "ia", is_safe=True),
    _romanian(r"(?<![-\w])(?:curierul|colegul|colega|clientul|nu|care|cine) (?P<at>la) (?=(?:trimis|expediat|livrat|contactat|sunat|anunțat|primit|ajutat|verificat|ridicat)\b)", "confused_words", "l-a"),
    _romanian(r"(?<![-\w])(?P<at>neam) (?=(?:[^\W\d_]{3,16}(?:at|it|ut)|străduit|permis|propus)\b)", "confused_words", "ne-am", is_safe=True),
    _romanian(r"(?<![-\w])(?P<at>m-ai) (?=(?:mult|multe|mulți|bine|puțin|târziu|repede|devreme|mare|mic|mică|bun|bună|ieftin|sunt|este|avem|aveți|puteți|doriți)\b)", "confused_words", "mai", is_safe=True),
    _romanian(rf"(?<![-\w])(?:nu|nici|{_NOUNS.the_many}|[^\W\d_]{{3,16}}(?:urile|ele|ile)) (?P<at>sau) (?=(?:mai )?{_DONE}\b)", "confused_words", "s-au"),
    _romanian(r"(?<![-\w])(?P<at>s-au) (?=(?:ramburs|card|numerar|telefonic|prin |la magazin|pe e-mail|prin e-mail|în magazin)\b)", "confused_words", "sau"),
    _romanian(r"(?<![-\w])(?:cel|cea|cei|cele) (?P<at>m-ai)\b", "confused_words", "mai", is_safe=True),
    fault(r"(?<![-\w])(?P<at>va-(?:ți|ti|am|or|aș|as))(?= )", "confused_words", lambda m: "v" + m["at"][2:]),
    fault(r"(?<![-\w])(?P<at>(?:va|ma|na|ne|la)-m)(?= [^\W\d_]{2,16}(?:at|it|ut|s)\b)", "confused_words", lambda m: m["at"][0] + "-am"),
    fault(r"(?<![-\w])(?P<at>(?:ma|na|la)-(?:ți|ti))(?= [^\W\d_]{2,16}(?:at|it|ut|s)\b)", "confused_words", lambda m: m["at"][0] + "-ați"),
    fault(SPLIT_VERB.pattern, "one_word", lambda m: m["at"].replace("-", ""), is_safe=True),
    _romanian(r"(?<!pe )(?<![-\w])(?!(?:eu|noi|dumneavoastră|voi|vă|eu,|noi,)\b)[^\W\d_]{3,20} (?P<at>care) (?=(?:le|l|i)-(?:am|ați)\b)", "preposition", "pe care", is_safe=True),
    _romanian(r"(?<![-\w])(?:să|o să) (?:vă |ne |îi |îl |le |o |se )?(?P<at>trimite|ajunge|vine|merge|face|răspunde|primește|plătește|livrează|returnează|contactează|rezolvă|anunță)(?![-\w])", "subjunctive_needed", lambda m: _SUBJUNCTIVE[_plain(m["at"])]),
    _romanian(r"(?<![-\w])(?:va|vor|vom|veți) (?:mai )?(?P<at>trimită|ajungă|vină|meargă|facă|răspundă|primească|plătească|livreze|returneze|contacteze|rezolve|anunțe)(?![-\w])", "infinitive_needed", lambda m: _INFINITIVE[_plain(m["at"])]),
    _romanian(r"(?<![-\w])(?P<at>într-o) (?=(?:cont|colet|magazin|termen|mesaj|pachet|email|e-mail|produs|document|plic)\b)", "gender", "într-un", is_safe=True),
    _romanian(r"(?<![-\w])(?P<at>într-un) (?=(?:zi|oră|comandă|cutie|săptămână|lună|factură|lampă|adresă)\b)", "gender", "într-o", is_safe=True),
)  # fmt: skip

_AGREEMENT: tuple[Fault, ...] = (
    _romanian(rf"{_OPENS}(?P<at>{_NOUNS.the_many}{_YOURS} (?:este|va fi|are|ajunge|costă|nu este))(?![-\w])", "agreement"),
    _romanian(rf"{_OPENS}(?P<at>{_NOUNS.the_many}{_YOURS} a (?:fost|ajuns|plecat))(?![-\w])", "agreement"),
    _romanian(r"(?:^|(?<=[.!?\n] ))(?P<at>[^\W\d_]{3,20}(?:[^\W\d_aeiouăâî]ile|elele) a (?:fost|ajuns|plecat|venit))(?![-\w])", "agreement"),
    _romanian(rf"{_OPENS}(?P<at>{_NOUNS.the_one}{_YOURS} (?:sunt|vor fi|au fost|au ajuns|au plecat|ajung|nu sunt))(?![-\w])", "agreement"),
    _romanian(rf"{_OPENS}{_NOUNS.the_one_feminine}{_YOURS} (?P<at>(?P<doing>(?:nu )?(?:a fost|este|va fi)) (?P<state>{_NO_ADVERB}(?:[^\W\d_]{{3,16}}(?:at|it|ut)|trimis|emis|închis|promis)))(?![-\w])", "agreement", _feminine),
    _romanian(rf"{_OPENS}{_NOUNS.the_one_other}{_YOURS} (?P<at>(?P<doing>(?:nu )?(?:a fost|este|va fi)) (?P<state>{_NO_ADVERB}(?:[^\W\d_]{{3,16}}(?:at|it|ut)|trimis|emis|închis|promis))ă)(?![-\w])", "agreement", _masculine),
    _romanian(rf"{_OPENS}{_NOUNS.the_many_feminine}{_YOURS} (?P<at>(?P<doing>(?:nu )?(?:au fost|sunt|vor fi)) (?P<state>{_NO_ADVERB}[^\W\d_]{{3,16}}(?:at|it|ut|ată|ită|ută|ați|iți|uți)))(?![-\w])", "agreement"),
    _romanian(rf"(?<![-\w])(?P<at>(?:un|acest|niciun) {_NOUNS.feminine})(?![-\w])", "gender"),
    _romanian(rf"(?<![-\w])(?P<at>(?:o|această|nicio) {_NOUNS.strictly_other})(?![-\w])", "gender"),
    _romanian(rf"(?<![-\w])(?P<at>această {_NOUNS.other})(?![-\w])", "gender"),
    _romanian(rf"(?<![-\w])(?P<at>(?:acest|acel) {_NOUNS.the_one})(?![-\w])", "article"),
    _romanian(r"(?<![-\w])(?P<at>colegii (?:noștri|mei) (?:este|are|nu are|nu este))(?![-\w])", "agreement"),
    _romanian(rf"{_OPENS}(?P<at>colegii (?:noștri|mei) a (?:fost|{_DONE}))(?![-\w])", "agreement"),
    _romanian(rf"(?<![-\w])(?P<at>(?:aceste|acești|niște) (?:{_NOUNS.strictly_other}|{_NOUNS.feminine}))(?![-\w])", "number"),
    _romanian(rf"{_OPENS}(?:cele|cei|toate|ambele|amândouă) (?:două |doi |trei |patru |cinci )?[^\W\d_]{{3,20}}(?: (?:din|de la|de pe|pentru|cu) [^\W\d_]{{3,20}})? (?P<at>este|a fost|va fi|are|ajunge)(?![-\w])", "agreement", lambda m: {"este": "sunt", "a fost": "au fost", "va fi": "vor fi", "are": "au", "ajunge": "ajung"}[m["at"].lower()]),
    _romanian(rf"{_OPENS}(?:ne|vă) (?P<at>cere|mulțumește|roagă|asigură|bucură) (?=(?:scuze|iertare|pentru|să|că)\b)", "agreement"),
    _romanian(rf"{_OPENS}(?P<at>noi (?:a|are|este|va|ați) )", "agreement"),
    _romanian(rf"{_OPENS}(?P<at>eu (?:sunteți|suntem|avem|este))(?![-\w])", "agreement"),
    _romanian(rf"{_OPENS}(?P<at>dumneavoastră (?:este|are|avem|suntem))(?![-\w])", "agreement"),
    _romanian(r"(?<![-\w])(?P<at>(?:doi) (?:lămpi|comenzi|facturi|lustre|veioze|colete|becuri|produse|piese|cutii|zile lucrătoare|săptămâni|luni|ore))(?![-\w])", "gender", lambda m: "două" + m["at"][3:], is_safe=True),
    _romanian(r"(?<![-\w])(?P<at>două (?:ani|clienți|colegi|curieri|pași))(?![-\w])", "gender", lambda m: "doi" + m["at"][4:], is_safe=True),
)  # fmt: skip
TABLE: tuple[Fault, ...] = (*_CONFUSED, *_AGREEMENT)

WITH_DIACRITICS: tuple[Fault, ...] = (
    fault(r"(?<![-\w])(?P<at>va) (?=(?:rog|rugăm|rugam|mulțum|multum|aștept|astept|stăm la)\w*)", "missing_accent", "vă", is_safe=True),
    fault(r"(?<![-\w])(?P<at>sa) (?=(?:fie|aibă|vă|ne|știți|aveți|puteți|primiți|trimiteți|verificați|trimitem|verificăm|putem)\b)", "missing_accent", "să", is_safe=True),
    fault(r"(?<![-\w])(?P<at>sa) (?=(?:vă |ne |le |îi |îl |o )?[^\W\d_]{3,16}(?:ați|eți|iți|ăm)\b)", "missing_accent", "să"),
)  # fmt: skip
"""Faults where the diacritics are asked for: words that are others without them."""
