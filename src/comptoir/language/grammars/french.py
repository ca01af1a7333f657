"""Certain faults of French."""

from __future__ import annotations

import re

from comptoir.language.dictionaries import knows
from comptoir.language.grammars.faults import Fault, fault
from comptoir.language.grammars.french_nouns import NOUN_FAULTS

_OBJECT = r"(?:nous |vous |me |m'|le |la |les |l'|lui |leur |y |en )?"
_WANTS_INFINITIVE = (
    r"(?:peux|peut|pouvons|pouvez|pouvoir|pourrez|pourrons|pourriez|pourrions|dois|doit|devons|devez|devrez|devriez|devra|veux"
    r"|veut|voulons|voulez|souhaite|souhaitez|souhaitons|allez|allons|vais|veuillez|venons de|vient de|viens de|merci de|afin de"
    r"|avant de|merci d'|afin d'|avant d'|n'hésitez pas à|n'hésitez pas de)"
)
_NO_PARTICIPLE = frozenset(["chez", "assez", "nez", "marché", "santé"])
_NO_INFINITIVE = frozenset(
    [
        "hier",
        "cher",
        "fier",
        "léger",
        "premier",
        "dernier",
        "entier",
        "papier",
        "quartier",
        "boucher",
        "particulier",
        "régulier",
        "amer",
    ]
)
_THAT_ASKS_SUBJUNCTIVE = (
    r"(?:faut|pour|afin|avant|bien|souhaite|souhaitons|faudrait|faudra|important|nécessaire|préférable)"
)


def _infinitive(seen: re.Match[str]) -> str | None:
    """ "passé", "passez" for "passer", where there is such a verb."""
    word = seen["at"].lower()
    stem = re.sub(r"(?:ée?s?|ez|ait)$", "", word)
    return stem + "er" if word not in _NO_PARTICIPLE and knows("fr", stem + "er") else None


def _participle(seen: re.Match[str]) -> str | None:
    """ "envoyer" for "envoyé", where there is such a verb."""
    word = seen["at"].lower()
    return word[:-2] + "é" if word not in _NO_INFINITIVE and knows("fr", word[:-2] + "é") else None


def _with_you(seen: re.Match[str]) -> str | None:
    """ "que vous envoyer": the verb in the person of "vous"."""
    stem = seen["verb"].lower()[:-2]
    if seen["verb"].lower() in _NO_INFINITIVE or not knows("fr", stem + "ez"):
        return None
    return f"vous {stem}{'iez' if seen['asks'] else 'ez'}"


def _with_us(seen: re.Match[str]) -> str | None:
    """ "nous vous remercie": the verb in the person of "nous"."""
    verb = seen["verb"].lower()
    odd = {
        "tiens": "tenons",
        "prie": "prions",
        "rappelle": "rappelons",
        "envoie": "envoyons",
        "suggère": "suggérons",
        "fais": "faisons",
    }
    odd |= {"transmets": "transmettons", "promets": "promettons", "conseil": "conseillons", "offre": "offrons"}
    ours = odd.get(verb) or (verb[:-1] + ("eons" if verb.endswith("ge") else "ons"))
    return seen["at"][: len(seen["at"]) - len(verb)] + ours if knows("fr", ours) and knows("fr", verb) else None


