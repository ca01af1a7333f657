"""What we can tell about people. Who works where is asked at every turn, so each process remembers it for a moment."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from typing import Any

from comptoir.domain.people.errors import TokenNotValid, UserNotFound
from comptoir.domain.people.models import Customer, Group, Membership, User, Visitor
from comptoir.domain.people.rules import Viewer
from comptoir.domain.people.tokens import claimed_visitor
from comptoir.domain.shops.queries import KnownShop
from comptoir.foundation.rows import selected_rows

Rights = frozenset[tuple[int, str, str, frozenset[str], frozenset[int]]]

REMEMBERED = 2.0
"""Seconds for which a process trusts what it has read of memberships; whoever changes them says so at once."""

TOGETHER = 1000
"""Memberships that one query asks for."""

_viewers: dict[int, tuple[float, tuple[Viewer, ...]]] = {}
_people: dict[int, tuple[float, dict[str, Any]]] = {}


def viewers_of(user_id: int) -> tuple[Viewer, ...]:
    """The user's active memberships, as viewers."""
    known = _viewers.get(user_id)
    if known and time.monotonic() - known[0] < REMEMBERED:
        return known[1]
    rows = Membership.objects.filter(user_id=user_id, is_active=True, user__is_active=True)
    viewers = tuple(_viewer(row) for row in rows.prefetch_related("groups").order_by("id"))
    _viewers[user_id] = (time.monotonic(), viewers)
    return viewers


def rights_of(user_ids: Sequence[int]) -> dict[int, Rights]:
    """What each of the users may hear now, read afresh; nothing for who has left."""
    rows = Membership.objects.filter(user_id__in=user_ids, is_active=True, user__is_active=True)
    viewers: dict[int, list[Viewer]] = {user_id: [] for user_id in user_ids}
    for row in rows.prefetch_related("groups"):
        viewers[row.user_id].append(_viewer(row))
    return {user_id: rights_among(those) for user_id, those in viewers.items()}


def rights_among(viewers: Iterable[Viewer]) -> Rights:
    """All of the viewers that decides what they may see; names do not."""
    return frozenset((it.membership_id, it.role, it.audience, it.topics, it.groups) for it in viewers)


def viewer_in(user_id: int, shop_id: int) -> Viewer | None:
    """The user as a member of that shop, if they are one."""
    return next((viewer for viewer in viewers_of(user_id) if viewer.shop_id == shop_id), None)


def person(membership_id: int) -> dict[str, Any]:
    """How a member appears to customers and colleagues: the wire's person."""
    return people_of([membership_id])[str(membership_id)]


def people_of(ids: Iterable[int]) -> dict[str, dict[str, Any]]:
    """The wire's persons, by id as text. Members who have left are there too: their words stay."""
    now = time.monotonic()
    # Looked up once each: another thread may make the process forget at any moment.
    known = {pk: _people.get(pk) for pk in set(ids)}
    missing = [pk for pk, it in known.items() if it is None or now - it[0] >= REMEMBERED]
    for row in Membership.objects.filter(pk__in=missing) if missing else []:
        known[row.pk] = _people[row.pk] = (now, _person(row))
    return {str(pk): it[1] for pk, it in known.items() if it is not None}


def user_of_id(user_id: int, *, lock: bool = False) -> User:
    """Somebody who signs in; with `lock`, nobody else changes them until the transaction ends. Raises `UserNotFound`."""
    rows = User.objects.select_for_update() if lock else User.objects.all()
    found = rows.filter(pk=user_id).first()
    if found is None:
        raise UserNotFound
    return found


def user_of_email(email: str) -> User | None:
    """Who signs in with that address, if they may sign in at all."""
    return User.objects.filter(email=email.strip().lower(), is_active=True).first()


def has_account(email: str) -> bool:
    """Whether somebody of that address can sign in, for whichever shop."""
    return User.objects.filter(email=email.lower()).exists()


def is_member(shop_id: int, email: str) -> bool:
    """Whether somebody of that address works for the shop."""
    rows = Membership.objects.filter(shop_id=shop_id, is_active=True, user__is_active=True)
    return rows.filter(user__email=email.lower()).exists()


def members_of(shop_id: int) -> list[Membership]:
    """The shop's active members with their users, by name."""
    rows = Membership.objects.filter(shop_id=shop_id, is_active=True, user__is_active=True)
    return list(rows.select_related("user").prefetch_related("groups").order_by("display_name", "id"))


def members_among(membership_ids: Iterable[int]) -> frozenset[int]:
    """Those of the memberships that have not ended. A query for each thousand."""
    wanted, found = sorted(set(membership_ids)), set[int]()
    for start in range(0, len(wanted), TOGETHER):
        rows = Membership.objects.filter(pk__in=wanted[start : start + TOGETHER], is_active=True, user__is_active=True)
        found.update(rows.values_list("pk", flat=True))
    return frozenset(found)


def user_of(membership_id: int) -> int | None:
    """Whose membership it is, if it has not ended."""
    rows = Membership.objects.filter(pk=membership_id, is_active=True, user__is_active=True)
    return rows.values_list("user_id", flat=True).first()


def groups_of(shop_id: int) -> list[Group]:
    """The shop's groups, by name."""
    return list(Group.objects.filter(shop_id=shop_id).order_by("name"))


def visitor_of_token(token: str, shop: KnownShop) -> Visitor:
    """The visitor whom a token names, in that shop. Raises `TokenNotValid`."""
    key, generation = claimed_visitor(token)
    visitor = Visitor.objects.filter(key=key, shop_id=shop.id, token_generation=generation).first()
    if visitor is None:
        raise TokenNotValid
    return visitor


def customer_of_email(shop_id: int, email: str) -> int | None:
    """The shop's customer of that address; none where there are several. Only what is proven may be asked with."""
    rows = Customer.objects.filter(shop_id=shop_id, email__in={email, email.lower()}).values_list("pk", flat=True)
    found = list(rows[:2])
    return found[0] if len(found) == 1 else None


def visitor_and_generation(token: str, shop: KnownShop) -> tuple[int, int]:
    """The number of the visitor whom a token names, in that shop, and the token's generation. Raises `TokenNotValid`."""
    key, generation = claimed_visitor(token)
    claimed = [key, generation, shop.id]
    found = selected_rows(Visitor, ("id",), "key = %s AND token_generation = %s AND shop_id = %s", claimed)
    if not found:
        raise TokenNotValid
    return int(found[0][0]), generation


def token_generations(visitor_ids: Iterable[int]) -> dict[int, int]:
    """Which generation of tokens holds for each of the visitors."""
    return dict(Visitor.objects.filter(pk__in=visitor_ids).values_list("pk", "token_generation"))


def forget_members() -> None:
    """Read again at the next question."""
    _viewers.clear()
    _people.clear()


def _viewer(row: Membership) -> Viewer:
    return Viewer(
        user_id=row.user_id,
        membership_id=row.pk,
        shop_id=row.shop_id,
        role=row.role,
        audience=row.audience,
        topics=frozenset(row.topics),
        groups=frozenset(group.pk for group in row.groups.all()),
        name=row.display_name,
    )


def _person(row: Membership) -> dict[str, Any]:
    return {
        "id": row.pk,
        "name": row.display_name,
        "role": row.role,
        "audience": row.audience,
        "picture": row.picture,
        "note": row.personal_note,
    }
