"""Certain faults of European Portuguese."""

from __future__ import annotations

import re

from comptoir.language.dictionaries import knows
from comptoir.language.grammars.faults import Fault, any_of, fault
from comptoir.language.lexicons import entries

_OPENS = r"(?:^|(?<=[.!?\n] )|(?<=\n))"
_TIMES = "(?:dias?|semanas?|meses|mês|anos?|horas?|minutos?|instantes)"
_MANY = "(?:dois|três|quatro|cinco|seis|sete|oito|nove|dez|vários|alguns|muitos|poucos|uns|\\d{1,3})"
_INFINITIVES = "(?:chegar|sair|entregar|devolver|trocar|levantar|escolher|comprar|encomendar|voltar|funcionar|decorrer|responder|fazer|enviar|pagar|receber|aguardar|tratar|verificar|confirmar|ver|ser|ter|preparar|processar|partir|resolver|esperar)"
_QUALITY = "(?:disponível|disponíveis|prontos?|prontas?|incluíd[oa]s?|confirmad[oa]s?|resolvid[oa]s?|enviad[oa]s?|registad[oa]s?|esgotad[oa]s?|pag[oa]s?|a caminho|em stock|em trânsito|em anexo|em falta|em preparação|no armazém|na loja|na oficina|correto|correta|fechad[oa]s?|abert[oa]s?)"
_THESE = "(?:encomenda|semana|compra|fatura|mensagem|peça|garantia|máquina|informação|promoção|opção|situação|loja|referência|morada|devolução)"
_COLLECTIVE = "(?!maioria|maior|parte|metade|resto|grupo|casal|dúzia|série|conjunto|quantidade|gente|pessoal|total|custo|preço|prazo|que\\b|quem\\b|qual\\b|quê\\b)"


class _Nouns:
    """The lexicon's nouns by gender and number."""

    def __init__(self) -> None:
        rows = [(noun, told.split()) for noun, told in entries("pt", "nouns")]
        self.gender = {noun: told[0] for noun, told in rows}
        self.plural = {noun: next((each for each in told[1:] if each != "v"), noun + "s") for noun, told in rows}
        self.singular = {many: one for one, many in self.plural.items()}
        self.verbs = {noun for noun, told in rows if "v" in told}

    def of(self, gender: str, *, verbs: bool = True) -> str:
        return any_of(
            noun for noun, each in self.gender.items() if each == gender and (verbs or noun not in self.verbs)
        )

    def many_of(self, gender: str) -> str:
        return any_of(self.plural[noun] for noun, each in self.gender.items() if each == gender)


_NOUNS = _Nouns()


def _since(seen: re.Match[str]) -> str:
    return "há"


def _accented_a(seen: re.Match[str]) -> str:
    """ "Á": "Há" before what there is or what has passed, else "À"."""
    after = seen.string[seen.end("at") : seen.end("at") + 12].lower()
    return "há" if re.match(rf" (?:{_MANY}|duas|uma?|muit|pouc|mais|cerca|vári)", after) else "à"


def _without_hyphen(seen: re.Match[str]) -> str | None:
    """ "enviar-mos", "recebe-mos": the verb in one word, where there is such a form."""
    whole = (seen["stem"] + "mos").lower()
    return whole if knows("pt", whole) else None


def _agreed(seen: re.Match[str]) -> str | None:
    noun = seen["noun"].lower()
    one = _NOUNS.singular.get(noun, noun)
    gender = _NOUNS.gender[one]
    if gender == "mf" or (noun != one) != bool(
        seen["doing"].lower() in ("foram", "estão", "são", "serão", "estavam", "já foram")
    ):
        return None
    right = ("a" if gender == "f" else "o") + ("s" if noun != one else "")
    return None if seen["ending"].lower() == right else f"{seen['doing']} {seen['state']}{right}"


def _short_participle(seen: re.Match[str]) -> str:
    """ "foi entregado": the short participle that goes with "ser"."""
    short = {
        "aceitad": "aceit",
        "entregad": "entreg",
        "ganhad": "ganh",
        "gastad": "gast",
        "pagad": "pag",
        "limpad": "limp",
        "soltad": "solt",
    }
    stem, ending = short[seen["done"].lower()], seen["ending"].lower()
    if stem == "aceit":
        ending = "e" + ending[1:]
    elif stem == "entreg":
        ending = "ue" + ending[1:]
    return f"{seen['doing']} {stem}{ending}"


