"""With the tool off, the team stands between both, and passes on by one click. E4, E8."""

from __future__ import annotations

from uuid import uuid4

import pytest

from comptoir.domain.marketplace import errors
from comptoir.domain.marketplace.actions import (
    answer_as_seller,
    close_case,
    give_back,
    pass_on,
    reopen_case,
    step_in,
    tell_seller,
    write_to_case,
)
from comptoir.domain.marketplace.models import Case
from comptoir.domain.marketplace.queries import case_for_buyer, case_for_seller, case_for_team
from comptoir.domain.marketplace.tests.stage import (
    BUYERS_EMAIL,
    DAY,
    HOUR,
    SUPPORT,
    a_buyer,
    a_picture,
    a_reply,
    as_read,
    bodies,
    comes,
    letters,
    talk_of,
    tell,
    writes,
)
from tests.people import NOON, a_member, a_shop, a_viewer

ACCOUNT = "conta@cozinha-mar.example"
KETTLE = {"seller_key": "cozinha-mar", "places": [2], "reason": "missing_item", "answers": {"what": "A tampa"}}


def off(market, **fields) -> Case:
    """A case of a seller without the tool, whom the shop reaches at their account's address."""
    tell_seller(shop=market.shop, key="cozinha-mar", account_email=ACCOUNT)
    case = writes(market.shop, market.buyer, "A tampa não veio. 912 345 678", **KETTLE | fields)
    tell()
    return case


