"""Promises as those who give and watch them meet them: a word given by one key, clocks that run, dates that explain themselves."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import assert_accessible
from tests.browser.console_stage import PHONE
from tests.live import LiveDesk

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

WARM = 60_000
"""Milliseconds within which the checker has read its dictionaries, on a machine that does other things too."""
PATHS = ("/console/promises", "/console/promises/day", "/console/promises/commitments")
PROMISING = "Bonjour, ici Adèle, conseillère. Je vous rappelle demain."


def test_a_word_is_given_by_one_key_and_stands_on_the_card_once_the_message_is_sent(at_desk, visitors) -> None:
    """C4: with its day, proposed from the text; the day view has it too."""
    adele = at_desk()
    visitor = visitors()
    adele.takes(visitor)
    page = adele.open(visitor.c)
    page.locator(".composer textarea").focus()
    page.keyboard.insert_text(PROMISING)
    line = page.locator('.finding[data-level="promise"]')
    expect(line).to_be_visible(timeout=WARM)
    page.keyboard.press("Alt+p")
    expect(line.locator(".given")).to_contain_text("Your word, by")
    page.keyboard.press("Alt+p")
    expect(line.locator(".given")).to_have_count(0)
    page.keyboard.press("Alt+p")
    page.keyboard.press("Enter")
    card = page.locator("[data-promised]")
    expect(card.locator("li").filter(has_text="rappelle demain").locator(".promise .left")).not_to_be_empty()
    expect(page.locator(".toast").filter(has_text="In the ledger")).to_be_visible()
    expect(adele.go("/console/promises/day").get_by_role("link", name="rappelle demain")).to_be_visible()


DUE = """words => {
  const place = document.querySelector("[data-word-due]");
  const key = Object.assign(document.createElement("button"), { type: "button", textContent: "Write it" });
  key.dataset.act = "word-due";
  const draft = Object.assign(document.createElement("p"), { textContent: words });
  draft.dataset.wordsDue = "";
  place.replaceChildren(draft, key);
  place.hidden = false;
}"""
"""A word that is due, as the server shows it hours before its promise ends."""


def test_a_word_that_is_due_is_taken_up_by_its_key_while_writing_and_never_over_what_is_written(
    at_desk, visitors
) -> None:
    """D3, C4"""
    adele = at_desk()
    visitor = visitors()
    adele.takes(visitor)
    page = adele.open(visitor.c)
    page.evaluate(DUE, "Nous regardons toujours.")
    written = page.locator(".composer textarea")
    written.focus()
    page.keyboard.press("Alt+u")
    expect(written).to_have_value("Nous regardons toujours.")
    page.evaluate(DUE, "Autre chose.")
    page.keyboard.press("Alt+u")
    expect(page.locator(".toast.refused")).to_be_visible()
    expect(written).to_have_value("Nous regardons toujours.")


def test_a_promise_without_a_day_asks_for_one(at_desk, visitors) -> None:
    """C4."""
    adele = at_desk()
    visitor = visitors()
    adele.takes(visitor)
    page = adele.open(visitor.c)
    page.locator(".composer textarea").focus()
    page.keyboard.insert_text("Bonjour, ici Adèle, conseillère. Je vous promets de vous rappeler.")
    expect(page.locator('.finding[data-level="promise"]')).to_be_visible(timeout=WARM)
    page.keyboard.press("Alt+p")
    expect(page.locator(".finding input.day")).to_be_focused()


def test_the_card_follows_what_happens_and_a_date_explains_itself(at_desk, visitors) -> None:
    """G3: the clock of the first answer runs until it is given; one click shows how its date came about."""
    adele = at_desk()
    visitor = visitors()
    adele.takes(visitor)
    page = adele.open(visitor.c)
    card = page.locator("[data-promised]")
    expect(card.get_by_role("link", name="First answer")).to_be_visible()
    card.get_by_role("button", name="Explain this date: First answer").click()
    dialog = page.locator("#dialog")
    expect(dialog.locator("ol.steps li").last).to_contain_text("Due")
    assert_accessible(page, "the explanation", "#dialog")
    page.keyboard.press("Escape")
    visitor.post("Êtes-vous là ?")
    adele.api.act(
        f"/console/c/{visitor.c}/messages", {"client_id": _id(1), "body": "Bonjour, ici Adèle.", "is_confirmed": True}
    )
    expect(card.get_by_role("link", name="First answer")).to_have_count(0)


@pytest.mark.parametrize("looks", [{}, {"color_scheme": "dark", **PHONE}])
def test_everybody_can_read_the_ledger(at_desk, visitors, looks) -> None:
    visitors()
    rose = at_desk("referent", **looks)
    for path in PATHS:
        page = rose.go(path)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path
        assert_accessible(page)


def test_whoever_tries_their_notifications_is_told_that_warnings_come_through(at_desk, desk: LiveDesk) -> None:
    page = at_desk().go("/console/settings")
    page.get_by_role("button", name="Test: sound, notification, line, warning").click()
    expect(page.locator("[data-tested]")).to_contain_text("A warning came through the desk")


def test_all_keys_names_the_one_that_gives_a_word(at_desk, visitors) -> None:
    visitor = visitors()
    page = at_desk().open(visitor.c)
    page.keyboard.press("?")
    expect(page.locator(".keys-sheet")).to_contain_text("Give your word for what is promised")


def _id(number: int) -> str:
    return f"7d9d0000-0000-4000-8000-{number:012d}"
