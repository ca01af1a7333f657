"""A code that was withdrawn, or is another customer's, does not go out, wherever it stands: in a draft, in a message that waits for
approval, in a correction."""

from __future__ import annotations

from django.db.models import Q

from comptoir.domain.conversations.queries import told_by
from comptoir.domain.offers.errors import CodeOfSomebodyElse, CodeWithdrawn
from comptoir.domain.offers.models import Code, Gift, State
from comptoir.domain.offers.queries import LOOKED_AT, of_person, whose_talk
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
    named = _named_in(conversation_id)
    left = [code for code in codes if code not in named]
    return CodeWithdrawn(code=left[0]) if left else None


def withhold_given(shop_id: int, conversation_id: int, body: str) -> CodeOfSomebodyElse | None:
    """The refusal of a text with a code in it that was taken for, or given to, another customer; none where this one has named it
    themselves. A code is given once, also where somebody wrote it by hand or put it back meanwhile.
    """
    maybe = may_be_codes(body)
    if not maybe:
        return None
    given = Gift.objects.filter(shop_id=shop_id, code__shop_id=shop_id, code__code__in=maybe).exclude(
        state=State.PUT_BACK
    )
    codes = set(given.values_list("code__code", flat=True))
    if not codes:
        return None
    theirs = given.filter(Q(conversation_id=conversation_id) | of_person(whose_talk(conversation_id)))
    left = codes - set(theirs.values_list("code__code", flat=True)) - _named_in(conversation_id)
    return CodeOfSomebodyElse(code=min(left)) if left else None


def _named_in(conversation_id: int) -> set[str]:
    """What the customer has written there that may be a code."""
    said = told_by("visitor", conversation_id, at_most=LOOKED_AT)
    return {code for told in said for code in may_be_codes(told.body)}
