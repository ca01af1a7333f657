"""What spares those who answer: time for upset customers, a pause that ends, and no word of a referent lost. C7, A7."""

from __future__ import annotations

from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.console_stage import AtDesk
from tests.browser.waiting import wait_until
from tests.live import LiveDesk, LiveVisitor
from tests.people import ALWAYS_OPEN

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

SHOP = "atelier"
STRICT = ALWAYS_OPEN + '\n[wording.ambassador]\nlink = "hold"\n'
LINKED = "Bonjour, je suis Amin. Voyez plutôt sur www.amazon.fr."
ANGRY = "C'est inadmissible, trois semaines de retard, je suis furieuse !"
INSULT = "Espèce de connard, tu vas répondre oui ou non ?"


@pytest.fixture(scope="module")
def desk():
    """A desk with a shop that holds links."""
    desk = LiveDesk(shops={SHOP: STRICT})
    desk.start()
    yield desk
    desk.close()


@pytest.fixture
def vera(desk: LiveDesk):
    """A visitor of that shop."""
    visitor = desk.visitor(shop=SHOP)
    visitor.come()
    yield visitor
    visitor.ask("POST", f"/widget/{SHOP}/conversations/{visitor.c}/end", {})


@pytest.fixture
def amin(at_desk, vera: LiveVisitor) -> AtDesk:
    """Who answers her."""
    amin = at_desk("ambassador", shop=SHOP)
    amin.takes(vera)
    return amin


def writes_what_is_held(amin: AtDesk, vera: LiveVisitor) -> int:
    """Amin's message waits for a referent; he wrote it in another browser."""
    post = {"client_id": str(uuid4()), "body": LINKED}
    status, answer = amin.api.act(f"/console/c/{vera.c}/messages", post)
    assert status == 202, answer
    return int(answer["held"])


def test_an_angry_customer_brings_time_and_the_switch_says_until_when(amin: AtDesk, vera: LiveVisitor) -> None:
    """C7"""
    page = amin.open(vera.c)
    amin.is_available()
    vera.post(ANGRY)
    expect(page.locator(".care")).to_contain_text("nothing new rings until")
    assert_accessible(page)
    page.reload()
    expect(page.locator(".care")).to_contain_text("nothing new rings until")
    page.locator(".care button").click()
    expect(page.locator(".care")).to_be_hidden()


def test_a_pause_by_key_after_an_insult_says_when_it_ends(amin: AtDesk, vera: LiveVisitor) -> None:
    """C7, B2"""
    page = amin.open(vera.c)
    amin.is_available()
    vera.post(INSULT)
    expect(page.locator(".shielded")).to_be_visible()
    page.keyboard.press("p")
    expect(page.locator("input[value=paused]")).to_be_checked()
    expect(page.locator(".care")).to_contain_text("On a pause until")
    page.keyboard.press("p")
    expect(page.locator("input[value=available]")).to_be_checked()
    expect(page.locator(".care")).to_be_hidden()


def test_who_was_away_finds_the_referents_word_when_they_come_back(at_desk, amin: AtDesk, vera: LiveVisitor) -> None:
    """A7: in whichever browser, and until they have seen to it."""
    held = writes_what_is_held(amin, vera)
    rose = at_desk("referent", shop=SHOP)
    assert rose.api.act(f"/console/held/{held}/return", {"word": "Proposez notre catalogue."})[0] == 204

    page = amin.go()
    expect(page.locator(".toast")).to_contain_text("Rose sent a message of yours back")
    expect(amin.row(vera.c)).to_contain_text("sent back to you")
    page = amin.open(vera.c)
    back = page.locator('.said[data-state="returned"]')
    expect(back).to_contain_text("Rose returned it: “Proposez notre catalogue.”")
    assert_accessible(page)
    back.get_by_role("button", name="Write it anew").click()

    expect(page.locator(".composer textarea")).to_have_value(LINKED)
    expect(page.locator(".said-so")).to_contain_text("Proposez notre catalogue.")
    expect(back).to_have_count(0)
    expect(amin.row(vera.c)).not_to_contain_text("sent back to you")
    page.reload()
    expect(page.locator(".thread li").first).to_be_visible()
    expect(back).to_have_count(0)


