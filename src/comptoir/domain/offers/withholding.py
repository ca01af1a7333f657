"""A code that was withdrawn does not go out, wherever it stands: in a draft, in a message that waits for approval, in a correction."""

from __future__ import annotations

from comptoir.domain.conversations.queries import told_by
from comptoir.domain.offers.errors import CodeWithdrawn
from comptoir.domain.offers.models import Code
from comptoir.domain.offers.queries import LOOKED_AT
from comptoir.domain.offers.rules import may_be_codes


def withhold_withdrawn(shop_id: int, conversation_id: int, body: str) -> CodeWithdrawn | None:
    """The refusal of a text with a withdrawn code in it; none where the customer has named that code themselves: they are told that
    it is over. One query where something looks like a code, a second where one is found.
    """
    maybe = may_be_codes(body)
    if not maybe:
        return None
    gone = Code.objects.filter(shop_id=shop_id, code__in=maybe, withdrawn_at__isnull=False).order_by("code")
    codes = list(gone.values_list("code", flat=True))
    if not codes:
        return None
    named = {
        code for told in told_by("visitor", conversation_id, at_most=LOOKED_AT) for code in may_be_codes(told.body)
    }
    left = [code for code in codes if code not in named]
    return CodeWithdrawn(code=left[0]) if left else None
