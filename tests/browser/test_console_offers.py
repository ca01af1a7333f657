"""An offer rings, wherever one is at the desk, and is answered by a key that nothing else takes."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

DEAF = 650
"""Milliseconds in which an offer hears no key, and a little."""


def test_an_offer_rings_with_its_seconds_and_is_accepted_by_a_key(at_desk, visitors) -> None:
    """A1: the clock is visible."""
    adele = at_desk()
    page = adele.go()
    adele.is_available()
    visitor = visitors("Où en est ma réparation ?")

    offer = page.locator(".offer")
    expect(offer).to_contain_text("A visitor waits")
    expect(offer).to_contain_text("Bagues")
    assert 1 <= int(offer.locator(".countdown span").inner_text()) <= 15
    page.wait_for_timeout(DEAF)
    page.keyboard.press("a")

    expect(offer).to_have_count(0)
    expect(page.locator(".thread")).to_contain_text("Où en est ma réparation ?")
    expect(page.locator(".composer textarea")).to_be_focused()
    expect(adele.row(visitor.c)).to_be_visible()
    assert f"/console/c/{visitor.c}" in page.url


def test_enter_accepts_for_the_button_has_the_focus(at_desk, visitors) -> None:
    adele = at_desk()
    page = adele.go()
    adele.is_available()
    visitors()

    expect(page.locator(".offer .main")).to_be_focused()
    page.wait_for_timeout(DEAF)
    page.keyboard.press("Enter")

    expect(page.locator(".composer textarea")).to_be_focused()


def test_a_refused_offer_goes_on_to_a_colleague(at_desk, visitors) -> None:
    """A1."""
    adele, zoe = at_desk(), at_desk("second_advisor")
    first, second = adele.go(), zoe.go()
    adele.is_available()
    visitors("Bonjour à vous")
    expect(first.locator(".offer")).to_be_visible()
    zoe.is_available()
    first.wait_for_timeout(DEAF)
    first.keyboard.press("r")

    expect(first.locator(".offer")).to_have_count(0)
    expect(second.locator(".offer")).to_contain_text("Bonjour")


def test_who_is_writing_accepts_with_alt_and_a_and_loses_no_letter(at_desk, visitors) -> None:
    adele = at_desk()
    first = visitors()
    adele.takes(first)
    page = adele.open(first.c)
    adele.is_available()
    text = page.locator(".composer textarea")
    text.fill("Je regarde")
    text.focus()
    visitors("Une autre question")
    expect(page.locator(".offer")).to_be_visible()
    page.wait_for_timeout(DEAF)

    page.keyboard.type(" rarement")
    assert text.input_value() == "Je regarde rarement"
    expect(page.locator(".offer")).to_be_visible()
    page.keyboard.press("Alt+a")

    expect(page.locator(".thread")).to_contain_text("Une autre question")
    page.go_back()
    expect(text).to_have_value("Je regarde rarement")


def test_an_offer_rings_on_other_pages_and_inside_a_dialog(at_desk, visitors) -> None:
    adele = at_desk()
    page = adele.go("/console/team")
    adele.is_available()
    page.keyboard.press("?")
    expect(page.locator("#dialog")).to_be_visible()
    visitor = visitors()

    page.locator("#dialog .offer .main").wait_for()
    page.wait_for_timeout(DEAF)
    page.locator(".offer .main").click()

    page.wait_for_url(f"**/console/c/{visitor.c}*")
    expect(page.locator(".thread")).to_contain_text("Bonjour")


def test_an_offer_that_is_pending_rings_after_a_reload(at_desk, visitors) -> None:
    adele = at_desk()
    page = adele.go()
    adele.is_available()
    visitors()
    expect(page.locator(".offer")).to_be_visible()

    page.reload()

    expect(page.locator(".offer")).to_be_visible()


def test_the_switch_follows_another_tab(at_desk) -> None:
    adele = at_desk()
    page = adele.go()
    other = adele.context.new_page()
    other.goto(page.url)
    other.wait_for_timeout(500)

    other.locator("input[value=paused]").check(force=True)

    expect(page.locator("input[value=paused]")).to_be_checked()


def test_the_switch_does_not_go_back_to_what_was_asked_for_before_it_was_turned(at_desk) -> None:
    adele = at_desk()
    held = []
    adele.page.route("**/console/standing", lambda route: held.append((route, route.fetch())))
    page = adele.go()
    while not held:
        page.wait_for_timeout(50)
    with page.expect_response("**/console/availability"):
        page.locator("input[value=available]").click(force=True)
    page.wait_for_timeout(200)

    route, answer = held.pop(0)
    with page.expect_response("**/console/standing"):
        route.fulfill(response=answer)
    page.wait_for_timeout(200)

    expect(page.locator("input[value=available]")).to_be_checked()
