"""The team, changed by several people at one moment, on SQLite as on PostgreSQL: a shop keeps somebody who leads it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from comptoir.domain.people.actions import (
    Guest,
    Rights,
    accept_invitation,
    change_member,
    deactivate_member,
    invite,
)
from comptoir.domain.people.errors import InvitationIsOver, LastAdministrator, LastManager
from comptoir.domain.people.models import Membership
from comptoir.domain.people.queries import forget_members
from comptoir.foundation.clock import now
from comptoir.foundation.errors import NotAllowed
from tests.people import PASSWORD, a_member, a_shop, a_viewer
from tests.servers.together import all_at_once

pytestmark = [pytest.mark.servers, pytest.mark.django_db(transaction=True)]
TIMES = 8

REFUSED = (LastAdministrator, LastManager, NotAllowed)


def two(role: str) -> list[Membership]:
    """Two who have that role, and nobody above them."""
    shop = a_shop()
    return [a_member(shop, role, name=name) for name in ("Anne", "Berthe")]


def lower(by: Membership, whom: Membership) -> Callable[[], Any]:
    viewer, rights = a_viewer(by), Rights(role="advisor", audience="advisor")
    return lambda: change_member(viewer=viewer, membership_id=whom.pk, rights=rights, now=now())


def remove(by: Membership, whom: Membership) -> Callable[[], Any]:
    viewer = a_viewer(by)
    return lambda: deactivate_member(viewer=viewer, membership_id=whom.pk, now=now())


def put_back(those: list[Membership], role: str) -> None:
    """Both are what they were."""
    Membership.objects.filter(pk__in=[it.pk for it in those]).update(role=role, is_active=True)
    forget_members()


@pytest.mark.parametrize("role", ["administrator", "manager"])
@pytest.mark.parametrize("how", ["each other", "themselves", "one is removed, one lowered", "both removed"])
def test_two_who_are_the_last_to_lead_a_shop_never_both_lose_it(role: str, how: str) -> None:
    """A4, A11: whatever they do to each other at one moment, one of them is left, and nobody sees an error."""
    anne, berthe = two(role)
    for _ in range(TIMES):
        acts = {
            "each other": [lower(anne, berthe), lower(berthe, anne)],
            "themselves": [lower(anne, anne), lower(berthe, berthe)],
            "one is removed, one lowered": [remove(anne, berthe), lower(berthe, anne)],
            "both removed": [remove(anne, berthe), remove(berthe, anne)],
        }[how]

        outcomes = all_at_once(acts)

        assert sum(isinstance(it, REFUSED) for it in outcomes) == 1, outcomes
        assert Membership.objects.filter(role=role, is_active=True).count() == 1
        put_back([anne, berthe], role)


def test_who_loses_the_right_at_that_moment_changes_nobody_by_it() -> None:
    """A4: the right is looked at again under the lock, not as it was when the page was opened."""
    anne, berthe = two("administrator")
    carl = a_member(a_shop(), "administrator", name="Carl")
    stale = lower(berthe, carl)
    lower(anne, berthe)()

    outcomes = all_at_once([stale])

    assert isinstance(outcomes[0], NotAllowed)
    assert Membership.objects.get(pk=carl.pk).role == "administrator"


def test_an_invitation_that_two_accept_at_once_is_accepted_by_one() -> None:
    """A4, A16: a link that was passed on brings one person into the team."""
    marc = a_member(a_shop(), "manager")
    for n in range(TIMES):
        _invitation, token = invite(viewer=a_viewer(marc), rights=Rights(role="advisor", audience="advisor"), now=now())
        before = Membership.objects.count()
        guests = [Guest(email=f"{who}{n}@maison-perle.example", name=who, password=PASSWORD) for who in ("yann", "zoe")]

        outcomes = all_at_once(
            [lambda it=it, t=token: accept_invitation(token=t, guest=it, now=now()) for it in guests]
        )

        assert Counter(type(it) for it in outcomes) == {Membership: 1, InvitationIsOver: 1}
        assert Membership.objects.count() == before + 1
