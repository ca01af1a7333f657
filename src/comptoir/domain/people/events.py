"""What happens to a team."""

from __future__ import annotations

from dataclasses import dataclass

from comptoir.foundation.outbox import event


@event("people.invitation_sent")
@dataclass(frozen=True, slots=True)
class InvitationSent:
    """An invitation is to go out by letter: for the first time, or again."""

    invitation_id: int
    shop_id: int
    time: int


@event("people.leave_answered")
@dataclass(frozen=True, slots=True)
class LeaveAnswered:
    """What a member had asked for was granted or refused."""

    absence_id: int
    membership_id: int
    shop_id: int


@event("people.member_left")
@dataclass(frozen=True, slots=True)
class MemberLeft:
    """A member works for the shop no more: what they answered is to be answered by others."""

    membership_id: int
    shop_id: int
