"""What a text is read by: plain values, made from a charter by who asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from comptoir.language.findings import CUSTOMER_CLAUSES, REPLY_CLAUSES

LANGUAGES = ("fr", "en", "ro", "pt")


@dataclass(frozen=True, slots=True)
class Shop:
    """What is the shop's own, and therefore never a stranger's: sites (hosts), allowed links, contacts, addresses, codes
    (a star ends the beginning that many share: "MERCI-*"), names, accounts on networks.
    """

    sites: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    country: str = "FR"
    accounts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """Where in the conversation the text stands."""

    now: dt.datetime
    is_first_reply: bool = False
    agent_name: str = ""
    customer_text: str = ""
    """The customer's last words, for which empathy may be due."""
    topic: str = ""
    topics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The words of each topic, as the charter gives them (a star ends a stem: "retour*")."""


@dataclass(frozen=True, slots=True)
class ReplyRules:
    """How a reply is read."""

    language: str
    moment: Moment
    shop: Shop = field(default_factory=Shop)
    clauses: frozenset[str] = frozenset(REPLY_CLAUSES)
    allowed_abbreviations: tuple[str, ...] = ()
    plain_words: Mapping[str, str] = field(default_factory=dict)
    """Jargon and the plain word for it, in the language of the text."""
    emoji_at_most: int = 1
    longest_sentence: int = 30
    """Words."""
    diacritics_required: bool = True
    known_words: frozenset[str] = frozenset()
    """The shop's dictionary, in small letters."""


@dataclass(frozen=True, slots=True)
class CustomerRules:
    """How a customer's message is read."""

    language: str
    clauses: frozenset[str] = frozenset(CUSTOMER_CLAUSES)
