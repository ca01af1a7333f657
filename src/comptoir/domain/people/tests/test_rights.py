"""Who may give which role, and the table that everybody asks."""

from __future__ import annotations

import pytest

from comptoir.domain.people.models import Role
from comptoir.domain.people.rules import (
    EVERYBODY,
    OUTSIDE,
    PERMISSIONS,
    ROLES,
    ROLES_OUTSIDE,
    Viewer,
    is_lowered,
    may,
    may_change_member,
    may_give,
    open_to,
)


def viewer(role: str) -> Viewer:
    return Viewer(user_id=1, membership_id=1, shop_id=1, role=role)


def test_every_role_stands_in_the_table_and_only_roles_do() -> None:
    """A11: the roles of a team, and who comes from outside."""
    assert set(ROLES) == set(Role.values) == EVERYBODY
    for act, roles in PERMISSIONS.items():
        assert roles <= {*ROLES, *ROLES_OUTSIDE}, act
        assert roles, act


def test_who_comes_from_outside_has_nothing_of_the_team() -> None:
    """A11: a visitor or a seller has only what their own surfaces let them do."""
    for act, roles in PERMISSIONS.items():
        assert roles <= set(ROLES) or not roles & set(ROLES), act
    assert not may("visitor", "open_console")
    assert not may("seller", "open_console")


@pytest.mark.parametrize(
    ("own", "gives"),
    [
        ("administrator", ROLES),
        ("manager", ROLES[:-1]),
        ("community_manager", ()),
        ("referent", ()),
        ("advisor", ()),
        ("ambassador", ()),
    ],
)
def test_nobody_gives_a_role_above_their_own(own: str, gives: tuple[str, ...]) -> None:
    """Attack A22."""
    assert tuple(role for role in ROLES if may_give(viewer(own), role)) == gives
    assert not may_give(viewer(own), "visitor")
    assert not may_give(viewer(own), "owner")


def test_who_is_above_one_is_not_changed_and_neither_is_who_works_elsewhere() -> None:
    assert may_change_member(viewer("manager"), 1, "manager")
    assert not may_change_member(viewer("manager"), 1, "administrator")
    assert not may_change_member(viewer("administrator"), 2, "ambassador")


def test_a_role_is_lowered_when_it_may_less() -> None:
    assert is_lowered("administrator", "manager")
    assert not is_lowered("advisor", "referent")


def test_a_door_is_for_a_right_or_for_whom_it_names() -> None:
    @open_to("anybody", "GET")
    def view() -> None:
        """A page."""

    assert view.door == ("anybody", ("GET",))  # type: ignore[attr-defined]
    assert not OUTSIDE.keys() & PERMISSIONS.keys()
    with pytest.raises(ValueError):
        open_to("everybody")
