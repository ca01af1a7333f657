"""The charter's figures with which a text's gaps are filled, so that what is taught is true for the shop."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from comptoir.domain.charter.rules import Charter, Duration, chapters, promise_for, said_in, span_in
from comptoir.language.findings import REPLY_CLAUSES

Figure = str | int | Duration

LEVEL_WORDS = {
    "hint": "a hint while writing",
    "confirm": "a question before sending",
    "hold": "approval by somebody else before sending",
    "forbid": "the message cannot be sent",
    "off": "not looked at",
}
"""As the charter's own page says them; they are translated there."""

_GAP = re.compile(r"\{([a-z_.]+)(?:([+*])(\d{1,3}))?\}")
_SECTION = re.compile(r"^:::\s*if\s+([^\n]+)\n(.*?)^:::[ \t]*(?:\n|\Z)", re.MULTILINE | re.DOTALL)


def filled(text: str, charter: Charter, language: str, audience: str) -> str:
    """The text for that audience of the shop: sections that do not concern it are left out, gaps are filled.

    A gap that nobody knows stays as it is written. `{first_answer*4}` and `{emoji_at_most+2}` reckon with a figure.
    """
    figures = figures_of(charter, language, audience)
    kept = _SECTION.sub(lambda it: it[2] if holds(it[1], charter, audience) else "", text)
    return _GAP.sub(lambda it: _said(it, figures, language), kept)


def holds(condition: str, charter: Charter, audience: str) -> bool:
    """Whether what is written after "if" is true of the shop: one word of `_facts`, or "not" and one."""
    words = condition.split()
    if not words:
        return True
    is_so = _facts(charter, audience).get(words[-1], False)
    return not is_so if words[0] == "not" else is_so


@lru_cache(maxsize=64)
def figures_of(charter: Charter, language: str, audience: str) -> Mapping[str, Figure]:
    """Every figure by its name."""
    own, offers = charter.wording.of(audience), charter.offers
    figures: dict[str, Figure] = {
        "shop": charter.shop.name,
        "audience": str(_audience_name(charter, audience, language)),
        "contact_page": charter.shop.contact_page or "",
        "sites": _listed(urlsplit(site).netloc for site in charter.shop.sites),
        "allowed_links": _listed(urlsplit(link).netloc for link in charter.links.allowed),
        "abbreviations": _listed(own.allowed_abbreviations),
        "emoji_at_most": own.emoji_at_most,
        "longest_sentence": own.longest_sentence,
        "chats_at_once": charter.audiences[audience].chats_at_once if audience in charter.audiences else 1,
        "offer_lasts": charter.chat.offer_lasts,
        "time_for_upset": charter.courtesy.time_for_upset,
        "pause_lasts": charter.courtesy.pause_lasts,
        "offers_a_day": offers.per_agent_and_day if offers else 0,
    }
    figures |= {f"level.{clause}": said_in(language, LEVEL_WORDS[getattr(own, clause)]) for clause in REPLY_CLAUSES}
    figures |= {f"chapter.{it.key}": _chapter(it.sentences, it.rows) for it in chapters(charter, language)}
    return figures | _terms(charter)


def _terms(charter: Charter) -> dict[str, Figure]:
    """What is promised, and what training asks."""
    made = {name: promise_for(charter, of, when) for name, of, when in _PROMISES}
    terms: dict[str, Figure] = {name: promise.within for name, promise in made.items() if promise}
    if charter.returns:
        terms["return_within"] = charter.returns.within
    if training := charter.training:
        terms |= {"shadow": training.shadow_conversations, "watch": training.watch_conversations}
        terms |= {"pass_mark": f"{training.pass_mark:g} %", "valid_for": training.valid_for or ""}
    return terms


_PROMISES = (
    ("first_answer", "chat", "first_answer"),
    ("mail_answer", "email", "first_answer"),
    ("seller_answer", "marketplace", "first_answer"),
    ("refund_within", "return", "refund"),
)


def _facts(charter: Charter, audience: str) -> Mapping[str, bool]:
    own = charter.wording.of(audience)
    training = charter.training
    facts = {
        "offers": charter.offers is not None,
        "returns": charter.returns is not None,
        "mediation": charter.mediation is not None,
        "ambassadors": "ambassador" in charter.audiences,
        "ambassador": audience == "ambassador",
        "escalation": len(charter.escalation.levels) > 1,
        "emoji": own.emoji_at_most > 0,
        "abbreviations": bool(own.allowed_abbreviations),
        "plain_words": bool(own.plain_words),
        "allowed_links": bool(charter.links.allowed),
        "contact_page": bool(charter.shop.contact_page),
        "shadow": bool(training and training.shadow_conversations),
        "expires": bool(training and training.valid_for),
    }
    facts |= {name: promise_for(charter, of, when) is not None for name, of, when in _PROMISES}
    return facts | {clause: getattr(own, clause) != "off" for clause in REPLY_CLAUSES}


def _said(gap: re.Match[str], figures: Mapping[str, Figure], language: str) -> str:
    figure = figures.get(gap[1])
    if figure is None:
        return gap[0]
    if gap[2] and not isinstance(figure, str):
        amount = figure.amount if isinstance(figure, Duration) else figure
        reckoned = amount + int(gap[3]) if gap[2] == "+" else amount * int(gap[3])
        figure = Duration(reckoned, figure.unit) if isinstance(figure, Duration) else reckoned
    return span_in(language, figure) if isinstance(figure, Duration) else str(figure)


def _chapter(sentences: tuple[str, ...], rows: tuple[tuple[str, str], ...]) -> str:
    lines = [*sentences, *(f"**{name}** – {said}" for name, said in rows)]
    return "\n".join(f"- {line}" for line in lines)


def _audience_name(charter: Charter, audience: str, language: str) -> str:
    known = charter.audiences.get(audience)
    return known.name.in_language(language) if known else audience


def _listed(words: object) -> str:
    return ", ".join(dict.fromkeys(words))  # type: ignore[call-overload]