def test_a_word_that_something_waits_for_approval_leaves_when_it_is_decided(
    at_desk, amin: AtDesk, vera: LiveVisitor
) -> None:
    """A7"""
    rose: Page = at_desk("referent", shop=SHOP).go()
    held = writes_what_is_held(amin, vera)
    toast = rose.locator(".toast", has_text="waits for your approval")
    expect(toast).to_be_visible()

    assert amin.api.act(f"/console/held/{held}/withdraw", {})[0] == 204

    expect(toast).to_have_count(0)


def test_a_word_that_is_being_written_is_not_disturbed_by_what_comes_to_be_held(
    at_desk, amin: AtDesk, vera: LiveVisitor
) -> None:
    """A7: letters of a word must never become keys of the desk."""
    rose: Page = at_desk("referent", shop=SHOP).open(vera.c)
    writes_what_is_held(amin, vera)
    expect(rose.locator(".said.held")).to_have_count(1)
    rose.keyboard.press("g")
    rose.keyboard.insert_text("Proposez ")
    writes_what_is_held(amin, vera)
    expect(rose.locator(".said.held")).to_have_count(2)

    word = rose.locator(".deciding textarea")
    expect(word).to_be_focused()
    rose.keyboard.type("notre catalogue, ")
    expect(word).to_have_value("Proposez notre catalogue, ")
    expect(rose.locator(".said.held")).to_have_count(2)


def test_what_came_back_while_something_else_is_written_stands_in_the_thread_once(
    at_desk, amin: AtDesk, vera: LiveVisitor
) -> None:
    """A7"""
    rose = at_desk("referent", shop=SHOP)
    page = amin.open(vera.c)
    text, said = page.locator(".composer textarea"), page.locator(".said.team", has_text="amazon")
    text.fill(LINKED)
    text.press("Enter")
    expect(page.locator(".said.held")).to_have_count(1)
    text.fill("Autre chose")
    [waiting] = rose.api.ask("GET", f"/console/c/{vera.c}/held")[1]["held"]
    assert rose.api.act(f"/console/held/{waiting['held']}/return", {"word": "Proposez notre catalogue."})[0] == 204
    expect(page.locator('.said[data-state="returned"]')).to_contain_text("Rose returned it")
    expect(said).to_have_count(1)

    said.get_by_role("button", name="Write it anew").click()
    expect(page.locator(".toast", has_text="writing something else")).to_be_visible()
    text.fill("")
    said.get_by_role("button", name="Write it anew").click()
    expect(text).to_have_value(LINKED)
    expect(said).to_have_count(0)


def test_what_was_approved_long_ago_stands_in_the_thread_once(at_desk, amin: AtDesk, vera: LiveVisitor) -> None:
    """A7: nobody sends it again because it seems not to have gone out."""
    rose = at_desk("referent", shop=SHOP)
    page = amin.open(vera.c)
    text = page.locator(".composer textarea")
    text.fill(LINKED)
    text.press("Enter")
    expect(page.locator(".said.held")).to_have_count(1)
    page.goto("about:blank")
    [waiting] = rose.api.ask("GET", f"/console/c/{vera.c}/held")[1]["held"]
    assert rose.api.act(f"/console/held/{waiting['held']}/approve", {})[0] == 204
    for n in range(22):
        vera.post(f"Message {n}")

    page = amin.open(vera.c)
    wait_until(page, "() => !Object.values(localStorage).some((kept) => kept.includes('amazon'))")
    expect(page.locator(".said.team", has_text="amazon")).to_have_count(1)
