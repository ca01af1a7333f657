"""Changing members: who may, what becomes of it, and what is written down."""

from __future__ import annotations

import pytest

from comptoir.domain.people.actions import (
    Rights,
    bring_back_member,
    change_member,
    deactivate_member,
    make_group,
    remove_group,
    rename_group,
    set_hours,
)
from comptoir.domain.people.errors import (
    GroupNameTaken,
    GroupNotFound,
    LastAdministrator,
    MemberNotFound,
    NotAHour,
    NotThemselves,
    RoleAboveOwn,
)
from comptoir.domain.people.models import Group, RightsChange
from comptoir.domain.people.queries import (
    Wanted,
    member_for,
    rights_changes,
    skills_of,
    team_page,
    viewers_of,
)
from comptoir.foundation.errors import BadRequest, NotAllowed
from comptoir.foundation.models import Announcement
from tests.people import NOON, a_member, a_viewer

AS_REFERENT = Rights(role="referent", audience="advisor", languages=["fr", "en"], topics=["returns"], chats_at_once=4)


def test_a_manager_gives_other_rights_and_the_record_says_what_was_before(
    team, django_capture_on_commit_callbacks
) -> None:
    """F, audit log."""
    with django_capture_on_commit_callbacks(execute=True):
        change_member(viewer=team.as_marc, membership_id=team.adele.pk, rights=AS_REFERENT, now=NOON)

    viewer = viewers_of(team.adele.user_id)[0]
    assert (viewer.role, viewer.topics) == ("referent", {"returns"})
    change = rights_changes(team.as_marc, membership_id=team.adele.pk).rows[0]
    assert (change.what, change.by_id, change.at) == ("changed", team.marc.pk, NOON)
    assert (change.before["role"], change.after["role"]) == ("advisor", "referent")
    assert "audience" not in change.after, "what stays as it was is not in the record"


def test_what_changes_nothing_is_not_written_down(team) -> None:
    before = RightsChange.objects.count()
    same = Rights(role="advisor", audience="advisor", languages=["fr"])

    change_member(viewer=team.as_marc, membership_id=team.adele.pk, rights=same, now=NOON)

    assert RightsChange.objects.count() == before


@pytest.mark.parametrize("who", ["as_rose", "as_adele", "as_amin"])
def test_only_managers_change_members(team, who: str) -> None:
    for act in (deactivate_member, bring_back_member):
        with pytest.raises(NotAllowed):
            act(viewer=getattr(team, who), membership_id=team.amin.pk, now=NOON)
    with pytest.raises(NotAllowed):
        change_member(viewer=getattr(team, who), membership_id=team.amin.pk, rights=AS_REFERENT, now=NOON)


def test_nobody_makes_themselves_more_than_they_are(team) -> None:
    """Attack A22."""
    with pytest.raises(RoleAboveOwn):
        change_member(viewer=team.as_marc, membership_id=team.marc.pk, rights=Rights(role="administrator"), now=NOON)


def test_a_manager_does_not_touch_an_administrator(team) -> None:
    """Attack A22."""
    with pytest.raises(RoleAboveOwn):
        change_member(viewer=team.as_marc, membership_id=team.anne.pk, rights=AS_REFERENT, now=NOON)
    with pytest.raises(RoleAboveOwn):
        deactivate_member(viewer=team.as_marc, membership_id=team.anne.pk, now=NOON)


def test_the_last_administrator_stays_one(team) -> None:
    with pytest.raises(LastAdministrator):
        change_member(viewer=team.as_anne, membership_id=team.anne.pk, rights=Rights(role="manager"), now=NOON)
    second = a_member(team.shop, "administrator", name="Basile")
    with pytest.raises(NotThemselves):
        deactivate_member(viewer=team.as_anne, membership_id=team.anne.pk, now=NOON)

    deactivate_member(viewer=a_viewer(second), membership_id=team.anne.pk, now=NOON)

    with pytest.raises(LastAdministrator):
        change_member(viewer=a_viewer(second), membership_id=second.pk, rights=Rights(role="advisor"), now=NOON)


def test_a_member_of_another_shop_is_nobodys_to_change(team) -> None:
    """Attack A4."""
    for act in (deactivate_member, bring_back_member):
        with pytest.raises(MemberNotFound):
            act(viewer=team.as_stranger, membership_id=team.amin.pk, now=NOON)
    with pytest.raises(MemberNotFound):
        change_member(viewer=team.as_stranger, membership_id=team.amin.pk, rights=AS_REFERENT, now=NOON)
    with pytest.raises(MemberNotFound):
        member_for([team.as_stranger], team.amin.pk)


