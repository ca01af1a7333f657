"""Invitations: by letter or by a link that is shown once; accepted once, within a week. Attack A16."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from comptoir.domain.people.actions.changing import Rights, groups_for, values_of
from comptoir.domain.people.actions.members import add_member
from comptoir.domain.people.actions.recording import record
from comptoir.domain.people.errors import (
    AlreadyInvited,
    AlreadyMember,
    InvitationIsOver,
    InvitationNotFound,
    PasswordNotGood,
    RoleAboveOwn,
    TooManyInvitations,
)
from comptoir.domain.people.events import InvitationSent
from comptoir.domain.people.models import Invitation, Membership, User
from comptoir.domain.people.queries import invitation_of_token, is_member
from comptoir.domain.people.rules import (
    HOLDS,
    OPEN_AT_MOST,
    SENT_AT_MOST,
    Viewer,
    invitation_token,
    may,
    may_give,
    token_digest,
)
from comptoir.foundation.errors import BadRequest, NotAllowed
from comptoir.foundation.outbox import announce
from comptoir.language.cards import masked, masked_line


@transaction.atomic
def invite(
    *, viewer: Viewer, rights: Rights, email: str = "", language: str = "en", now: dt.datetime
) -> tuple[Invitation, str]:
    """Invite somebody into the team: with an address a letter goes out; without, the link is passed on by hand.

    Returns the invitation and its token, which is told this once. Raises `NotAllowed`, `RoleAboveOwn`, `AlreadyMember`,
    `AlreadyInvited`, `TooManyInvitations`, `GroupNotFound`, `BadRequest`.
    """
    if not may(viewer.role, "invite"):
        raise NotAllowed
    if not may_give(viewer, rights.role):
        raise RoleAboveOwn
    email = _address(email)
    _refuse_doubled(viewer.shop_id, email)
    groups, seed = groups_for(viewer.shop_id, rights.group_ids), secrets.token_hex(16)
    told = {name: value for name, value in values_of(rights).items() if name != "chats_at_once"}
    invitation = Invitation(
        shop_id=viewer.shop_id,
        email=email,
        language=language[:8],
        invited_by_id=viewer.membership_id,
        invited_at=now,
        **told,
    )
    token = _send(invitation, seed, now)
    invitation.groups.set(groups)
    record(shop_id=viewer.shop_id, what="invited", by=viewer, after=_account(invitation), now=now)
    return invitation, token


@transaction.atomic
def send_invitation_again(*, viewer: Viewer, invitation_id: int, now: dt.datetime) -> str:
    """Make the invitation hold for another week under another link, and send it where it has an address; the link before is
    worth nothing. Returns the new token. Raises `NotAllowed`, `InvitationNotFound`, `RoleAboveOwn`, `TooManyInvitations`.
    """
    invitation = _open(viewer, invitation_id)
    if invitation.times_sent >= SENT_AT_MOST:
        raise TooManyInvitations
    invitation.times_sent += 1
    token = _send(invitation, secrets.token_hex(16), now)
    record(shop_id=viewer.shop_id, what="invitation_sent", by=viewer, after=_account(invitation), now=now)
    return token


@transaction.atomic
def withdraw_invitation(*, viewer: Viewer, invitation_id: int, now: dt.datetime) -> None:
    """Make an invitation worthless. Raises `NotAllowed`, `InvitationNotFound`, `RoleAboveOwn`."""
    invitation = _open(viewer, invitation_id)
    invitation.withdrawn_at = now
    invitation.save(update_fields=["withdrawn_at"])
    record(shop_id=viewer.shop_id, what="invitation_withdrawn", by=viewer, before=_account(invitation), now=now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Who accepts: the user who is signed in, or somebody new with an address, a name and a password."""

    user_id: int | None = None
    email: str = ""
    name: str = ""
    password: str = field(default="", repr=False)
    language: str = "en"


@transaction.atomic
def accept_invitation(*, token: str, guest: Guest, now: dt.datetime) -> Membership:
    """Join the team, once.

    An invitation with an address is for that address; one passed on by hand takes the address that is given. Somebody who has
    an account joins signed in, never by a password set here. Raises `InvitationIsOver`, `NotAllowed` for another address than
    the invited, `AlreadyMember`, `PasswordNotGood`, `BadRequest`.
    """
    found = invitation_of_token(token, now)
    invitation = Invitation.objects.select_for_update().filter(pk=found.pk).first() if found else None
    if invitation is None or not invitation.is_open or invitation.digest != token_digest(token):
        raise InvitationIsOver
    user = _known(invitation, guest) if guest.user_id is not None else _new(invitation, guest)
    return _joined(invitation, user, now)


