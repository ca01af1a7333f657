"""The life of a request by keys: its category, its tags, putting it aside, and how it was solved."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import assert_accessible
from tests.browser.console_stage import done

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


def test_the_proposed_category_is_confirmed_by_one_key(at_desk, visitors) -> None:
    """D2."""
    adele = at_desk()
    visitor = visitors("Où en est la réparation de ma bague ?")
    adele.takes(visitor)
    page = adele.open(visitor.c)
    proposal = page.locator('[data-act="category"]')
    expect(proposal).to_contain_text("After-sales")
    assert_accessible(page)

    page.keyboard.press("w")

    expect(proposal).to_have_count(0)
    expect(page.locator(".talk-head .facts")).to_contain_text("After-sales")


def test_a_request_is_marked_put_aside_and_back_when_the_customer_writes(at_desk, visitors) -> None:
    """F: priority, tags, snooze."""
    adele = at_desk()
    visitor = visitors()
    adele.takes(visitor)
    adele.api.does(visitor.c, "request")
    page = adele.open(visitor.c)

    page.keyboard.press("l")
    page.locator("#tags").fill("mariage")
    assert_accessible(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".talk-head .tag")).to_have_text("mariage")
    done(page)

    page.keyboard.press("z")
    expect(page.locator("#dialog")).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".answering")).to_contain_text("put aside until")
    done(page)
    page.keyboard.press("6")
    expect(adele.row(visitor.c)).to_be_visible()

    visitor.post("Alors ?")
    expect(adele.row(visitor.c)).to_have_count(0)


def test_how_one_request_was_solved_is_offered_for_the_next(at_desk, visitors) -> None:
    """D4."""
    adele = at_desk()
    first, second = visitors("Mon bracelet est cassé"), visitors("Le fermoir de mon bracelet est cassé")
    for visitor in (first, second):
        adele.takes(visitor)
    page = adele.open(first.c)
    page.keyboard.press("x")
    page.locator("#problem").fill("Fermoir de bracelet cassé")
    page.locator("#solution").fill("Échange du fermoir en atelier")
    assert_accessible(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".thread")).to_contain_text("Échange du fermoir en atelier")

    expect(adele.open(second.c).locator(".card")).to_contain_text("Échange du fermoir en atelier")


def test_rows_are_chosen_and_changed_together(at_desk, visitors) -> None:
    """F: bulk actions."""
    adele = at_desk()
    first, second = visitors(), visitors()
    for visitor in (first, second):
        adele.takes(visitor)
    page = adele.open(first.c)

    page.keyboard.press("+")
    adele.row(second.c).hover()
    adele.row(second.c).locator(".choose").check()
    expect(page.locator("[data-several]")).to_have_text("Change those chosen: 2")
    page.keyboard.press("*")
    expect(page.locator("#dialog")).to_be_visible()
    expect(page.locator("#dialog")).to_contain_text("Change 2 conversations")
    assert_accessible(page)
    page.locator("#tags").fill("mariage")
    page.keyboard.press("Control+Enter")

    for visitor in (first, second):
        expect(adele.row(visitor.c).locator(".marks")).to_have_attribute("title", re.compile("mariage"))
    expect(page.locator("[data-several]")).to_be_hidden()