def _contracted(seen: re.Match[str]) -> str:
    return {"de o": "do", "de a": "da", "de os": "dos", "de as": "das", "em o": "no", "em a": "na", "em os": "nos", "em as": "nas",
            "por o": "pelo", "por a": "pela", "a o": "ao", "por os": "pelos", "por as": "pelas"}[seen["at"].lower()]  # fmt: skip


_CONFUSED: tuple[Fault, ...] = (
    fault(r"(?<![\w'-])(?P<at>á)(?= )", "confused_words", _accented_a),
    fault(rf"(?<![\w-])(?P<at>à) (?=(?:muito|pouco|algum|tanto) tempo\b|mais de (?:um|uma|dois|duas|{_MANY}) {_TIMES}\b|(?:dois|três|{_MANY}) {_TIMES}\b|cerca de (?:um|uma|dois|duas|{_MANY}) {_TIMES}\b|bastante tempo\b|vári(?:os|as) {_TIMES}\b|(?:duas|algumas) (?:semanas|horas)\b(?! da| e))", "confused_words", _since, is_safe=True),
    fault(rf"(?<![\w-])(?P<at>a) (?=(?:uma?|dois|duas|{_MANY}) {_TIMES} atrás\b|muito tempo que\b)", "confused_words", _since),
    fault(r"(?<![\w-])(?:em relação|devido|graças|quanto|está|estamos|estou|face) (?P<at>há) (?=(?:sua|nossa|minha|espera|encomenda|loja|vossa)\b)", "confused_words", "à", is_safe=True),
    fault(r"(?<![\w-])(?:devido|graças|em relação) (?P<at>há)(?![\w-])", "confused_words", "à", is_safe=True),
    fault(r"(?<![\w-])(?P<at>há) (?=(?:sua|nossa|minha|vossa) (?:encomenda|loja|morada|espera|disposição|equipa|conta)\b|partir d|medida que|disposição\b)", "confused_words", "à"),
    fault(r"(?<![\w-])(?P<at>[àá] partir) (?=d)", "confused_words", "a partir", is_safe=True),
    fault(r"(?<![\w-])(?P<at>há partir) (?=d)", "confused_words", "a partir", is_safe=True),
    fault(rf"(?<![\w-])(?P<at>à) (?={_INFINITIVES}\b)", "confused_words", "a", is_safe=True),
    fault(r"(?<![\w-])(?P<at>à) (?=(?:ele|eles|você|vocês|todos|todo|um|este|esse|pedido|prazo|pronto|crédito|seguir)\b)", "confused_words", "a"),
    fault(r"(?<![\w-])(?P<at>à cerca) (?=d(?:e|o|a|os|as) (?!uma?\b|\d|dois|duas|três)[^\W\d_]+)(?!de (?:meia|metade))", "confused_words", "acerca", is_safe=True),
    fault(rf"(?<![\w-])(?:não|já|também|ainda|artigo|produto|encomenda|pedido|tudo|fatura|etiqueta|peça|documento|recibo|pagamento|reembolso|loja|garantia|anel|pulseira) (?P<at>esta) (?={_QUALITY}(?![\w-]))", "confused_words", "está", is_safe=True),
    fault(rf"(?<![\w-])(?P<at>está) (?={_THESE}\b)", "confused_words", "esta", is_safe=True),
    fault(r"(?<![\w-])(?:não|isto|isso|qual|quando|onde|quanto) (?P<at>e) (?=(?:possível|necessário|preciso|válido|o |a |um |uma |obrigatório))", "confused_words", "é"),
    fault(r"(?<![\w-])(?:nada|muito|sem|tem|temos|tenho|há|quer|precisa de|para) (?P<at>mas) (?=(?:informações|detalhes|dúvidas|perguntas|tarde|cedo|rápido|barato|um |uma ))", "confused_words", "mais"),
    fault(r", (?P<at>mais) (?=(?:infelizmente|não (?:podemos|temos|é|foi|está|conseguimos|posso|tenho))\b)", "confused_words", "mas", is_safe=True),
    fault(r"(?<![\w-])(?P<at>mal) (?=(?:funcionamento|estado|contacto|atendimento|serviço)\b)", "confused_words", "mau", is_safe=True),
    fault(r"(?<![\w-])(?P<at>mau) (?=(?:embalad[oa]s?|montad[oa]s?|instalad[oa]s?|feit[oa]s?|colocad[oa]s?|explicad[oa]s?)\b)", "confused_words", "mal", is_safe=True),
    fault(r"(?<![\w-])(?P<stem>[^\W\d_]{2,16}(?:á|a|e|i|r|ê))-mos(?![\w-])", "one_word", _without_hyphen, is_safe=True),
    fault(r"(?<![\w-])(?<!depois )(?<!antes )(?<!apesar )(?<!além )(?<!caso )(?<!facto )(?<!hora )(?<!altura )(?P<at>(?:de|em|por) (?:o|a|os|as)) (?=(?:nosso|nossa|seu|sua|nossos|nossas|loja|encomenda|artigo|produto|cliente|armazém|morada|site|pedido)\b)(?![^.!?]{0,60}(?:ser|estar|ter|chegar|ficar|vir)\b)", "contraction", _contracted),
    fault(r"(?<![\w-])(?P<at>a gente (?:vamos|temos|enviamos|estamos|podemos|fazemos))\b", "agreement"),
    fault(rf"(?<![\w-])(?P<at>há (?:(?:mais|cerca) de )?[^\W\d_]{{2,8}} {_TIMES} atrás)(?![\w-])", "redundant", lambda m: m["at"][: -len(" atrás")]),
    fault(r"(?<![\w-])(?P<at>porque) (?=(?:motivo|razão)\b)", "confused_words", "por que"),
    fault(r"(?<![\w-])(?P<at>[àá]) (?=de [^\W\d_]{2,14}(?:ar|er|ir)(?![\w-]))", "confused_words", "há", is_safe=True),
    fault(r"(?<![\w-])(?P<at>mais (?:melhor|melhores|pior|piores|maior|maiores|menor))(?![\w-])", "double_comparison", lambda m: m["at"].split()[1]),
    fault(r"(?<![\w-])não (?P<at>à) (?=(?:problemas?|stock|nada|qualquer|mais|dúvidas?|tempo|forma|necessidade|nenhum|outro|outra)\b)", "confused_words", "há", is_safe=True),
    fault(r"(?<![\w-])(?P<at>aonde) (?=(?:está|estão|fica|ficam|se encontra|se encontram|comprou|foi parar|posso ver)(?![\w-]))", "confused_words", "onde", is_safe=True),
    fault(r"(?<![\w-])(?:ele|ela|que|lhe|me|nos|colega|estafeta|técnico|equipa|loja) (?P<at>trás) (?=(?:o|a|os|as|um|uma|consigo|sempre)\b)", "confused_words", "traz", is_safe=True),
    fault(r"(?<![\w-])(?P<at>senão) (?=(?:receber|conseguir|funcionar|chegar|for|tiver|estiver|puder|quiser)\b)", "confused_words", "se não"),
)  # fmt: skip

