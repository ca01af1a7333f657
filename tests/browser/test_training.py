"""A newcomer before the gate: told so, taught, examined by the checker, let through; by the keys alone (D6, G5)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.console_stage import ACCOUNT, PHONE, AtDesk
from tests.live import LiveDesk, LiveVisitor
from tests.people import ALWAYS_OPEN

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

SHOP = "atelier"
TRAINING = '\n[training]\nbefore_answering = { advisor = ["tools"] }\nvalid_for = "365 d"\n'
SCHOOL = "ecole"
START = TRAINING + "watch_conversations = 1\nshadow_conversations = 1\n"
MINE = "/console/training"
RIGHT = {
    "You want to tell": ["In a note"],
    "Which key shows": ["?"],
    "You hand a conversation over": ["I have"],
    "An offer rings": ["I refuse it"],
    "A customer insults": ["Hand over to a referent", "Take a pause", "Go on calmly"],
}
"""The right answers of the module, by how question and answer begin."""
ORDER = ("Write:", "Ask the referents", "Answer the customer", "Note what helped")


@pytest.fixture(scope="module")
def desk() -> Iterator[LiveDesk]:
    """A live desk with a shop that asks for training, and one that has newcomers watch and answer under approval first."""
    desk = LiveDesk(shops={SHOP: ALWAYS_OPEN + TRAINING, SCHOOL: ALWAYS_OPEN + START})
    desk.start()
    yield desk
    desk.close()


def answer_all(page: Page) -> None:
    """Answer every question rightly, with the keyboard."""
    for number in range(len(page.locator(".places-of-paper a").all())):
        page.locator(".places-of-paper a").nth(number).press("Enter")
        expect(page.locator(".places-of-paper a[aria-current]")).to_contain_text(str(number + 1))
        asked = page.locator("#asked").inner_text()
        rights = next((right for begins, right in RIGHT.items() if asked.startswith(begins)), None)
        if rights is None:
            for place, begins in enumerate(ORDER, 1):
                page.locator(".ranks li").filter(has_text=begins).locator("select").select_option(str(place))
        for right in rights or ():
            page.locator(".choice").filter(has_text=right).locator("input").press("Space")
        page.get_by_role("button", name="Keep, and go on").press("Enter")
        page.wait_for_load_state()


@pytest.mark.parametrize("looks", [{"color_scheme": "light"}, PHONE | {"color_scheme": "dark"}], ids=["desk", "phone"])
def test_the_pages_of_training_are_accessible(at_desk, looks) -> None:
    """D6"""
    nora = at_desk("newcomer", shop=SHOP, **looks)
    for path in (MINE, f"{MINE}/modules/tools", f"{MINE}/modules/chat"):
        assert_accessible(nora.go(path), path)
    rose = at_desk("referent", shop=SHOP, **looks)
    for path in (f"{MINE}/team", f"{MINE}/newcomers", f"{MINE}/write", f"{MINE}/write/tools/en"):
        assert_accessible(rose.go(path), path)


def test_a_newcomer_passes_by_the_keys_alone_and_the_gate_opens(at_desk) -> None:
    """D6, G5"""
    nora = at_desk("newcomer", shop=SHOP)
    page = nora.go("/console/")
    gate = page.locator(".gate")
    expect(gate).to_contain_text("You can answer as soon as you have passed 1 more module.")
    gate.get_by_role("link").press("Enter")
    page.get_by_role("link", name="Next: The console, hand on the keys").press("Enter")
    page.get_by_role("button", name="Begin the questions").press("Enter")
    expect(page.locator("#asked")).to_be_visible()
    assert_accessible(page, "a question")

    answer_all(page)
    page.get_by_role("button", name="Hand in").press("Enter")

    expect(page.locator(".result")).to_contain_text("Passed")
    assert_accessible(page, "how it went")
    page.locator(".result").get_by_role("link", name="Certificate").press("Enter")
    expect(page.locator(".certificate")).to_contain_text("Nora")
    assert_accessible(page, "a certificate")
    page.goto(nora.desk.url + MINE)
    expect(page.locator(".gate-box")).to_contain_text("You can answer customers.")
    expect(page.locator(".gate")).to_have_count(0)


def a_visitor(desk: LiveDesk, body: str) -> LiveVisitor:
    """Somebody who writes to the school."""
    visitor = desk.visitor(shop=SCHOOL, page=ACCOUNT, body=body)
    visitor.come()
    return visitor


def has_passed(nora: AtDesk) -> None:
    """The newcomer passes what is asked of them."""
    page = nora.go(f"{MINE}/modules/tools")
    page.get_by_role("button", name="Begin the questions").press("Enter")
    answer_all(page)
    page.get_by_role("button", name="Hand in").press("Enter")
    expect(page.locator(".result")).to_contain_text("Passed")


def test_a_newcomer_watches_then_answers_under_approval_then_is_released(at_desk, desk: LiveDesk) -> None:
    """D6, A7: by the keys alone, each step said on the newcomer's own page."""
    adele, nora = at_desk(shop=SCHOOL), at_desk("newcomer", shop=SCHOOL)
    first = a_visitor(desk, "Bonjour, où est ma bague ?")
    adele.takes(first)
    adele.api.come()
    adele.api.watch(first.c)
    told = "Bonjour, je suis Adèle, conseillère. Votre bague est chez le graveur."
    answered = adele.api.post(first.c, told, is_confirmed=True)
    assert answered["t"] == "ack", answered
    has_passed(nora)
    page = nora.go(MINE)
    expect(page.locator("main")).to_contain_text("Watch 1 more conversation of your colleagues in silence.")
    page.get_by_role("link", name="Watch colleagues").press("Enter")
    page.locator(".lessons a").first.press("Enter")
    expect(page.locator(".told-talk")).to_contain_text("où est ma bague")
    assert_accessible(page, "watching")
    page.get_by_role("button", name="I have read it").press("Enter")
    page.wait_for_load_state()
    page = nora.go(MINE)
    expect(page.locator("main")).to_contain_text("You answer your first 1 conversation under approval")

    second = a_visitor(desk, "Bonjour, livrez-vous le samedi ?")
    nora.takes(second)
    page, words = nora.open(second.c), "Bonjour, je suis Nora, conseillère. Nous livrons aussi le samedi."
    page.locator(".composer textarea").fill(words)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".held-here")).to_contain_text(words)
    rose = at_desk("referent", shop=SCHOOL)
    theirs = rose.go("/console/approvals")
    theirs.locator(".judge").first.focus()
    theirs.keyboard.press("y")
    expect(theirs.locator(".judge")).to_have_count(0)
    expect(page.locator(".said.team:not(.held)", has_text="le samedi")).to_be_visible()
    assert nora.api.does(second.c, "close")[0] in (200, 204)

    moved = page.locator(".toast", has_text="Something has moved in your training.")
    moved.get_by_role("link").press("Enter")
    expect(page.locator("main")).to_contain_text("A referent will release you")
    theirs = rose.go(f"{MINE}/newcomers")
    assert_accessible(theirs, "newcomers")
    theirs.get_by_label("A word for Nora").fill("Bravo, continuez ainsi.")
    theirs.get_by_role("button", name="Release").press("Enter")
    expect(theirs.locator("main")).to_contain_text("No newcomers at the moment.")
    expect(nora.go(MINE).locator("main")).not_to_contain_text("Your start")