_VERBS: tuple[Fault, ...] = (
    fault(
        rf"\b{_WANTS_INFINITIVE} {_OBJECT}(?P<at>[^\W\d_]{{2,20}}(?:ée?s?|ez))\b(?![-'])",
        "infinitive_needed",
        _infinitive,
    ),
    fault(
        r"\b(?:merci|afin|avant) (?:de |d')(?:nous |me |m'|vous )?(?P<at>[^\W\d_]{2,20}(?:ée?s?|ez))\b(?![-'])",
        "infinitive_needed",
        _infinitive,
    ),
    fault(
        r"\b(?:avons|avez|ai|ont|avaient|avait|aurez|a|été) (?:bien |déjà |pas |tout juste )?(?P<at>[^\W\d_]{3,20}er)\b(?![-'])",
        "participle_needed",
        _participle,
    ),
    fault(
        r"\b(?:est|sont|sera|seront|êtes) (?:bien |déjà )?(?P<at>[^\W\d_]{2,20}(?:iv|oy|par|pédi|ctu|mand|rembours|ffectu|pos|grav|nettoy)er)\b(?![-'])",
        "participle_needed",
        _participle,
    ),
    fault(
        rf"\b(?P<asks>{_THAT_ASKS_SUBJUNCTIVE} )?(?:que|qu'est-ce que|dès que|lorsque|si|quand) (?P<at>vous (?P<verb>[^\W\d_]{{3,20}}er))\b(?![-'])",
        "verb_of_vous",
        _with_you,
    ),
    fault(
        r"(?<!\bon )(?<!\bqui )(?<!\belle )(?<!\bil )(?<!\bne )\b(?P<at>nous (?:vous|la|le|les|lui|leur|ne) (?P<verb>[^\W\d_]{3,20}e|tiens|fais|transmets|promets|conseil))\b(?![-'])",
        "verb_of_nous",
        _with_us,
    ),
    fault(r"\b(?P<at>je (?:vous |le |la |les |ne |lui )?[^\W\d_]{3,20}(?:[^fp]ons|ez))\b(?![-'])", "verb_of_je"),
    fault(
        r"(?<![-\w])je (?:ne |vous |l'|le |la )?(?P<at>à|peut|doit|va|veut|fait|sait|met|reçoit)\b",
        "verb_of_je",
        lambda m: {
            "à": "ai",
            "peut": "peux",
            "doit": "dois",
            "va": "vais",
            "veut": "veux",
            "fait": "fais",
            "sait": "sais",
            "met": "mets",
            "reçoit": "reçois",
        }[m["at"].lower()],
    ),
    fault(
        r"(?<![-\w])(?P<at>(?:ils|elles) (?:ne |vous |nous |y )?(?:est|a|peut|doit|va|sera|était|avait|sont t))\b",
        "verb_in_plural",
    ),
    fault(
        r"(?<![-\w])(?P<at>(?:il|elle) (?:ne |vous |nous |y )?(?:sont|ont|peuvent|doivent|vont|seront|étaient|auront))\b",
        "verb_in_singular",
    ),
    fault(
        r"(?:^|(?<=[.!?\n] ))(?P<at>Vous (?:avait|était|pouvait|devait|pourrait|devrait|recevra|recevront|pourra|pourront|aura|auront|sera|seront))\b",
        "verb_of_vous",
    ),
    fault(
        r"(?:^|(?<=[.!?,] ))(?:si) (?P<at>j'aurais|j'aurai|vous auriez|vous seriez|nous aurions|nous serions|vous aurez|vous serez)\b(?! pu)",
        "no_conditional_after_si",
    ),
    fault(
        r"\b(?:pour|avant|afin) que (?P<at>vous (?:recevoir|pouvoir|avoir|être|faire|mettre|prendre|voir|savoir|remplir|choisir))\b",
        "verb_of_vous",
    ),
    fault(r"\b(?:suis|sommes|est|sont|vraiment) (?P<at>désoler)\b", "participle_needed", "désolé"),
    fault(
        r"(?<![-\w])je (?:vous |le |la |les |lui |vous l'|vous le )?(?P<at>envoi|conseil|rappel|appel|souhait|envois|remerci|confirm)\b",
        "verb_of_je",
        lambda m: {
            "envoi": "envoie",
            "envois": "envoie",
            "conseil": "conseille",
            "rappel": "rappelle",
            "appel": "appelle",
        }.get(m["at"].lower(), m["at"] + "e"),
    ),
    fault(
        r"(?:^|(?<=[.!?\n] ))(?P<at>(?:les|vos|nos|ces|mes) (?:deux |trois |quatre |cinq |autres |premiers |premières )?[^\W\d_]{3,20}s(?: d'[^\W\d_]{2,16}| de [^\W\d_]{2,16})? (?:est|sera|était|peut|doit|n'est|a été))\b(?! ce)",
        "agreement",
    ),
    fault(
        r"(?:^|(?<=[.!?\n] ))(?:nous avons|vous avez|j'ai|on a|il a|elle a)(?: bien| déjà| aussi| donc)? (?P<at>(?P<done>reçu|envoyé|expédié|vérifié|trouvé|transmis|préparé|remboursé|noté|enregistré)(?:s|es|e))(?= (?:votre|vos|notre|nos|un|une|des|deux)\b)",
        "participle_with_avoir",
        lambda m: m["done"],
        is_safe=True,
    ),
    fault(
        r"\b(?:à|pour|avec|dans|sur|par|chez|de) (?P<at>vôtre|nôtre) (?=[^\W\d_]{3})(?!(?:et|ou|qui|que|est|mais|pour|dans|par|sont)\b)",
        "confused_words",
        lambda m: m["at"].replace("ô", "o").replace("Ô", "O"),
        is_safe=True,
    ),
    fault(
        r"\b(?:le|la|les|du|des|un|une|cette|ce|votre|l')[ ]?[^\W\d_]{3,20} (?P<at>que) (?=(?:vous avez|nous avons|j'ai|on a|il a|elle a) besoin(?:\s*[.,;!?)]|$| pour\b))",
        "relative_pronoun",
        "dont",
        is_safe=True,
    ),
    fault(
        r"(?<![-\w])je (?:vous |le |la |les |ne |lui )?(?P<at>(?:remerci|confirm|envoi|souhait|rappell|appell|conseill|propos|demand|invit|recommand|pri|assur|trouv|pens|regard|transfèr)es)(?![-\w])",
        "verb_of_je",
        lambda m: m["at"][:-1],
        is_safe=True,
    ),
    fault(r"\b(?P<at>n'hésiter) (?=pas\b)", "imperative_needed", "n'hésitez", is_safe=True),
    fault(r"\bje vous (?:en |)(?P<at>pris)\b(?! en charge)", "confused_words", "prie", is_safe=True),
)

