"""Cases between buyers and sellers at the console. E4, E7, E8, A11."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.test import Client

from comptoir.domain.conversations.models import Entry
from comptoir.domain.marketplace.models import Seller
from comptoir.domain.marketplace.models.original import Reveal
from comptoir.domain.marketplace.tests.conftest import market, nothing_remembered  # noqa: F401  fixtures
from comptoir.domain.marketplace.tests.stage import HOUR, writes
from tests.people import NOON, a_member, a_shop

AS_SCRIPT = {"HTTP_ACCEPT": "application/json", "HTTP_X_REQUESTED_WITH": "fetch"}


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel(NOON, tick=False) as moved:
        yield moved


@pytest.fixture
def fair(market: SimpleNamespace) -> SimpleNamespace:  # noqa: F811
    market.case = writes(market.shop, market.buyer, seller_key="cozinha-mar", places=[2], body="Tem fugas. 912 345 678")
    market.amin = a_member(market.shop, "ambassador")
    market.stranger = a_member(a_shop("autre-maison"), "manager", name="Étienne")
    return market


def at(member: Any) -> Client:
    client = Client()
    client.force_login(member.user)
    return client


def first(case: Any) -> int:
    return Entry.objects.filter(conversation_id=case.pk, kind="message").earliest("seq").seq


def test_the_team_passes_on_by_one_click_once(fair: SimpleNamespace) -> None:
    """E4"""
    address = f"/console/c/{fair.case.pk}/pass-on/{first(fair.case)}"
    adele = at(fair.adele)
    asked = adele.get(address)
    passed, again = adele.post(address, **AS_SCRIPT), adele.post(address, **AS_SCRIPT)

    assert "Tem fugas." in asked.content.decode()
    assert "912 345 678" not in asked.content.decode()
    assert (passed.status_code, again.status_code) == (204, 409)


def test_what_is_passed_on_may_be_changed_and_what_was_changed_is_judged(fair: SimpleNamespace) -> None:
    """E4, E7: forbidden with the place, asked about once, then passed on."""
    address = f"/console/c/{fair.case.pk}/pass-on/{first(fair.case)}"
    adele = at(fair.adele)
    forbidden = adele.post(address, {"body": "A chaleira tem fugas. Ligue 912 345 678."}, **AS_SCRIPT)
    asked = adele.post(address, {"body": "A chaleira tem fugas. Veja https://outra-loja.example"}, **AS_SCRIPT)
    passed = adele.post(
        address, {"body": "A chaleira tem fugas. Veja https://outra-loja.example", "is_confirmed": "on"}, **AS_SCRIPT
    )
    said = Entry.objects.filter(conversation_id=fair.case.pk, author="agent", kind="message").latest("seq").body

    assert (forbidden.status_code, forbidden.json()["code"]) == (422, "wording_forbidden")
    assert (asked.status_code, asked.json()["code"]) == (409, "wording_to_confirm")
    assert [it["level"] for it in asked.json()["findings"]] == ["confirm"]
    assert (passed.status_code, said) == (204, "A chaleira tem fugas. Veja [contacto removido]")


def test_the_original_is_for_watchers_and_looking_is_kept(fair: SimpleNamespace) -> None:
    """A11"""
    address = f"/console/c/{fair.case.pk}/original/{first(fair.case)}"

    assert at(fair.adele).post(address, **AS_SCRIPT).status_code == 403
    shown = at(fair.rose).post(address, **AS_SCRIPT)
    assert "912 345 678" in shown.json()["body"]
    assert [reveal.membership_id for reveal in Reveal.objects.all()] == [fair.rose.pk]


def test_who_does_not_work_there_finds_nothing(fair: SimpleNamespace) -> None:
    """A4: the card, the facts, passing on, stepping in, the original, the seller."""
    here, stranger = f"/console/c/{fair.case.pk}", at(fair.stranger)
    looks = [f"{here}/case", f"{here}/case-facts", f"{here}/pass-on/1", f"/console/sellers/{fair.other.pk}"]
    acts = [
        f"{here}/case/step-in",
        f"{here}/pass-on/1",
        f"{here}/original/1",
        f"/console/sellers/{fair.other.pk}/switch-off",
    ]

    assert {stranger.get(it, **AS_SCRIPT).status_code for it in looks} == {404}
    assert {stranger.post(it, **AS_SCRIPT).status_code for it in acts} == {404}
    assert "Tem fugas" not in stranger.get("/console/cases").content.decode()


def test_an_ambassador_sees_no_sellers(fair: SimpleNamespace) -> None:
    """A11"""
    amin = at(fair.amin)
    assert amin.get(f"/console/sellers/{fair.other.pk}", **AS_SCRIPT).status_code == 403
    assert "Cozinha Mar" not in amin.get("/console/sellers").content.decode()


def test_cases_are_looked_through_by_state_reason_and_turn(fair: SimpleNamespace, clock: Any) -> None:
    """E8"""
    rose = at(fair.rose)
    assert "Chaleira" in rose.get("/console/cases?turn=support&reason=warranty").content.decode()
    assert "Chaleira" not in rose.get("/console/cases?turn=buyer").content.decode()
    assert "Chaleira" not in rose.get("/console/cases?state=late").content.decode()
    assert rose.get("/console/cases?state=nonsense", **AS_SCRIPT).status_code == 400
    clock.move_to(NOON + 25 * HOUR, tick=False)
    assert "Chaleira" in rose.get("/console/cases?state=late").content.decode()


def test_the_card_tells_the_case_and_the_composer_asks_for_whom(fair: SimpleNamespace) -> None:
    """E5, E8"""
    page = at(fair.adele).get(f"/console/c/{fair.case.pk}").content.decode()

    for words in ("P-2026-000417", "Cozinha Mar", "Não acende", "Check the date of delivery"):
        assert words in page, words
    assert page.count('name="side"') == 3
    assert 'name="side" value="customer" checked' not in page


def test_the_team_steps_in_and_hands_back(fair: SimpleNamespace) -> None:
    """E8"""
    case, adele = writes(fair.shop, fair.buyer), at(fair.adele)
    for act, is_direct in (("step-in", False), ("give-back", True)):
        assert adele.post(f"/console/c/{case.pk}/case/{act}", **AS_SCRIPT).status_code == 204
        case.refresh_from_db()
        assert case.is_direct == is_direct
    assert adele.post(f"/console/c/{case.pk}/case/nonsense", **AS_SCRIPT).status_code == 404


def test_a_sellers_settings_are_seen_and_switched_off(fair: SimpleNamespace) -> None:
    """E2, E7"""
    rose, here = at(fair.rose), f"/console/sellers/{fair.seller.pk}"
    listed = rose.get("/console/sellers?q=casa&state=on").content.decode()
    assert "Casa Luz" in listed
    assert "Cozinha Mar" not in listed
    assert "apoio@casa-luz.example" in rose.get(here).content.decode()
    assert rose.get(f"{here}/switch-off", **AS_SCRIPT).status_code == 200
    assert rose.post(f"{here}/switch-off", **AS_SCRIPT).status_code == 204
    assert Seller.objects.get(pk=fair.seller.pk).support_email == ""


def test_the_lists_ask_the_database_few_things(fair: SimpleNamespace, django_assert_max_num_queries: Any) -> None:
    rose = at(fair.rose)
    rose.get("/console/cases")
    with django_assert_max_num_queries(30):
        rose.get("/console/cases")
    with django_assert_max_num_queries(30):
        rose.get("/console/sellers")