_VERBS: tuple[Fault, ...] = (
    fault(r"(?<![\w-])(?P<at>houveram)\b(?! por bem)", "impersonal_verb", "houve", is_safe=True),
    fault(r"(?<![\w-])(?P<at>haverão|haviam|hajam|houvessem|houverem) (?=(?:muit[oa]s|vári[oa]s|algum?as|alguns|dois|duas|três|pouc[oa]s|mais|dúvidas|problemas|erros|atrasos|artigos|\d{1,4}) )", "impersonal_verb", lambda m: {"haverão": "haverá", "haviam": "havia", "hajam": "haja", "houvessem": "houvesse", "houverem": "houver"}[m["at"].lower()]),
    fault(rf"(?<![\w-])(?P<at>fazem|faziam) (?={_MANY} (?:dias|semanas|meses|anos) que\b)", "impersonal_verb", lambda m: {"fazem": "faz", "faziam": "fazia"}[m["at"].lower()]),
    fault(rf"{_OPENS}(?P<at>nós (?!\w*meu\b)[^\W\d_]{{2,14}}(?:ou|eu|iu))(?![\w-])", "agreement"),
    fault(r"(?<![\w-])(?P<at>(?P<doing>foi|foram|é|são|será|serão|ser|sido) (?P<done>aceitad|entregad|ganhad|gastad|pagad|limpad|soltad)(?P<ending>[oa]s?))(?![\w-])", "participle_needed", _short_participle),
    fault(rf"{_OPENS}(?:os|as) (?:dois|duas|três|quatro|cinco|seis|dez) [^\W\d_]{{3,20}}s(?: (?:d[oae]|n[oa]) [^\W\d_]{{3,20}})? (?P<at>está|foi|será|vai|chegou|pode|ficou|estava|é|vem|tem)\b", "agreement", lambda m: {"está": "estão", "foi": "foram", "será": "serão", "vai": "vão", "chegou": "chegaram", "pode": "podem", "ficou": "ficaram", "estava": "estavam", "é": "são", "vem": "vêm", "tem": "têm"}[m["at"].lower()]),
    fault(rf"{_OPENS}(?:os|as|os seus|as suas|os nossos|as nossas|estes|estas|esses|essas) [^\W\d_]{{3,20}}s (?P<at>está|foi|será|vai|chegou|pode|ficou|estava|é|vem|tem)\b(?! (?:que|a \w+ que|por isso))", "agreement", lambda m: {"está": "estão", "foi": "foram", "será": "serão", "vai": "vão", "chegou": "chegaram", "pode": "podem", "ficou": "ficaram", "estava": "estavam", "é": "são", "vem": "vêm", "tem": "têm"}[m["at"].lower()]),
    fault(rf"{_OPENS}(?:o|a|o seu|a sua|o nosso|a nossa) {_COLLECTIVE}[^\W\d_]{{2,20}}[^\Ws\d_] (?P<at>estão|foram|serão|vão|chegaram|podem|ficaram|estavam|têm|vêm)\b", "agreement", lambda m: {"estão": "está", "foram": "foi", "serão": "será", "vão": "vai", "chegaram": "chegou", "podem": "pode", "ficaram": "ficou", "estavam": "estava", "têm": "tem", "vêm": "vem"}[m["at"].lower()]),
    fault(r"(?<![\w-])(?P<at>(?:eles|elas|vocês) (?:tem|vem|está|foi|vai|pode|mantem))\b", "agreement"),
    fault(rf"{_OPENS}(?P<at>nós (?:vai|tem|está|foi|pode|envia|faz))(?![\w-])", "agreement"),
    fault(rf"{_OPENS}(?:o|a|os|as|o seu|a sua|os seus|as suas|o nosso|a nossa|este|esta|estes|estas) (?P<noun>{any_of([*_NOUNS.gender, *_NOUNS.singular])}) (?P<at>(?P<doing>(?:já )?(?:foi|está|foram|estão|será|serão|estava)) (?P<state>[^\W\d_]{{2,16}}(?:ad|id)|pront|pag|entregu)(?P<ending>[oa]s?))(?![\w-])", "agreement", _agreed),
)  # fmt: skip

