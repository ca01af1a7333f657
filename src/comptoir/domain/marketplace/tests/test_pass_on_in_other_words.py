"""What a member changes before they pass it on is judged by the charter, as an answer of theirs is; the other's words are not. B1, C1, E7."""

from __future__ import annotations

import pytest

from comptoir.domain.conversations.actions.rewording import changed_in
from comptoir.domain.conversations.wording_errors import WordingForbidden, WordingNotPassedOn, WordingToConfirm
from comptoir.domain.marketplace import errors
from comptoir.domain.marketplace.actions import pass_on
from comptoir.domain.marketplace.tests.stage import MARKETPLACE, bodies, writes
from tests.people import NOON, a_member, a_shop, a_viewer, apply_charter

KETTLE = {"seller_key": "cozinha-mar", "places": [2], "reason": "missing_item", "answers": {"what": "A tampa"}}
WRITTEN = "a tampa n veio, e a caixa vinha abrta. obg"


@pytest.fixture
def case(market):
    return writes(market.shop, market.buyer, WRITTEN, **KETTLE)


def passes(case, member, body, **terms):
    return pass_on(conversation_id=case.pk, seq=2, viewer=a_viewer(member), body=body, now=NOON, **terms)


def test_what_the_buyer_wrote_is_nobodys_mistake(market, case):
    """B1: as it came, and with a word left out, it goes."""
    passes(case, market.adele, WRITTEN)
    assert bodies(case)[-1] == WRITTEN


def test_their_mistakes_beside_a_change_are_left_alone(market, case):
    """B1"""
    passes(case, market.adele, "A cliente escreve: a tampa n veio, e a caixa vinha abrta. obg")
    assert bodies(case)[-1].startswith("A cliente escreve: a tampa n veio")


def test_a_telephone_number_that_was_put_in_does_not_go_out(market, case):
    """E7, A10: forbidden by the charter, and nothing was passed on."""
    with pytest.raises(WordingForbidden) as refused:
        passes(case, market.adele, WRITTEN + " Ligue para o 912 345 678.")

    assert [it.clause for it in refused.value.verdict.findings if it.level == "forbid"] == ["contact_details"]
    assert len(bodies(case)) == 1


def test_a_gap_that_was_put_in_is_asked_about_and_one_of_the_buyers_is_theirs(market, case):
    """A8, C2"""
    with pytest.raises(WordingToConfirm) as asked:
        passes(case, market.adele, WRITTEN + " Encomenda {order.number}.")
    assert [it.clause for it in asked.value.verdict.blocking] == ["unfilled"]
    assert len(bodies(case)) == 1

    own = writes(market.shop, market.buyer, "a peça {nome} n veio", **KETTLE | {"seller_key": "cozinha-mar"})
    passes(own, market.adele, "Olá, a peça {nome} n veio")


def test_a_link_that_was_put_in_is_asked_about_and_then_passes(market, case):
    """C1, A10: send again to confirm."""
    changed = "A tampa não veio. Veja em https://www.outra-loja.example/tampas"
    with pytest.raises(WordingToConfirm) as asked:
        passes(case, market.adele, changed)

    assert [asked.value.body[it.start : it.end] for it in asked.value.verdict.blocking] == [
        "https://www.outra-loja.example/tampas"
    ]
    passes(case, market.adele, changed, is_confirmed=True)
    assert bodies(case)[-1] == "A tampa não veio. Veja em [contacto removido]", "and masked as ever"


def test_what_would_wait_for_approval_is_not_passed_on(market, case):
    """A10: nobody approves what is passed on; who approves what others write is asked instead."""
    apply_charter(text=MARKETPLACE.replace('link = "confirm"', 'link = "hold"'), now=NOON)
    held = writes(market.shop, market.buyer, "A tampa não veio.", **KETTLE)
    changed = "A tampa não veio. Veja https://www.outra-loja.example"
    with pytest.raises(WordingNotPassedOn):
        passes(held, market.adele, changed)
    with pytest.raises(WordingToConfirm):
        passes(held, market.rose, changed)

    assert len(bodies(held)) == 1


def test_who_may_not_see_the_case_is_told_nothing_of_words(market, case):
    """A11"""
    stranger = a_member(a_shop(), "advisor", name="Zoe")
    with pytest.raises(errors.CaseNotFound):
        passes(case, stranger, "912 345 678")


@pytest.mark.parametrize(
    ("was", "reads", "changed"),
    [
        ("a b c", "a b c", []),
        ("a b c", "a x c", ["x"]),
        ("a b c", "a c", ["a c"]),
        ("", "x y", ["x y"]),
        ("a b", "", []),
        ("o meu nome é Rui.", "o meu nome é Rui. Até já!", ["Até já!"]),
    ],
)
def test_only_what_differs_is_the_members(was, reads, changed):
    assert [reads[start:end] for start, end in changed_in(was, reads)] == changed
