"""The whole of an agent's work without a pointer: from the switch to the closed conversation."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_console_offers import DEAF

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def accepts(page: Page) -> None:
    """The offer that rings, by its key."""
    expect(page.locator(".offer")).to_be_visible()
    page.wait_for_timeout(DEAF)
    press(page, "a")
    expect(page.locator(".composer textarea")).to_be_focused()


def test_a_conversation_is_accepted_answered_noted_handed_over_and_closed_by_keys(at_desk, visitors) -> None:
    """A1, A4, A7, F: keyboard use."""
    adele, zoe = at_desk(), at_desk("second_advisor")
    page, other = adele.go("/console/"), zoe.go("/console/")
    press(page, "p")
    expect(page.locator("input[value=available]")).to_be_checked()
    visitors("Où en est ma réparation ?")

    accepts(page)
    page.keyboard.type("Bonjour, je regarde.")
    press(page, "Enter")
    expect(page.locator(".said.team")).to_contain_text("Bonjour, je regarde.")

    press(page, "Alt+n")
    page.keyboard.type("Qui sait ? @zoe")
    expect(page.locator(".completions")).to_contain_text("Zoé")
    press(page, "Enter")
    page.keyboard.type("peut-être")
    press(page, "Enter")
    expect(page.locator(".said.note .mention")).to_have_text("@Zoé")
    expect(other.locator(".toast")).to_contain_text("named you")

    press(other, "p")
    expect(other.locator("input[value=available]")).to_be_checked()
    press(page, "Escape", "h")
    expect(page.locator("#dialog input[type=radio]").first).to_be_focused()
    wanted = f"member:{adele.desk.cast['people']['second_advisor']['id']}"
    for _ in range(page.locator("#dialog input[type=radio]").count()):
        if page.evaluate("document.activeElement.value") == wanted:
            break
        press(page, "ArrowDown")
    press(page, "Tab")
    page.keyboard.type("Elle attend sa bague.")
    press(page, "Control+Enter")
    expect(page.locator("#dialog")).to_be_hidden()

    accepts(other)
    expect(other.locator(".said.note").first).to_contain_text("Qui sait ?")
    press(other, "Escape", "x")
    expect(other.locator("#dialog .main")).to_be_focused()
    press(other, "Enter")
    expect(other.locator(".thread")).to_contain_text("closed the conversation")


def test_the_switch_the_list_and_every_button_of_the_head_have_a_visible_focus(at_desk, visitors) -> None:
    """F: keyboard use."""
    adele = at_desk()
    visitor = visitors()
    adele.takes(visitor)
    page = adele.open(visitor.c)
    unseen = []
    for _ in range(60):
        press(page, "Tab")
        place = page.evaluate(FOCUSED)
        if place is None:
            break
        if not place["shown"]:
            unseen.append(place["what"])
    assert unseen == []


FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const marked = (element) => {
    const style = getComputedStyle(element);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  };
  const near = [one, one.nextElementSibling, one.closest(".sheet"), one.closest("label")].filter(Boolean);
  return { what: one.outerHTML.slice(0, 120), shown: near.some(marked) };
}"""
