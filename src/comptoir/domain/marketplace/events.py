"""What happened between buyers and sellers: ids and plain values, no words of anybody."""

from __future__ import annotations

from dataclasses import dataclass

from comptoir.foundation.outbox import event


@event("marketplace.case_opened")
@dataclass(frozen=True, slots=True)
class CaseOpened:
    conversation_id: int
    shop_id: int
    seller_id: int
    reason: str
    is_direct: bool


@event("marketplace.seller_answered")
@dataclass(frozen=True, slots=True)
class SellerAnswered:
    """`seq` is in the team's numbering; with `is_direct` the buyer reads it, else the team has it to pass on."""

    conversation_id: int
    shop_id: int
    seller_id: int
    seq: int
    is_direct: bool


@event("marketplace.case_rerouted")
@dataclass(frozen=True, slots=True)
class CaseRerouted:
    """It went from the seller to the team; `why` is "switched_off", "address_changed", "bounced" or "support_stepped_in"."""

    conversation_id: int
    shop_id: int
    seller_id: int
    why: str


@event("marketplace.case_moved")
@dataclass(frozen=True, slots=True)
class CaseMoved:
    """It was closed or opened again."""

    conversation_id: int
    shop_id: int
    status: str


@event("marketplace.seller_unreachable")
@dataclass(frozen=True, slots=True)
class SellerUnreachable:
    seller_id: int
    shop_id: int


@event("marketplace.tool_switched")
@dataclass(frozen=True, slots=True)
class ToolSwitched:
    seller_id: int
    shop_id: int
    is_on: bool


@event("marketplace.contact_masked")
@dataclass(frozen=True, slots=True)
class ContactMasked:
    """Contact details were taken out of what one side wrote ("seller" or "buyer")."""

    conversation_id: int
    shop_id: int
    seller_id: int
    side: str
    number: int
