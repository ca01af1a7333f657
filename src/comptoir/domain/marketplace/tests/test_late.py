"""A seller has 24 hours; both hear before they are over, and the team hears when they are. E3, E4, E8, threat 29."""

from __future__ import annotations

from uuid import uuid4

import pytest

from comptoir.domain.conversations.models import Entry
from comptoir.domain.marketplace.actions import answer_as_seller, pass_on, step_in, tell_seller, write_to_case
from comptoir.domain.marketplace.models import Case
from comptoir.domain.marketplace.queries import CaseFilters, case_for_team, cases
from comptoir.domain.marketplace.tests.stage import HOUR, a_reply, comes, letters, tell, writes
from comptoir.domain.promises.actions import sweep
from comptoir.domain.promises.models import Promise
from tests.people import NOON, a_viewer


def promised(case: Case) -> list[Promise]:
    """Answers that were promised in the case, oldest first."""
    return list(Promise.objects.filter(conversation_id=case.pk, kind="next_answer").order_by("pk"))


def swept(at) -> None:
    sweep(at)
    tell(at)


def test_a_sellers_answer_keeps_the_promise(market):
    """E3: from the buyer's message on, day and night; another message of the buyer's does not move it."""
    case = writes(market.shop, market.buyer)
    write_to_case(conversation_id=case.pk, buyer=market.buyer, body="Está aí?", client_id=uuid4(), now=NOON + HOUR)
    tell()
    (promise,) = promised(case)
    assert (promise.clause, promise.due_at, promise.state) == ("seller_answer", NOON + 24 * HOUR, "running")

    comes(a_reply(letters(case)[0], "Enviamos outro."), at=NOON + 23 * HOUR)

    (promise,) = promised(case)
    assert (promise.state, promise.done_at) == ("kept", NOON + 23 * HOUR)


def test_with_the_tool_off_each_leg_has_its_24_hours(market):
    """E4: the team to pass on, the seller to answer, the team to pass the answer on."""
    tell_seller(shop=market.shop, key="cozinha-mar", account_email="conta@cozinha-mar.example")
    case = writes(
        market.shop,
        market.buyer,
        seller_key="cozinha-mar",
        places=[2],
        reason="missing_item",
        answers={"what": "Tampa"},
    )
    tell()
    pass_on(conversation_id=case.pk, seq=2, viewer=a_viewer(market.adele), now=NOON + 2 * HOUR)
    tell(NOON + 2 * HOUR)
    mail = comes(a_reply(letters(case)[0], "Segue amanhã."), at=NOON + 5 * HOUR)
    pass_on(conversation_id=case.pk, seq=mail.entry_seq, viewer=a_viewer(market.adele), now=NOON + 6 * HOUR)
    tell(NOON + 6 * HOUR)

    assert [(it.made_at, it.done_at, it.state) for it in promised(case)] == [
        (NOON, NOON + 2 * HOUR, "kept"),
        (NOON + 2 * HOUR, NOON + 5 * HOUR, "kept"),
        (NOON + 5 * HOUR, NOON + 6 * HOUR, "kept"),
    ]


def test_a_late_seller_and_the_team_hear_of_it_before_and_when_it_is_over(market):
    """E8: after 12 and 20 hours, and after 24."""
    case = writes(market.shop, market.buyer)
    tell()
    for hours in (12, 20, 24):
        swept(NOON + hours * HOUR)

    templates = [letter.template for letter in letters(case, is_automatic=True)]
    assert templates == ["reminder_1", "reminder_2", "late"]
    alarms = Entry.objects.filter(conversation_id=case.pk, kind="alarm").count()
    assert alarms >= 2
    (promise,) = promised(case)
    assert promise.state == "broken"
    (row,) = cases([a_viewer(market.rose)], CaseFilters(is_late=True), NOON + 25 * HOUR).rows
    assert (row.conversation_id, row.is_late, row.due_at) == (case.pk, True, NOON + 24 * HOUR)


def test_who_is_asked_again_on_the_same_day_is_reminded_again(market):
    """E8: a promised reminder goes out, however many went before."""
    case = writes(market.shop, market.buyer)
    tell()
    for hours in (12, 20):
        swept(NOON + hours * HOUR)
    comes(a_reply(letters(case)[0], "Veja o interruptor."), at=NOON + 21 * HOUR)
    tell(NOON + 21 * HOUR)
    write_to_case(conversation_id=case.pk, buyer=market.buyer, body="Já vi.", client_id=uuid4(), now=NOON + 22 * HOUR)
    tell(NOON + 22 * HOUR)

    swept(NOON + 34 * HOUR)

    assert [letter.template for letter in letters(case, is_automatic=True)] == [
        "reminder_1",
        "reminder_2",
        "reminder_1",
    ]


def test_who_has_answered_is_not_reminded(market):
    """E8"""
    case = writes(market.shop, market.buyer)
    tell()
    comes(a_reply(letters(case)[0], "Enviamos outro."), at=NOON + HOUR)
    swept(NOON + 12 * HOUR)

    assert letters(case, is_automatic=True) == []


def test_an_absence_does_not_stop_the_clock(market):
    """Threat 29"""
    case = writes(market.shop, market.buyer)
    tell()
    comes(a_reply(letters(case)[0], "Estou de férias.", Auto_Submitted="auto-replied"), at=NOON + HOUR)
    swept(NOON + 24 * HOUR)

    assert [it.state for it in promised(case)] == ["broken"]


def test_stepping_in_does_not_give_more_time(market):
    """E8: the buyer's clock runs on."""
    case = writes(market.shop, market.buyer)
    tell()
    step_in(conversation_id=case.pk, viewer=a_viewer(market.adele), now=NOON + 3 * HOUR)
    tell(NOON + 3 * HOUR)

    (promise,) = promised(case)
    assert (promise.due_at, promise.state) == (NOON + 24 * HOUR, "running")
    assert case_for_team(a_viewer(market.adele), case.pk, "en", NOON).due_at == NOON + 24 * HOUR


def test_the_time_of_a_complex_case_stands_still_while_it_is_the_sellers_turn(market):
    """D5: `paused_while = "waiting_for_seller"`."""
    case = writes(market.shop, market.buyer)
    tell()
    (resolution,) = Promise.objects.filter(conversation_id=case.pk, kind="resolution")
    assert (resolution.clause, resolution.state) == ("complex_resolution", "paused")

    answer_as_seller(
        conversation_id=case.pk, seller_id=market.seller.pk, body="Vamos ver.", client_id=uuid4(), now=NOON + 53 * HOUR
    )
    tell(NOON + 53 * HOUR)

    resolution.refresh_from_db()
    assert resolution.state == "running"
    assert [move.because for move in resolution.moves.all()] == ["after_seller"]


@pytest.mark.parametrize("reason", ["warranty", "missing_item", "wrong_item"])
def test_each_reason_has_its_playbook_for_the_team(market, reason):
    """E5"""
    answers = {"fault": "x", "what": "x", "received": "x"}
    case = writes(market.shop, market.buyer, reason=reason, answers=answers)

    shown = case_for_team(a_viewer(market.adele), case.pk, "en", NOON)
    assert len(shown.playbook) > 80
    assert len(shown.may_offer) >= 2