def now_of(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def test_the_teams_click_passes_the_buyers_words_on(market):
    """E4: the seller gets them, masked, and their 24 hours begin."""
    case = off(market, files=[a_picture()])
    assert letters(case) == []

    seq = pass_on(conversation_id=case.pk, seq=2, viewer=a_viewer(market.adele), now=NOON + HOUR)
    tell(NOON + HOUR)

    (letter,) = letters(case)
    read = as_read(letter)
    assert (letter.recipient, letter.party) == (ACCOUNT, "seller")
    assert "A tampa não veio. [contacto removido]" in read.text
    assert [part.name for part in read.parts] == ["foto-1.jpg"]
    assert (now_of(case).turn, now_of(case).turn_since) == ("seller", NOON + HOUR)
    assert talk_of(case).assignee_id == market.adele.pk
    (shown,) = case_for_seller(market.other.pk, case.pk, NOON).messages
    assert (shown.seq, shown.author, shown.said_by, shown.passes_on) == (seq, "support", "buyer", 2)
    assert [it.author for it in case_for_buyer(market.buyer, case.pk, NOON).messages] == ["buyer"]


def test_the_sellers_answer_goes_to_the_team_and_by_a_click_to_the_buyer(market):
    """E4: both ways."""
    case = off(market)
    pass_on(conversation_id=case.pk, seq=2, viewer=a_viewer(market.adele), now=NOON)
    tell()

    mail = comes(a_reply(letters(case)[0], "Enviamos a tampa amanhã."), at=NOON + HOUR)

    assert (mail.state, now_of(case).turn) == ("applied", "support")
    assert [it.body for it in case_for_buyer(market.buyer, case.pk, NOON).messages] == [
        "A tampa não veio. [contacto removido]"
    ]
    pass_on(
        conversation_id=case.pk,
        seq=mail.entry_seq,
        viewer=a_viewer(market.adele),
        body="Enviamos a tampa amanhã, dia 2.",
        now=NOON + HOUR,
    )
    tell(NOON + HOUR)
    last = case_for_buyer(market.buyer, case.pk, NOON).messages[-1]
    assert (last.body, last.said_by, now_of(case).turn) == ("Enviamos a tampa amanhã, dia 2.", "seller", "buyer")
    letter = letters(case)[-1]
    assert (letter.recipient, as_read(letter).sender.name) == (BUYERS_EMAIL, "Cozinha Mar · Feira do Largo")


def test_a_message_is_passed_on_once(market):
    """E4: two colleagues click."""
    case = off(market)
    pass_on(conversation_id=case.pk, seq=2, viewer=a_viewer(market.adele), now=NOON)

    with pytest.raises(errors.NothingToPassOn):
        pass_on(conversation_id=case.pk, seq=2, viewer=a_viewer(market.rose), now=NOON)
    assert len(bodies(case)) == 2


def test_without_any_address_the_seller_answers_on_their_page(market):
    """E4"""
    case = writes(market.shop, market.buyer, **KETTLE)
    with pytest.raises(errors.NotTheirTurn):
        answer_as_seller(conversation_id=case.pk, seller_id=market.other.pk, body="?", client_id=uuid4(), now=NOON)
    pass_on(conversation_id=case.pk, seq=2, viewer=a_viewer(market.adele), now=NOON)
    tell()
    assert letters(case) == []

    answer_as_seller(
        conversation_id=case.pk, seller_id=market.other.pk, body="Segue amanhã.", client_id=uuid4(), now=NOON
    )

    assert now_of(case).turn == "support"
    assert case_for_team(a_viewer(market.rose), case.pk, "en", NOON).messages[-1].read_by == ("seller",)


def test_who_may_not_see_the_case_passes_nothing_on(market):
    """A11: another shop's member, and a volunteer."""
    case = off(market)
    elsewhere = a_member(a_shop(), "advisor", name="Zoe")
    volunteer = a_member(market.shop, "ambassador")

    for member in (elsewhere, volunteer):
        with pytest.raises(errors.CaseNotFound):
            pass_on(conversation_id=case.pk, seq=2, viewer=a_viewer(member), now=NOON)


def test_what_a_colleague_answers_others_do_not_pass_on(market):
    """E8: who watches over the shop may all the same."""
    case = off(market)
    other = a_member(market.shop, "advisor", name="Bruno")
    pass_on(conversation_id=case.pk, seq=2, viewer=a_viewer(market.adele), now=NOON)
    write_to_case(conversation_id=case.pk, buyer=market.buyer, body="E então?", client_id=uuid4(), now=NOON)
    seq = case_for_team(a_viewer(market.rose), case.pk, "pt", NOON).messages[-1].seq

    with pytest.raises(errors.NotTheOnesWhoAnswer):
        pass_on(conversation_id=case.pk, seq=seq, viewer=a_viewer(other), now=NOON)
    pass_on(conversation_id=case.pk, seq=seq, viewer=a_viewer(market.rose), now=NOON)


def test_support_steps_in_and_gives_back(market):
    """E8: meanwhile the seller's answers come to the team."""
    case = writes(market.shop, market.buyer)
    tell()
    step_in(conversation_id=case.pk, viewer=a_viewer(market.adele), now=NOON)

    mail = comes(a_reply(letters(case)[0], "Não é nada connosco."))

    assert (mail.state, now_of(case).rerouted_why) == ("applied", "support_stepped_in")
    assert len(case_for_buyer(market.buyer, case.pk, NOON).messages) == 1
    give_back(conversation_id=case.pk, viewer=a_viewer(market.adele), now=NOON)
    assert (now_of(case).is_direct, now_of(case).turn) == (True, "seller")


def test_a_case_is_not_given_back_to_who_cannot_be_written_to(market):
    """E4"""
    case = off(market)

    with pytest.raises(errors.NotTheirTurn):
        give_back(conversation_id=case.pk, viewer=a_viewer(market.adele), now=NOON)


def test_a_closed_case_opens_again_when_the_buyer_writes_in_time(market):
    """D4: for as long as the charter says, and no longer."""
    case = writes(market.shop, market.buyer)
    close_case(conversation_id=case.pk, buyer=market.buyer, now=NOON)
    assert (talk_of(case).status, now_of(case).turn) == ("closed", "")

    write_to_case(
        conversation_id=case.pk, buyer=market.buyer, body="Voltou a falhar.", client_id=uuid4(), now=NOON + 13 * DAY
    )
    assert (talk_of(case).status, now_of(case).turn) == ("waiting", "seller")
    close_case(conversation_id=case.pk, viewer=a_viewer(market.rose), now=NOON + 13 * DAY)
    with pytest.raises(errors.CaseIsOver):
        write_to_case(conversation_id=case.pk, buyer=market.buyer, body="?", client_id=uuid4(), now=NOON + 28 * DAY)
    with pytest.raises(errors.CaseIsOver):
        reopen_case(conversation_id=case.pk, buyer=market.buyer, now=NOON + 28 * DAY)
    reopen_case(conversation_id=case.pk, viewer=a_viewer(market.rose), now=NOON + 28 * DAY)
    assert (talk_of(case).status, now_of(case).turn) == ("waiting", "support")


def test_a_seller_who_answers_a_closed_case_reaches_the_team(market):
    """Threat 17: while it can be opened again; after that they are told politely."""
    case = writes(market.shop, market.buyer)
    tell()
    first = letters(case)[0]
    close_case(conversation_id=case.pk, buyer=market.buyer, now=NOON)
    tell()

    mail = comes(a_reply(first, "Só mais uma coisa."), at=NOON + DAY)
    assert (mail.state, now_of(case).turn, talk_of(case).status) == ("applied", "support", "waiting")
    assert len(case_for_buyer(market.buyer, case.pk, NOON).messages) == 1
    close_case(conversation_id=case.pk, viewer=a_viewer(market.rose), now=NOON + DAY)
    late = comes(a_reply(first, "E outra."), at=NOON + 20 * DAY)
    assert (late.state, late.why) == ("quarantined", "closed_case")
    (word,) = letters(template="not_here")
    assert (word.recipient, word.is_automatic) == (SUPPORT, True)
    comes(a_reply(first, "E outra ainda."), at=NOON + 20 * DAY + HOUR)
    assert len(letters(template="not_here")) == 1


def test_another_buyers_case_is_not_there(market):
    """A11, threat 19"""
    case = writes(market.shop, market.buyer)
    stranger = a_buyer(market.shop, "C-78", email="eva@correio.example")

    with pytest.raises(errors.CaseNotFound):
        case_for_buyer(stranger, case.pk, NOON)
    for act in (close_case, reopen_case):
        if act is reopen_case:
            close_case(conversation_id=case.pk, buyer=market.buyer, now=NOON)
        with pytest.raises(errors.CaseNotFound):
            act(conversation_id=case.pk, buyer=stranger, now=NOON)
