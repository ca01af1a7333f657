"""Members: who becomes one, as what, and who leaves; how they appear, and what they like."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from comptoir.domain.people.actions.recording import record, rights_changed, rights_in
from comptoir.domain.people.events import MemberLeft
from comptoir.domain.people.models import Group, Membership, User
from comptoir.domain.people.queries import forget_members
from comptoir.domain.people.rules import Viewer
from comptoir.foundation import clock
from comptoir.foundation.outbox import announce
from comptoir.language.cards import masked


@transaction.atomic
def add_member(
    *,
    shop_id: int,
    email: str,
    name: str,
    role: str,
    audience: str = "",
    password: str | None = None,
    display_name: str = "",
    personal_note: str = "",
    languages: Sequence[str] = (),
    topics: Sequence[str] = (),
    skills: Sequence[str] = (),
    groups: Sequence[str] = (),
    language: str = "en",
    chats_at_once: int | None = None,
    picture: str = "",
    by: Viewer | None = None,
    now: dt.datetime | None = None,
) -> Membership:
    """Make somebody a member of a shop; the user is made when there is none of that address.

    Who is one already becomes what is said here; how they introduce themselves stays unless it is given.
    """
    user = User.objects.filter(email=email.lower()).first()
    if user is None:
        user = User.objects.create_user(email, password, name=name, language=language)
    said = {
        "role": role,
        "audience": audience,
        "languages": list(languages),
        "topics": list(topics),
        "skills": list(skills),
        "chats_at_once": chats_at_once,
        "is_active": True,
    }
    looks = {"display_name": display_name, "personal_note": personal_note, "picture": picture}
    said |= {name: value for name, value in looks.items() if value}
    return _kept(user, name, said, shop_id=shop_id, groups=groups, by=by, now=now or clock.now())


@transaction.atomic
def remove_member(*, membership_id: int, by: Viewer | None = None, now: dt.datetime | None = None) -> None:
    """End a membership, whoever asks for it: the person's sockets close and come back with what rights are left, and what
    they answer goes back to the queue. Members do it by `changing.deactivate_member`, which asks for their right.
    """
    membership = Membership.objects.get(pk=membership_id)
    was = {"is_active": membership.is_active}
    membership.is_active = False
    membership.save(update_fields=["is_active"])
    record(
        shop_id=membership.shop_id,
        what="left",
        by=by,
        member=membership,
        before=was,
        after={"is_active": False},
        now=now or clock.now(),
    )
    announce(MemberLeft(membership.pk, membership.shop_id))
    rights_changed(membership.user_id)


@transaction.atomic
def introduce_oneself(*, membership_id: int, display_name: str, personal_note: str, picture: str | None = None) -> None:
    """Set how a member appears to customers; `picture` None leaves it as it is."""
    changes = {"display_name": masked(display_name)[:80], "personal_note": masked(personal_note)[:200]}
    if picture is not None:
        changes["picture"] = picture
    Membership.objects.filter(pk=membership_id).update(**changes)
    transaction.on_commit(forget_members)


@transaction.atomic
def choose_preferences(*, user_id: int, language: str, theme: str) -> None:
    """Set the language and the theme of a user's console."""
    User.objects.filter(pk=user_id).update(language=language, theme=theme)


@transaction.atomic
def set_password(*, user_id: int, password: str) -> None:
    """Give somebody another password. Whether it may be had, and who may say so, the caller knows (`accounts`)."""
    user = User.objects.select_for_update().get(pk=user_id)
    user.set_password(password)
    user.save(update_fields=["password"])


def _kept(
    user: User,
    name: str,
    said: dict[str, Any],
    *,
    shop_id: int,
    groups: Sequence[str],
    by: Viewer | None,
    now: dt.datetime,
) -> Membership:
    known = Membership.objects.filter(user=user, shop_id=shop_id).first()
    before = rights_in(known) if known else {}
    membership, is_new = Membership.objects.update_or_create(
        user=user, shop_id=shop_id, defaults=said, create_defaults={"display_name": name} | said
    )
    membership.groups.set([Group.objects.get_or_create(shop_id=shop_id, name=group)[0] for group in groups])
    what = "joined" if is_new or not before["is_active"] else "changed"
    record(shop_id=shop_id, what=what, by=by, member=membership, before=before, after=rights_in(membership), now=now)
    rights_changed(user.pk)
    return membership
