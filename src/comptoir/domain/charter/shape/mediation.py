"""What a buyer may write to a seller about, and how both are led to a solution."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from comptoir.domain.charter.reading.addresses import page_address
from comptoir.domain.charter.reading.kinds import list_of, one_of, reference, whole_number
from comptoir.domain.charter.reading.tables import clause, holds, own_name, table_of, tables_of
from comptoir.domain.charter.reading.texts import text
from comptoir.domain.charter.reading.times import duration
from comptoir.domain.charter.shape.duration import Duration
from comptoir.domain.charter.shape.text import Text
from comptoir.domain.charter.shape.widget import Question

REASONS = ("warranty", "missing_item", "wrong_item")
"""The three reasons for which a buyer may write to the seller of what they have received. E1."""

NAMED_AS = ("none", "first_name")
UNPROVEN = ("confirm_once", "quarantine")


@clause
class Reason:
    """`[mediation.reason.NAME]`: what is asked of the buyer, what seller and support are told to do, what the seller may offer."""

    key: str = own_name()
    questions: tuple[Question, ...] = holds(list_of(table_of(Question), at_most=8, once=False), default=())
    playbook_seller: Text = holds(text(4000), default=Text())
    playbook_support: Text = holds(text(4000), default=Text())
    may_offer: tuple[Text, ...] = holds(list_of(text(160), at_most=12), default=())


@clause
class Mediation:
    """`[mediation]`: the reasons that are open, how many cases at a time, how long one can be reopened, what a seller learns of a buyer."""

    reasons: tuple[str, ...] = holds(list_of(one_of(*REASONS), at_least=1))
    reason: Mapping[str, Reason] = holds(tables_of(Reason), factory=lambda: MappingProxyType({}))
    open_cases_per_order: int = holds(whole_number(1, 20), default=3)
    reopen_within: Duration = holds(duration("d"), default=Duration(14, "d"))
    buyer_name: str = holds(one_of(*NAMED_AS), default="none")
    unproven_senders: str = holds(one_of(*UNPROVEN), default="confirm_once")
    sales_support: str = holds(reference, default="")
    seller_guide: str = holds(page_address, default="")
