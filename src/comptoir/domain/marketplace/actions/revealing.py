"""Reading what was written before it was masked: by whom, and when, is kept. A11."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from comptoir.domain.conversations.rules import may_see
from comptoir.domain.marketplace.errors import CaseNotFound
from comptoir.domain.marketplace.models import Original, Reveal
from comptoir.domain.marketplace.queries.hands import in_hand
from comptoir.domain.people.rules import Viewer, may
from comptoir.foundation.errors import NotAllowed


@transaction.atomic
def reveal_original(*, conversation_id: int, seq: int, viewer: Viewer, now: dt.datetime) -> str:
    """The words at `seq` as they came, for who watches over the shop; that they read it is written down.

    Raises `CaseNotFound`, also where nothing was masked; `NotAllowed`.
    """
    hand = in_hand(conversation_id)
    if not may_see(viewer, hand.case.conversation):
        raise CaseNotFound
    if not may(viewer.role, "see_originals"):
        raise NotAllowed
    original = Original.objects.filter(conversation_id=conversation_id, entry_seq=seq).first()
    if original is None:
        raise CaseNotFound
    Reveal.objects.create(original=original, membership_id=viewer.membership_id, at=now)
    return original.body
