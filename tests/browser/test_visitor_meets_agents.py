"""The main job in two real browsers: a visitor on the shop's page, ambassador and advisor at their consoles."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.widget_stage import Visit
from tests.live import LiveDesk

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


class Console:
    """Somebody of the cast at the console, with nothing but the keyboard once they are signed in."""

    def __init__(self, browser: Browser, desk: LiveDesk, who: str, **looks: object) -> None:
        self.context = browser.new_context(**({"viewport": {"width": 1280, "height": 860}, "locale": "en-GB"} | looks))
        self.page: Page = self.context.new_page()
        self.page.goto(f"{desk.url}/console/sign-in")
        self.page.fill("#email", desk.cast["people"][who]["email"])
        self.page.fill("#password", desk.cast["password"])
        self.page.keyboard.press("Enter")
        self.page.locator("input[value=available]").wait_for()

    def is_available(self) -> None:
        self.page.locator("input[value=available]").check(force=True)
        expect(self.page.locator("input[value=available]")).to_be_checked()

    def accepts(self) -> None:
        """Take what rings, by its key."""
        self.page.locator(".offer").wait_for()
        self.page.wait_for_timeout(600)  # an offer does not hear keys in its first half second
        self.page.keyboard.press("a")
        self.page.locator(".composer textarea").wait_for()

    def writes(self, words: str) -> None:
        self.page.keyboard.press("e")
        self.page.keyboard.type(words)
        self.page.keyboard.press("Enter")
        self.sees(words)

    def sees(self, words: str) -> None:
        expect(self.page.locator(".thread")).to_contain_text(words)

    def close(self) -> None:
        self.context.close()


def test_a_visitor_is_answered_handed_over_and_rates(desk: LiveDesk, browser: Browser) -> None:
    """A1, A6, F: the whole conversation, live on both sides, with a reload and a lost line in the middle."""
    amin, adele = Console(browser, desk, "ambassador"), Console(browser, desk, "advisor")
    amin.is_available()
    visit = Visit(browser, desk)
    widget = visit.go()
    widget.open()
    widget.start("Bonjour, ma bague est cassée")

    amin.accepts()
    amin.sees("ma bague est cassée")
    amin.writes("Bonjour, je suis Amin.")
    widget.said("Bonjour, je suis Amin.").wait_for()

    visit.page.reload()
    widget.said("Bonjour, je suis Amin.").wait_for()
    visit.context.set_offline(True)
    widget.write("Elle est en or blanc")
    visit.context.set_offline(False)
    amin.sees("Elle est en or blanc")

    adele.is_available()
    amin.page.keyboard.press("Escape")
    amin.page.locator(".talk-head h1").click()
    amin.page.keyboard.press("h")
    dialog = amin.page.locator("dialog[open]")
    dialog.locator("textarea").wait_for()
    dialog.get_by_text("Advisor", exact=False).first.click()
    dialog.locator("textarea").fill("Bague cassée, or blanc.")
    dialog.locator("button.main").click()
    expect(adele.page.locator(".offer")).to_contain_text("Bague cassée, or blanc.")
    adele.accepts()
    adele.sees("Bague cassée, or blanc.")
    adele.writes("Bonjour, ici Adèle.")
    widget.said("Bonjour, ici Adèle.").wait_for()

    adele.page.locator(".talk-head h1").click()
    adele.page.keyboard.press("x")
    adele.page.locator("dialog[open] button.main").click()
    widget.root.get_by_role("radio").nth(4).wait_for()
    assert not visit.troubles or all("ERR_INTERNET_DISCONNECTED" in each for each in visit.troubles), visit.troubles
    for one in (amin, adele):
        one.close()
    visit.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_both_talk(desk: LiveDesk, browser: Browser, scheme: str) -> None:
    """F: WCAG 2.2 AA, in both themes, at the desk and on the page."""
    rose = Console(browser, desk, "referent", color_scheme=scheme)
    visit = Visit(browser, desk, color_scheme=scheme)
    widget = visit.go("/mon-compte/commandes")
    widget.open()

    for page in (rose.page, visit.page):
        assert_accessible(page)
    rose.close()
    visit.close()
