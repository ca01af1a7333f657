"""The offer wallet at the desk: given on request, once, by the keys alone (A12)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import assert_accessible
from tests.browser.console_stage import ACCOUNT, PHONE
from tests.live import LiveDesk, LiveVisitor
from tests.people import ALWAYS_OPEN

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

SHOP = "atelier"
WALLET = '\n[offers]\nper_agent_and_day = 5\ncodes = ["MERCI-*"]\n'
Come = Callable[..., LiveVisitor]


@pytest.fixture(scope="module")
def desk() -> Iterator[LiveDesk]:
    """A live desk with a shop that gives offers on request."""
    desk = LiveDesk(shops={SHOP: ALWAYS_OPEN + WALLET})
    desk.start()
    yield desk
    desk.close()


@pytest.fixture
def visitors(desk: LiveDesk) -> Come:
    def come(body: str, **opening: str) -> LiveVisitor:
        visitor = desk.visitor(shop=SHOP, page=ACCOUNT, body=body, **opening)
        visitor.come()
        return visitor

    return come


def test_a_manager_fills_the_wallet_and_an_agent_gives_from_it(at_desk, visitors: Come) -> None:
    """A12: the code goes into the answer, is sent like any word, and stands on record."""
    marc = at_desk("manager", shop=SHOP)
    page = marc.go("/console/wallet/new")
    page.get_by_label("Name for the team").fill("Welcome")
    page.locator("#words-fr").fill("Avec plaisir : {code}")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/console/wallet/*")
    page.locator("#codes").fill("MERCI-001\nMERCI-002\nnot one")
    page.get_by_role("button", name="Take the codes in").click()
    expect(page.get_by_role("status").first).to_contain_text("2 new codes")
    expect(page.locator("main")).to_contain_text("Line 3")
    assert_accessible(page)

    adele = at_desk(shop=SHOP)
    visitor = visitors("Auriez-vous un code promo ?")
    adele.takes(visitor)
    page = adele.open(visitor.c)
    page.keyboard.press("$")
    dialog = page.locator("#dialog")
    expect(dialog.locator(".asked")).to_contain_text("code promo")
    assert_accessible(page, "wallet", "#dialog")
    dialog.get_by_role("button", name="Put it into the answer").press("Enter")
    expect(page.locator(".composer textarea")).to_have_value("Avec plaisir : MERCI-001")
    adele.api.come()
    adele.api.watch(visitor.c)
    told = "Bonjour, je suis Adèle, conseillère. Avec plaisir : MERCI-001"
    assert adele.api.post(visitor.c, told, is_confirmed=True)["t"] == "ack"

    page = marc.go("/console/wallet/gifts")
    expect(page.locator(".table")).to_contain_text("MERCI-001")
    expect(page.locator(".table")).to_contain_text("in the customer’s words")
    assert_accessible(page)


def test_a_batch_with_faults_loses_nothing_and_what_is_withdrawn_is_given_to_nobody(at_desk, visitors: Come) -> None:
    """A12: the faults are told by their lines, what was pasted stays, and an empty wallet says so."""
    marc = at_desk("manager", shop=SHOP)
    page = marc.go("/console/wallet/new")
    page.get_by_label("Name for the team").fill("Autumn")
    page.locator("#words-fr").fill("Voici : {code}")
    page.get_by_role("button", name="Save").press("Enter")
    page.wait_for_url("**/console/wallet/*")
    page.locator("#codes").fill("nothing here!")
    page.get_by_role("button", name="Take the codes in").press("Enter")
    expect(page.locator("#came")).to_contain_text("Line 1")
    expect(page.locator("#codes")).to_have_value("nothing here!")
    page.locator("#codes").fill("MERCI-A1\nMERCI-A2\n=cmd()")
    page.get_by_role("button", name="Take the codes in").press("Enter")
    expect(page.locator("#came")).to_contain_text("2 new codes")
    expect(page.locator("#came")).to_contain_text("Line 3")
    page.locator("summary", has_text="Withdraw codes").press("Enter")
    page.locator("#withdrawn").fill("merci-a1\nMERCI-A2")
    assert_accessible(page, "withdrawing")
    page.get_by_role("button", name="Withdraw them").press("Enter")
    expect(page.locator("#came")).to_contain_text("2 codes are withdrawn.")

    adele = at_desk(shop=SHOP)
    visitor = visitors("Auriez-vous un code promo, par hasard ?")
    adele.takes(visitor)
    page = adele.open(visitor.c)
    page.keyboard.press("$")
    expect(page.locator("#dialog li", has_text="Autumn")).to_contain_text("no code left")


def test_the_record_is_taken_out_by_days(at_desk) -> None:
    """A12, A19: a manager takes it out, and that stands there."""
    page = at_desk("manager", shop=SHOP).go("/console/wallet/gifts")
    page.get_by_label("From day").fill("2026-01-01")
    with page.expect_download() as came:
        page.get_by_role("button", name="Take it out as a spreadsheet").press("Enter")
    assert came.value.suggested_filename == "offers-given.csv"
    page.reload()
    expect(page.locator("section.box")).to_contain_text("Marc")
    assert_accessible(page)


def test_who_did_not_ask_gets_one_only_when_the_agent_says_where(at_desk, visitors: Come) -> None:
    """A12, on a phone and in the dark."""
    adele = at_desk(shop=SHOP, color_scheme="dark", **PHONE)
    visitor = visitors("Et pour une troisième commande, rien ?")
    adele.takes(visitor)
    page = adele.open(visitor.c)
    page.get_by_role("button", name="Give an offer").click()
    dialog = page.locator("#dialog")
    assert_accessible(page, "wallet", "#dialog")
    dialog.get_by_role("button", name="Put it into the answer").click()
    expect(dialog.locator(".refused")).to_contain_text("only when the customer asked")
    adele.troubles.clear()  # the browser writes the refusal down itself
    dialog.get_by_label("Et pour une troisième commande").check()
    dialog.get_by_role("button", name="Put it into the answer").click()
    expect(page.locator(".composer textarea")).to_have_value("Avec plaisir : MERCI-002")