def test_who_leaves_has_no_rights_and_their_work_is_announced(team, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        deactivate_member(viewer=team.as_marc, membership_id=team.adele.pk, now=NOON)

    assert viewers_of(team.adele.user_id) == ()
    assert Announcement.objects.filter(name="people.member_left").count() == 1
    with pytest.raises(MemberNotFound):
        member_for([team.as_amin], team.adele.pk)
    assert member_for([team.as_marc], team.adele.pk)[0].is_active is False


def test_who_left_can_be_brought_back_with_what_they_had(team, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        deactivate_member(viewer=team.as_marc, membership_id=team.adele.pk, now=NOON)
        bring_back_member(viewer=team.as_marc, membership_id=team.adele.pk, now=NOON)

    assert viewers_of(team.adele.user_id)[0].role == "advisor"
    told = [it.what for it in rights_changes(team.as_marc, membership_id=team.adele.pk).rows]
    assert told[:2] == ["returned", "left"]


@pytest.mark.parametrize(
    "rights",
    [
        Rights(role="owner"),
        Rights(role="advisor", chats_at_once=-1),
        Rights(role="advisor", chats_at_once=1000),
        Rights(role="advisor", skills=[str(number) for number in range(41)]),
    ],
)
def test_rights_that_nobody_has_are_refused(team, rights: Rights) -> None:
    """Attack A22."""
    with pytest.raises((BadRequest, RoleAboveOwn)):
        change_member(viewer=team.as_anne, membership_id=team.amin.pk, rights=rights, now=NOON)


def test_a_skill_is_kept_once_and_without_a_card_number(team) -> None:
    skills = [" gravure  main ", "gravure main", "", "4111 1111 1111 1111"]

    change_member(
        viewer=team.as_marc, membership_id=team.amin.pk, rights=Rights(role="ambassador", skills=skills), now=NOON
    )

    team.amin.refresh_from_db()
    assert team.amin.skills[0] == "gravure main"
    assert "4111 1111 1111 1111" not in team.amin.skills
    assert "gravure main" in skills_of(team.shop.id)


def test_hours_are_ones_own_to_set_and_a_managers(team) -> None:
    hours = {"mon": [["09:00", "12:00"]]}

    set_hours(viewer=team.as_amin, membership_id=team.amin.pk, hours=hours, time_zone="Europe/Bucharest", now=NOON)
    set_hours(viewer=team.as_marc, membership_id=team.adele.pk, hours=hours, time_zone="", now=NOON)

    team.amin.refresh_from_db()
    assert team.amin.hours == hours
    assert team.amin.user.__class__.objects.get(pk=team.amin.user_id).time_zone == "Europe/Bucharest"
    with pytest.raises(NotAllowed):
        set_hours(viewer=team.as_amin, membership_id=team.adele.pk, hours={}, time_zone="", now=NOON)
    with pytest.raises(NotAHour):
        set_hours(viewer=team.as_amin, membership_id=team.amin.pk, hours={"mon": [["9", "8"]]}, time_zone="", now=NOON)


def test_groups_are_made_renamed_and_removed_and_each_is_written_down(team) -> None:
    group = make_group(viewer=team.as_marc, name=" Ateliers ", now=NOON)
    rename_group(viewer=team.as_marc, group_id=group.pk, name="Atelier", now=NOON)
    change_member(
        viewer=team.as_marc,
        membership_id=team.amin.pk,
        rights=Rights(role="ambassador", group_ids=[group.pk]),
        now=NOON,
    )
    remove_group(viewer=team.as_marc, group_id=group.pk, now=NOON)

    told = [(it.what, it.before, it.after) for it in rights_changes(team.as_marc).rows]
    assert ("group_made", {}, {"group": "Ateliers"}) in told
    assert ("group_renamed", {"group": "Ateliers"}, {"group": "Atelier"}) in told
    assert ("group_removed", {"group": "Atelier", "members": ["Amin"]}, {}) in told
    assert team.amin.groups.count() == 0


def test_a_group_has_a_name_of_its_own(team) -> None:
    make_group(viewer=team.as_marc, name="Ateliers", now=NOON)

    with pytest.raises(GroupNameTaken):
        make_group(viewer=team.as_marc, name="ateliers", now=NOON)
    with pytest.raises(BadRequest):
        make_group(viewer=team.as_marc, name=" ", now=NOON)
    with pytest.raises(NotAllowed):
        make_group(viewer=team.as_rose, name="Mine", now=NOON)


def test_a_group_of_another_shop_is_not_there(team) -> None:
    """Attack A4."""
    group = Group.objects.create(shop_id=team.shop.id, name="Ateliers")

    with pytest.raises(GroupNotFound):
        rename_group(viewer=team.as_stranger, group_id=group.pk, name="Mine", now=NOON)
    with pytest.raises(GroupNotFound):
        remove_group(viewer=team.as_stranger, group_id=group.pk, now=NOON)


def test_the_team_is_found_by_name_role_and_group_page_by_page(team, django_assert_num_queries) -> None:
    group = Group.objects.create(shop_id=team.shop.id, name="Ateliers")
    team.amin.groups.add(group)

    def names(**wanted: object) -> list[str]:
        return [it.display_name for it in team_page(team.as_marc, Wanted(**wanted)).rows]  # type: ignore[arg-type]

    assert names() == ["Adèle", "Amin", "Anne", "Marc", "Rose"]
    assert names(words="ami") == ["Amin"]
    assert names(words="rose@") == ["Rose"]
    assert names(role="manager") == ["Marc"]
    assert names(group_id=group.pk) == ["Amin"]
    assert names(user_ids=[team.rose.user_id]) == ["Rose"]
    assert names(is_active=False) == []
    with django_assert_num_queries(2):
        first = team_page(team.as_marc, Wanted(), limit=2)
    second = team_page(team.as_marc, Wanted(), after=first.following, limit=10)
    assert [it.display_name for it in (*first.rows, *second.rows)] == names()


def test_an_ambassador_finds_nobody_by_their_address(team) -> None:
    """A11."""
    assert team_page(team.as_amin, Wanted(words="rose@")).rows == []
