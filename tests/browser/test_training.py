"""A newcomer before the gate: told so, taught, examined by the checker, let through; by the keys alone (D6, G5)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.console_stage import PHONE
from tests.live import LiveDesk
from tests.people import ALWAYS_OPEN

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

SHOP = "atelier"
TRAINING = '\n[training]\nbefore_answering = { advisor = ["tools"] }\nvalid_for = "365 d"\n'
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
    """A live desk with a shop that asks for training."""
    desk = LiveDesk(shops={SHOP: ALWAYS_OPEN + TRAINING})
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
