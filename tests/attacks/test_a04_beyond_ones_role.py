"""Attack A4, A11: in one's own shop, by the number of what a colleague has: every door with everything that there is."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from comptoir.domain.feed.models import Post
from comptoir.domain.knowledge.models import Phrase
from comptoir.domain.people.models import Absence, Membership
from comptoir.domain.people.rules import may
from comptoir.domain.shops.queries import shop_of_id
from tests.attacks.every_door import WORDS, addresses, names_of
from tests.attacks.every_kind import OWN, plant
from tests.attacks.test_a04_foreign_things_of_every_kind import AS_PAGE, AS_SCRIPT, DOORS, SAYS_NOTHING, signed_in
from tests.attacks.watched_rows import Seen, watched
from tests.people import a_member

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]

MARK = "zqcolleaguezq"
NOTE = "zqnotezq"

EVERYBODYS = {"member": "who the colleagues are, everybody on the team may see"}
"""Doors that open for a volunteer by a colleague's number, and why."""

ONES_OWN = {
    *("accept", "refuse", "absence_over", "answer_review", "review", "end_sign_in", "certificate", "wallet_put_back"),
    *("attempt", "attempt_answer", "attempt_check", "attempt_hand_in", "macro", "drop_macro"),
    *("approve_held", "return_held", "withdraw_held", "see_returned"),
}
"""Doors to what belongs to one member alone, or to who watches over them: no colleague of the same role passes."""

PLANNED = {"from_day": "2027-01-04", "to_day": "2027-01-05", "kind": "other", "body": ""}


@pytest.fixture
def stage() -> SimpleNamespace:
    """A shop with one thing of each kind, all of them an advisor's; what can be for the staff or for advisors, is."""
    cache.clear()
    own = plant("maison-perle", OWN, MARK)
    Post.objects.update(reach="staff")
    Phrase.objects.update(audience="advisor")
    Absence.objects.update(note=NOTE)
    return SimpleNamespace(own=own, shop=own["shops.Shop"], ambassador=own["team"]["ambassador"])


def asked(client: Client, method: str, address: str, stage: SimpleNamespace) -> tuple[Any, Seen]:
    """The answer, and what was written for it; it is undone."""
    calendar = SimpleUploadedFile("a.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    sent: dict[str, Any] = WORDS | PLANNED | {"shop": str(stage.shop.pk), "calendar": calendar}
    point = transaction.savepoint()
    with watched(MARK, OWN) as seen:
        answer = client.get(address) if method == "GET" else client.post(address, sent)
    transaction.savepoint_rollback(point)
    cache.clear()
    return answer, seen


def let_in(member: Membership, stage: SimpleNamespace, names: set[str]) -> list[str]:
    """The doors of these names at which the member was not told no, or was shown or changed something all the same."""
    client, wrong = signed_in(member, **AS_SCRIPT), []
    for route in (it for it in DOORS if it.short in names and it.door and may(member.role, it.door.right)):
        for address in addresses(route, stage.own):
            for method in route.methods:
                answer, seen = asked(client, method, address, stage)
                if answer.status_code not in (403, 404) or MARK in answer.getvalue().decode("utf-8", "ignore"):
                    wrong.append(f"{method} {address} {answer.status_code}")
                if seen.wrote:
                    wrong.append(f"{method} {address} {seen.wrote[0][:200]}")
    return wrong


def test_a_volunteer_reaches_nothing_of_a_colleague_by_its_number(stage: SimpleNamespace) -> None:
    """A4, A11: conversations, returns, mails, drafts, the staff's feed, phrases for advisors, attempts, absences and all else."""
    names = {it.short for it in DOORS if names_of(it)} - set(EVERYBODYS) - set(SAYS_NOTHING)

    assert let_in(stage.ambassador, stage, names) == []


def test_nobody_reaches_what_is_a_colleagues_alone(stage: SimpleNamespace) -> None:
    """A4: an advisor as the other: offers, attempts, certificates, reviews, held messages, macros, absences, sign-ins."""
    other = Membership.objects.get(pk=stage.own["team"]["advisor"].pk)
    colleague = a_member(shop_of_id(stage.shop.pk), "advisor", name="Berthe")
    assert colleague.role == other.role

    assert let_in(colleague, stage, ONES_OWN) == []


def test_a_colleagues_page_says_nothing_that_is_theirs(stage: SimpleNamespace) -> None:
    """A11: neither why somebody is away nor the address by which they sign in."""
    page = signed_in(stage.ambassador, **AS_PAGE).get(f"/console/team/{stage.own['people.Membership'].pk}")

    assert page.status_code == 200
    assert NOTE not in page.content.decode()
    assert stage.own["people.User"].email not in page.content.decode()