_GENDER: tuple[Fault, ...] = (
    fault(rf"(?<![\w-])(?P<at>(?:um|este|esse|aquele|do|no|ao|nosso|seu|meu|pelo|neste|deste) {_NOUNS.of('f')})(?![\w-])", "gender"),
    fault(r"(?<![\w-])(?P<at>(?:do|no|ao|pelo|um|este|esse|neste|desse) (?:nossa|sua|minha|vossa)s?)(?![\w-])", "gender"),
    fault(r"(?<![\w-])(?P<at>(?:da|na|pela|uma|esta|essa|nesta) (?:nosso|seu|meu|vosso)s?)(?![\w-])", "gender"),
    fault(rf"(?<![\w-])(?P<at>o {_NOUNS.of('f', verbs=False)})(?![\w-])", "gender"),
    fault(rf"(?<![\w-])(?P<at>(?:uma|esta|essa|aquela|da|na|nossa|sua|minha|pela|nesta|desta) {_NOUNS.of('m', verbs=False)})(?![\w-])", "gender"),
    fault(rf"(?<![\w-])(?P<at>(?:os|uns|estes|dos|aos|nossos|seus|alguns|muitos|dois) {_NOUNS.many_of('f')})(?![\w-])", "gender"),
    fault(rf"(?<![\w-])(?P<at>(?:as|umas|estas|das|nas|às|nossas|suas|algumas|muitas|duas) {_NOUNS.many_of('m')})(?![\w-])", "gender"),
    fault(rf"(?<![\w-])(?P<at>(?:os|uns|estes|dos|nossos|seus|alguns|muitos|dois|três) {_NOUNS.of('m', verbs=False)})(?![\w-])", "number"),
    fault(rf"(?<![\w-])(?P<at>(?:as|umas|estas|das|nossas|suas|algumas|muitas|duas|três) {_NOUNS.of('f', verbs=False)})(?![\w-])", "number"),
    fault(rf"(?<![\w-])(?P<at>(?:um|este|do|ao|nosso|seu|uma|esta|da|na|nossa|sua) {any_of(_NOUNS.singular)})(?![\w-])", "number"),
)  # fmt: skip
TABLE: tuple[Fault, ...] = (*_CONFUSED, *_VERBS, *_GENDER)
