"""How a draft stands before its charter, and how a customer's message reads."""

from __future__ import annotations

from comptoir.domain.charter.queries import charter_of_version
from comptoir.domain.wording.rules import Draft, Reading, Verdict, judged, strictest
from comptoir.language.customer import read_customer
from comptoir.language.detection import language_of
from comptoir.language.reply import check_reply
from comptoir.language.rules import CustomerRules, Moment, ReplyRules, Shop

WITHIN = 2.0
"""Seconds for which the checker is waited for."""


def verdict_on(draft: Draft, *, within: float = WITHIN) -> Verdict:
    """What is to be said of the draft. From any thread; at once when the same was judged before.

    When the checker has not answered `within` seconds, only what needs no dictionary is looked at, and the verdict is
    not complete. Raises `NoCharter`.
    """
    charter = charter_of_version(draft.charter_version_id)
    held_to = charter.wording.of(draft.audience)
    language = draft.language or language_of(draft.body, draft.usual_language or charter.language) or charter.language
    moment = Moment(draft.now, draft.is_first_reply, draft.agent_name, draft.upset_words, draft.topic)
    sites = tuple(site.partition("://")[2] for site in charter.shop.sites)
    rules = ReplyRules(language=language, moment=moment, shop=Shop(sites=sites, links=charter.links.allowed))
    found = [(finding, getattr(held_to, finding.clause)) for finding in check_reply(draft.body, rules)]
    findings = tuple(judged(finding, level) for finding, level in found if level != "off")
    return Verdict(language, strictest(each.level for each in findings), findings)


def reading_of(body: str, usual_language: str, *, within: float = WITHIN) -> Reading:
    """How a customer's message reads. From any thread."""
    language = language_of(body, usual_language or None) or usual_language or "en"
    return Reading(language, tuple(judged(each, "off") for each in read_customer(body, CustomerRules(language))))
