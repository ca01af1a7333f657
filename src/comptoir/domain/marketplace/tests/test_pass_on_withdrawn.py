"""A code that was withdrawn is not passed on between seller and buyer either (A12, E4)."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import uuid4

import pytest

from comptoir.domain.marketplace.actions import answer_as_seller, pass_on
from comptoir.domain.marketplace.models import Case
from comptoir.domain.marketplace.tests.stage import MARKETPLACE, bodies, writes
from comptoir.domain.offers.actions import Wanted, import_codes, make_offer, withdraw_codes
from comptoir.domain.offers.errors import CodeWithdrawn
from comptoir.domain.offers.withholding import withhold_withdrawn
from tests.people import NOON, a_member, a_viewer, apply_charter

KETTLE = {"seller_key": "cozinha-mar", "places": [2], "reason": "missing_item", "answers": {"what": "A tampa"}}
OFFERED = "Segue a tampa. Para compensar: FEIRA-001"


@pytest.fixture(autouse=True)
def wired(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comptoir.domain.conversations.actions.withholding.WITHHOLDERS", [withhold_withdrawn])


@pytest.fixture
def withdrawn(market: SimpleNamespace) -> None:
    """The market has FEIRA-001 and FEIRA-002, and has taken the first back."""
    apply_charter(text=MARKETPLACE + '\n[offers]\nper_agent_and_day = 2\ncodes = ["FEIRA-*"]\n', now=NOON)
    marc = a_viewer(a_member(market.shop, "manager"))
    offer = make_offer(viewer=marc, wanted=Wanted("Feira", {"pt": "O seu código: {code}"}), now=NOON)
    import_codes(viewer=marc, offer_id=offer.pk, text="FEIRA-001\nFEIRA-002\n", now=NOON)
    withdraw_codes(viewer=marc, offer_id=offer.pk, text="FEIRA-001", now=NOON)


def answered(market: SimpleNamespace, words: str, asked: str = "A tampa não veio.") -> tuple[Case, int]:
    """The case of a seller whose words the team passes on, and the number of their answer."""
    case = writes(market.shop, market.buyer, asked, **KETTLE)
    passes(market, case, 2)
    terms = {"conversation_id": case.pk, "seller_id": market.other.pk, "client_id": uuid4(), "now": NOON}
    return case, answer_as_seller(body=words, **terms).seq


def passes(market: SimpleNamespace, case: Case, seq: int, body: str | None = None) -> int:
    return pass_on(conversation_id=case.pk, seq=seq, viewer=a_viewer(market.adele), body=body, now=NOON)


@pytest.mark.parametrize("body", [None, OFFERED, "A tampa vai amanhã, com FEIRA-001."])
def test_the_buyer_does_not_get_it_as_it_came_nor_in_other_words(
    market: SimpleNamespace, withdrawn: None, body: str | None
) -> None:
    case, seq = answered(market, OFFERED)
    before = bodies(case)
    with pytest.raises(CodeWithdrawn) as refused:
        passes(market, case, seq, body)
    assert "FEIRA-001" in refused.value.text()
    assert bodies(case) == before, "nothing was passed on"


def test_without_it_the_sellers_words_go_on(market: SimpleNamespace, withdrawn: None) -> None:
    case, seq = answered(market, OFFERED)
    passes(market, case, seq, "Segue a tampa.")
    assert bodies(case)[-1] == "Segue a tampa."


def test_a_code_that_is_still_good_goes_on(market: SimpleNamespace, withdrawn: None) -> None:
    case, seq = answered(market, "Segue a tampa, com FEIRA-002.")
    passes(market, case, seq)
    assert "FEIRA-002" in bodies(case)[-1]


def test_what_the_buyer_asks_about_it_reaches_the_seller_and_the_answer_the_buyer(
    market: SimpleNamespace, withdrawn: None
) -> None:
    """Who has named the code themselves may be told that it is over."""
    case, seq = answered(market, "O FEIRA-001 já não é válido.", asked="O código feira-001 não funciona.")
    passes(market, case, seq)
    assert bodies(case)[-1] == "O FEIRA-001 já não é válido."


def test_no_seller_is_told_of_it_in_words_that_a_colleague_put_in(market: SimpleNamespace, withdrawn: None) -> None:
    case = writes(market.shop, market.buyer, "A tampa não veio.", **KETTLE)
    with pytest.raises(CodeWithdrawn):
        passes(market, case, 2, "A tampa não veio. Ofereça FEIRA-001.")
    passes(market, case, 2)
    assert bodies(case)[-1] == "A tampa não veio."
