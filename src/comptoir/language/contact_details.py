"""Contact details that are not the shop's: telephones, mail and postal addresses, accounts, cards, names on networks."""

from __future__ import annotations

from functools import lru_cache

from comptoir.language.addresses import find_addresses
from comptoir.language.cards import find_cards
from comptoir.language.contact_marks import Marks, marks_of
from comptoir.language.emails import as_typed, find_emails
from comptoir.language.findings import Finding
from comptoir.language.handles import find_handles
from comptoir.language.ibans import find_ibans
from comptoir.language.links import is_own_host
from comptoir.language.phones import find_phones
from comptoir.language.rules import ReplyRules, Shop
from comptoir.language.text import Text, merged, overlaps

_AT_MOST = 200
"""Cards: whoever writes more has been found out."""


def find(text: Text, rules: ReplyRules) -> list[Finding]:
    """One finding for each, `why` saying what it is; what lies within another is that other's."""
    body, shop, marks = text.body, rules.shop, marks_of(text, rules.language)
    if not marks.any():
        return []
    found: list[Finding] = []
    taken: list[tuple[int, int]] = []
    for why, spans in (
        ("account_number", find_ibans(body) if marks.iban else ()),
        ("card_number", find_cards(body, _AT_MOST) if marks.card else ()),
        ("mail_address", _others_mails(body, shop) if marks.email else ()),
        ("phone_number", _phones(body, rules, marks) if marks.phone or marks.spoken else ()),
        ("postal_address", find_addresses(body, shop) if marks.address else ()),
        ("handle", find_handles(body, shop) if marks.handle else ()),
    ):
        new = [span for span in spans if not overlaps(*span, taken)]
        found += [Finding("contact_details", *span, why) for span in new]
        taken = merged([*taken, *new])
    return sorted(found, key=lambda finding: finding.start)


def _phones(body: str, rules: ReplyRules, marks: Marks) -> list[tuple[int, int]]:
    return find_phones(body, rules.language, rules.shop, may_be_spoken=marks.spoken)


def _others_mails(body: str, shop: Shop) -> list[tuple[int, int]]:
    return [span for span in find_emails(body) if not _is_own_mail(body[span[0] : span[1]], shop)]


def _is_own_mail(address: str, shop: Shop) -> bool:
    """Whether the shop names this mailbox, or it stands at one of the shop's sites."""
    mail = as_typed(address)
    host = mail.rpartition("@")[2]
    return mail in _own_mails(shop.emails) or ("@" in mail and is_own_host(host, shop))


@lru_cache(maxsize=64)
def _own_mails(emails: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(as_typed, emails))
