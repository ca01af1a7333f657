"""Giving somebody back their way in (mission F, A11)."""

from __future__ import annotations

import pytest

from comptoir.domain.accounts.actions import add_totp, new_totp_secret, reset_second_factor
from comptoir.domain.accounts.models import SecurityRecord
from comptoir.domain.accounts.queries import factors_of
from comptoir.domain.accounts.tests.test_codes import code_at
from comptoir.domain.people.actions import add_member
from comptoir.foundation.errors import NotAllowed
from comptoir.foundation.models import Announcement
from tests.people import NOON, a_viewer


def with_app(member) -> None:
    secret = new_totp_secret()
    add_totp(user_id=member.user_id, secret=secret, code=code_at(secret, NOON), now=NOON)
    Announcement.objects.all().delete()


def test_a_manager_resets_an_advisors_second_factor_and_it_is_kept_and_told(desk) -> None:
    with_app(desk.adele)

    reset_second_factor(user_id=desk.adele.user_id, actor=[a_viewer(desk.marc)], shop_id=desk.shop.id, now=NOON)

    assert not factors_of(desk.adele.user_id).any
    record = SecurityRecord.objects.get(act="second_factor_reset")
    assert (record.user_id, record.actor_id, record.shop_id) == (desk.adele.user_id, desk.marc.user_id, desk.shop.id)
    assert Announcement.objects.filter(name="accounts.account_touched").count() == 1


@pytest.mark.parametrize(
    ("actor", "whom"), [("marc", "anne"), ("adele", "marc"), ("stranger", "adele"), ("marc", "marc")]
)
def test_nobody_else_does(desk, actor: str, whom: str) -> None:
    """A4, A11: not of an administrator, not by an advisor, not from another shop, not for oneself."""
    member = getattr(desk, whom)
    with_app(member)

    with pytest.raises(NotAllowed):
        reset_second_factor(user_id=member.user_id, actor=[a_viewer(getattr(desk, actor))], now=NOON)
    assert factors_of(member.user_id).any


def test_who_works_for_another_shop_too_is_not_this_managers_alone(desk) -> None:
    with_app(desk.adele)
    add_member(shop_id=desk.other.id, email=desk.adele.user.email, name="Adèle", role="advisor", audience="advisor")

    with pytest.raises(NotAllowed):
        reset_second_factor(user_id=desk.adele.user_id, actor=[a_viewer(desk.marc)], now=NOON)


def test_from_the_command_line_also_that_of_the_last_administrator(desk) -> None:
    with_app(desk.anne)

    reset_second_factor(user_id=desk.anne.user_id, actor=None, now=NOON)

    assert not factors_of(desk.anne.user_id).any
    assert SecurityRecord.objects.get(act="second_factor_reset").actor_id is None