_CONFUSED: tuple[Fault, ...] = (
    fault(r"(?<![-\w])(?P<at>à) (?=(?:bien |déjà |pas )?(?:été|eu|pu|dû|reçu)\b)", "confused_words", "a", is_safe=True),
    fault(
        r"(?<![-\w])(?:il|elle|on|qui|cela|ça|vous l'|client|colis|commande) (?P<at>à) (?=(?:bien |déjà )?[^\W\d_]{3,20}(?<!it)é\b)",
        "confused_words",
        "a",
    ),
    fault(
        r"\b(?:grâce|quant|suite|par rapport|jusqu'|face|afin d'aider) ?(?P<at>a)\b(?! été| eu)", "confused_words", "à"
    ),
    fault(
        r"(?<![-\w])(?P<at>a) (?=(?:partir d|bientôt|cause d|nouveau\b|domicile|votre (?:disposition|service|écoute|attention)|l'avance|l'avenir|la place|titre )|très (?:bientôt|vite))",
        "confused_words",
        "à",
        is_safe=True,
    ),
    fault(
        r"\b(?P<at>quand) (?=(?:à|au|aux) (?:votre|vos|la|le|l'|les|colis|délai|délais|retour|remboursement|livraison))",
        "confused_words",
        "quant",
    ),
    fault(
        r"\b(?P<at>ces|ses|s'est) (?=(?:possible|impossible|normal|noté|gratuit|dommage|parfait|vrai|avec plaisir|un plaisir|une erreur|à vous|votre|notre|pourquoi|bien)\b)(?!bien (?!noté|sûr|ça|cela|reçu))",
        "confused_words",
        "c'est",
    ),
    fault(
        r"(?<![-\w])(?P<at>sa) (?=(?:va|ira|sera|fait|fonctionne|dépend|prend|prendra|ne|n'est|n'a|vous|nous|me|peut|doit|devrait|n')\b)",
        "confused_words",
        "ça",
        is_safe=True,
    ),
    fault(
        r"(?<![-\w])(?:qui|il|elle|ils|elles|on) (?P<at>ce) (?=[^\W\d_]{2,20}(?:e|ent|t)\b)(?!qu|dernier|même|site|type|genre)",
        "confused_words",
        "se",
    ),
    fault(
        r"\b(?:au cas|au moment|là|le jour|dans le cas) (?P<at>ou)\b(?= (?:vous|nous|il|elle|je|votre|le|la|un|une))",
        "confused_words",
        "où",
    ),
    fault(r"\b(?P<at>d'ou)\b", "confused_words", "d'où", is_safe=True),
    fault(
        r"\b(?P<at>des) (?=(?:que (?:vous|nous|le|la|votre|notre|possible)|demain|aujourd'hui|maintenant|à présent|lundi|réception))",
        "confused_words",
        "dès",
        is_safe=True,
    ),
    fault(
        r", (?P<at>mes) (?=(?:nous|vous|je|il|elle|on|pas|malheureusement)\b)", "confused_words", "mais", is_safe=True
    ),
    fault(
        r"\b(?:nous|vous|je|il|elle|on) (?P<at>leurs) (?=(?:avons|avez|ai|a|faut|[^\W\d_]{3,16}(?:ons|ez))\b)",
        "confused_words",
        "leur",
        is_safe=True,
    ),
    fault(r"\b(?P<at>plutôt) (?=que prévu|que d'habitude)", "confused_words", "plus tôt", is_safe=True),
    fault(r"\b(?:le|au) (?P<at>plutôt)(?= possible|\s*[.!,;]|$)", "confused_words", "plus tôt", is_safe=True),
    fault(
        r"(?:^|(?<=[.!?] ))(?P<at>peut être) (?=que|qu'|un |une |le |la )", "confused_words", "peut-être", is_safe=True
    ),
    fault(
        r"(?:^|(?<=[.!?,] ))(?P<at>qu'elle) (?=(?:est|sont|était) (?:la|le|les|votre|vos|l'))",
        "confused_words",
        "quelle",
    ),
    fault(r"\b(?P<at>tout) (?=les (?!deux|ravit|avoir)[^\W\d_]{2,20}s\b)", "agreement", "tous", is_safe=True),
    fault(r"\b(?P<at>toute) (?=(?:les|vos|nos|mes) )", "agreement", "toutes", is_safe=True),
    fault(r"\b(?P<at>tous) (?=(?:le|la|votre|notre) (?!monde\w))", "agreement"),
    fault(r"\b(?P<at>quelle) (?=est (?:le|ce) )", "agreement", "quel"),
    fault(
        r"\b(?P<at>quel) (?=est (?:la|cette|votre (?:adresse|commande|taille|question|demande)) )",
        "agreement",
        "quelle",
    ),
    fault(r"\b(?P<at>malgré que)\b", "wrong_phrase", "bien que"),
    fault(
        r"\b(?P<at>(?:plus|moins) (?:mieux|meilleure?s?|pires?|bien meilleure?s?))\b(?! (?:encore|que jamais))",
        "double_comparison",
        lambda m: m["at"].split()[-1],
    ),
    fault(
        r"\b(?:le|la|votre|notre|ce|cette|il|elle|l'article|l'appareil) (?:[^\W\d_]{3,16} )?(?P<at>c'est) (?=(?:perdue?|égarée?|cassée?|arrêtée?|produite?|glissée?|terminée?|bloquée?|abîmée?|trompée?|ouverte?|détachée?|éteinte?|allumée?|passée?)\b)",
        "confused_words",
        "s'est",
    ),
    fault(r"\b(?P<at>comme même)\b", "confused_words", "quand même", is_safe=True),
    fault(r"\b(?P<at>au jour d'aujourd'hui)\b", "wrong_phrase", "aujourd'hui"),
    fault(r"\b(?P<at>si il)(?=s? )", "elision", "s'il", is_safe=True),
    fault(
        r"\b(?P<at>(?:le|la|je|de) (?:adresse|article|écrin|échange|atelier|envoi|emballage|étiquette))\b", "elision"
    ),
)
TABLE: tuple[Fault, ...] = (*_VERBS, *_CONFUSED, *NOUN_FAULTS)