@transaction.atomic
def accept_invitation_of(*, invitation_id: int, user_email: str, name: str, now: dt.datetime) -> int:
    """Join by a proven address instead of a link: whoever proved it has asked for it. Returns the user, who is made without a
    password where there is none. Raises `InvitationIsOver`, `AlreadyMember`.
    """
    invitation = Invitation.objects.select_for_update().filter(pk=invitation_id, expires_at__gt=now).first()
    email = user_email.strip().lower()
    if invitation is None or not invitation.is_open or not email or invitation.email != email:
        raise InvitationIsOver
    user = User.objects.filter(email=email).first()
    if user is None:
        shown = masked_line(name)[:120] or email.split("@")[0]
        user = User.objects.create_user(email, None, name=shown, language=invitation.language)
    if not user.is_active:
        raise InvitationIsOver
    return _joined(invitation, user, now).user_id


def _joined(invitation: Invitation, user: User, now: dt.datetime) -> Membership:
    if is_member(invitation.shop_id, user.email):
        raise AlreadyMember
    member = add_member(
        shop_id=invitation.shop_id,
        email=user.email,
        name=user.name,
        role=invitation.role,
        audience=invitation.audience,
        languages=invitation.languages,
        topics=invitation.topics,
        skills=invitation.skills,
        groups=[group.name for group in invitation.groups.all()],
        now=now,
    )
    invitation.accepted_at, invitation.accepted_as = now, member
    invitation.save(update_fields=["accepted_at", "accepted_as"])
    return member


def _known(invitation: Invitation, guest: Guest) -> User:
    user = User.objects.filter(pk=guest.user_id or 0, is_active=True).first()
    if user is None or (invitation.email and user.email != invitation.email):
        raise NotAllowed
    return user


def _new(invitation: Invitation, guest: Guest) -> User:
    address = invitation.email or _address(guest.email)
    name = masked_line(guest.name)[:120]
    if not address or not name:
        raise BadRequest("an address and a name are needed")
    if User.objects.filter(email=address).exists():
        raise NotAllowed
    user = User(email=address, name=name, language=guest.language[:8])
    try:
        validate_password(guest.password, user)
    except ValidationError as error:
        raise PasswordNotGood(why=" ".join(error.messages)) from error
    return User.objects.create_user(address, guest.password, name=name, language=guest.language[:8])


def _send(invitation: Invitation, seed: str, now: dt.datetime) -> str:
    token = invitation_token(seed, settings.SECRET_KEY)
    invitation.seed, invitation.digest = seed, token_digest(token)
    invitation.sent_at, invitation.expires_at = now, now + HOLDS
    invitation.save()
    if invitation.email:
        announce(InvitationSent(invitation.pk, invitation.shop_id, invitation.times_sent))
    return token


def _open(viewer: Viewer, invitation_id: int) -> Invitation:
    if not may(viewer.role, "invite"):
        raise NotAllowed
    rows = Invitation.objects.select_for_update().filter(pk=invitation_id, shop_id=viewer.shop_id)
    invitation = rows.first()
    if invitation is None or not invitation.is_open:
        raise InvitationNotFound
    if not may_give(viewer, invitation.role):
        raise RoleAboveOwn
    return invitation


def _refuse_doubled(shop_id: int, email: str) -> None:
    waiting = Invitation.objects.filter(shop_id=shop_id, accepted_at=None, withdrawn_at=None)
    if email and is_member(shop_id, email):
        raise AlreadyMember
    if email and waiting.filter(email=email).exists():
        raise AlreadyInvited
    if waiting.count() >= OPEN_AT_MOST:
        raise TooManyInvitations


def _address(email: str) -> str:
    """The address as it is kept; "" for none. Raises `BadRequest`."""
    email = email.strip().lower()
    if not email:
        return ""
    try:
        validate_email(email)
    except ValidationError as error:
        raise BadRequest("this is no address") from error
    if len(email) > 254 or masked(email) != email:
        raise BadRequest("this is no address")
    return email


def _account(invitation: Invitation) -> dict[str, str]:
    """What the record keeps of an invitation: never its secret."""
    return {"role": invitation.role, "audience": invitation.audience, "email": invitation.email}
