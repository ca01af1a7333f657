"""Giving somebody back their way in when they have lost their second factor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from allauth.mfa.models import Authenticator
from django.db import transaction

from comptoir.domain.accounts.actions.sign_ins import end_sign_ins
from comptoir.domain.accounts.noting import note
from comptoir.domain.accounts.rules import may_look_after
from comptoir.domain.people.queries import user_of_id, viewers_of
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.errors import NotAllowed


@transaction.atomic
def reset_second_factor(
    *, user_id: int, actor: Sequence[Viewer] | None, shop_id: int | None = None, now: dt.datetime
) -> None:
    """Take every second factor from somebody and sign them out everywhere; they are told by mail, and it is kept who did it.

    `actor` None: from the command line. Raises `NotAllowed`, `UserNotFound`.
    """
    user_of_id(user_id, lock=True)
    if actor is not None and not may_look_after(actor, viewers_of(user_id)):
        raise NotAllowed
    Authenticator.objects.filter(user_id=user_id).delete()
    end_sign_ins(user_id=user_id)
    who = actor[0].user_id if actor else None
    note("second_factor_reset", user_id=user_id, actor_id=who, shop_id=shop_id, now=now)
