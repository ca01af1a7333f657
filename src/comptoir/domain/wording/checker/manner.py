"""How a shop wants replies read, whatever language they turn out to be in: plain values that can be sent to another process."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from comptoir.language.findings import REPLY_CLAUSES
from comptoir.language.originals import as_read
from comptoir.language.rules import LANGUAGES, Moment, ReplyRules, Shop

if TYPE_CHECKING:
    from comptoir.domain.charter.rules import Charter
_COUNTRY = "FR"
"""Whose telephone numbers are meant where nothing tells: numbers of other countries are found by their code anyway."""


class Manner(msgspec.Struct, frozen=True, eq=False, weakref=True, kw_only=True):
    """By what replies are read, for many drafts. Make one and keep it: a client that sends it again sends its name alone.

    What differs by language stands under the language's code.
    """

    shop: Shop = Shop()
    clauses: frozenset[str] = frozenset(REPLY_CLAUSES)
    allowed_abbreviations: tuple[str, ...] = ()
    plain_words: Mapping[str, Mapping[str, str]] = {}
    topics: Mapping[str, Mapping[str, tuple[str, ...]]] = {}
    known_words: Mapping[str, frozenset[str]] = {}
    emoji_at_most: int = 1
    longest_sentence: int = 30
    diacritics_required: bool = True

    def rules(self, language: str, moment: Moment) -> ReplyRules:
        """The rules for a text in this language, at this moment of its conversation."""
        return ReplyRules(
            language=language,
            moment=replace(moment, topics=self.topics.get(language, {})),
            shop=self.shop,
            clauses=self.clauses,
            allowed_abbreviations=self.allowed_abbreviations,
            plain_words=self.plain_words.get(language, {}),
            emoji_at_most=self.emoji_at_most,
            longest_sentence=self.longest_sentence,
            diacritics_required=self.diacritics_required,
            known_words=self.known_words.get(language, frozenset()),
        )


def manner_of(
    charter: Charter,
    audience: str = "",
    known_words: Mapping[str, frozenset[str]] | None = None,
    channel: str = "",
    *,
    pages: tuple[str, ...] = (),
) -> Manner:
    """How this charter wants an audience's replies on a channel read, or everybody's. `known_words`: the shop's dictionary, by
    language; `pages`: how addresses begin that are the shop's own besides, as those of its help centre."""
    wording = charter.wording.of(audience, channel)
    return Manner(
        shop=_shop_of(charter, pages),
        clauses=frozenset(clause for clause in REPLY_CLAUSES if getattr(wording, clause) != "off"),
        allowed_abbreviations=tuple(wording.allowed_abbreviations),
        plain_words={language: dict(words) for language, words in wording.plain_words.items()},
        topics={language: _topics_in(language, charter) for language in LANGUAGES},
        known_words=dict(known_words or {}),
        emoji_at_most=wording.emoji_at_most,
        longest_sentence=wording.longest_sentence,
        diacritics_required=wording.diacritics_required,
    )


def _shop_of(charter: Charter, pages: tuple[str, ...]) -> Shop:
    """What the charter says is the shop's own."""
    own, privacy = charter.shop, charter.privacy
    profiles = tuple(account for account in own.accounts if "://" in account)
    own_pages = (own.contact_page, privacy.policy_page if privacy else "", *profiles)
    return Shop(
        sites=tuple(urlsplit(site).hostname or site for site in own.sites),
        links=(*charter.links.allowed, *pages, *(page for page in own_pages if page)),
        emails=(*own.emails, *((privacy.contact,) if privacy else ())),
        phones=own.phones,
        addresses=tuple(map(as_read, own.stores)),
        codes=charter.offers.codes if charter.offers else (),
        names=tuple(map(as_read, (own.name, *own.also_called))),
        country=charter.country or _COUNTRY,
        accounts=tuple(_name_of(account) for account in own.accounts),
    )


def _name_of(account: str) -> str:
    """What an account is called: its name, or the end of its page's path."""
    if "://" not in account:
        return account
    return urlsplit(account).path.strip("/").rpartition("/")[2]


def _topics_in(language: str, charter: Charter) -> dict[str, tuple[str, ...]]:
    """The words of each topic in this language; all its words where it has none there."""
    return {
        key: topic.words.get(language) or tuple(word for words in topic.words.values() for word in words)
        for key, topic in charter.topics.items()
    }
