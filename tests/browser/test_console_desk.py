"""The desk as a whole: a list that moves by itself but not under the hand, keys for everything, every width, both themes."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import assert_accessible
from tests.browser.console_stage import PHONE
from tests.browser.waiting import wait_until

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

WIDE = {"viewport": {"width": 1280, "height": 800}}


def order(page) -> list[int]:
    return page.locator(".row").evaluate_all("rows => rows.map((row) => Number(row.dataset.id))")


def test_the_list_moves_by_itself_and_shows_what_is_unread(at_desk, visitors) -> None:
    rose = at_desk("referent")
    first, second = visitors("Première"), visitors("Deuxième")
    page = rose.go()
    page.mouse.move(1200, 600)
    assert order(page)[:2] == [second.c, first.c]

    first.post("Encore moi")

    expect(rose.row(first.c)).to_contain_text("Encore moi")
    wait_until(page, f"document.querySelector('.row').dataset.id === '{first.c}'")
    third = visitors("Troisième")
    expect(rose.row(third.c)).to_contain_text("Troisième")
    wait_until(page, f"document.querySelector('.row').dataset.id === '{third.c}'")


def test_no_row_changes_place_under_the_pointer(at_desk, visitors) -> None:
    rose = at_desk("referent")
    first, second = visitors("Première"), visitors("Deuxième")
    page = rose.go()
    rose.row(second.c).hover()
    before = order(page)

    first.post("Toujours là ?")
    expect(rose.row(first.c)).to_contain_text("Toujours là ?")
    page.wait_for_timeout(1500)
    assert order(page) == before
    page.mouse.move(1200, 600)

    wait_until(page, f"document.querySelector('.row').dataset.id === '{first.c}'")


def test_a_conversation_that_is_taken_leaves_the_waiting(at_desk, visitors) -> None:
    adele, zoe = at_desk(), at_desk("second_advisor")
    visitor = visitors()
    page = zoe.go("/console/?view=waiting")
    expect(zoe.row(visitor.c)).to_be_visible()
    page.mouse.move(1200, 600)

    adele.takes(visitor)

    expect(zoe.row(visitor.c)).to_have_count(0)


def test_everything_is_reached_by_keys(at_desk, visitors) -> None:
    """F: keyboard use."""
    adele = at_desk()
    visitor = visitors("Je voudrais un saphir étoilé")
    page = adele.go("/console/?view=mine")

    page.keyboard.press("2")
    expect(page.locator("#list-title")).to_have_text("Waiting")
    expect(adele.row(visitor.c)).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator(".talk")).to_be_visible()
    page.keyboard.press("u")
    expect(page.locator(".talk")).to_have_count(0)
    page.keyboard.press("?")
    expect(page.locator("#dialog")).to_be_visible()
    expect(page.locator("#dialog")).to_contain_text("Hand over")
    expect(page.locator("#dialog")).not_to_contain_text("The wall")  # an advisor has none: its key would do nothing
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    page.keyboard.type("saphir")
    expect(page.locator("#palette")).to_contain_text("Je voudrais un saphir étoilé")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/console/c/{visitor.c}*")
    page.keyboard.press("t")
    expect(page.locator(".answering")).to_contain_text("You answer")
    page.keyboard.press("e")
    expect(page.locator(".composer textarea")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    expect(page.locator(".card")).to_be_hidden()
    page.keyboard.press("p")
    expect(page.locator("input[value=available]")).to_be_checked()


def test_the_keys_of_the_lists_lead_there_from_every_page(at_desk) -> None:
    """F: keyboard use; as the sheet of keys says."""
    rose = at_desk("referent")
    page = rose.go("/console/articles")
    page.keyboard.press("?")
    expect(page.locator("#dialog")).to_contain_text("The wall")
    page.keyboard.press("Escape")
    page.keyboard.press("2")
    expect(page.locator("#list-title")).to_have_text("Waiting")
    rose.arrived().keyboard.press("7")
    page.wait_for_url("**/console/wall")
    rose.arrived().keyboard.press("5")
    expect(page.locator("#list-title")).to_have_text("Held")


def test_two_clicks_do_a_thing_once(at_desk, visitors) -> None:
    """G8: nothing doubled, also where a form of the desk is sent by a double click."""
    adele, visitor = at_desk(), visitors()
    adele.takes(visitor)
    page, sent = adele.open(visitor.c), []
    page.on("request", lambda it: it.method == "POST" and it.url.endswith("/close") and sent.append(it.url))
    page.locator(".thread").focus()
    page.keyboard.press("x")
    page.locator("#dialog button.main").dblclick()
    expect(page.locator(".thread")).to_contain_text("closed the conversation")
    page.wait_for_timeout(500)
    assert len(sent) == 1


def test_back_and_forward_lead_where_one_was(at_desk, visitors) -> None:
    rose = at_desk("referent")
    visitor = visitors()
    page = rose.go("/console/?view=all")
    rose.row(visitor.c).click()
    expect(page.locator(".talk")).to_be_visible()
    page.keyboard.press("4")
    expect(page.locator("#list-title")).to_have_text("Closed")

    page.go_back()
    expect(page.locator("#list-title")).to_have_text("All")
    expect(page.locator(".talk")).to_be_visible()
    page.go_back()
    expect(page.locator(".talk")).to_have_count(0)
    page.go_forward()
    expect(page.locator(".talk")).to_be_visible()


def test_on_a_phone_there_is_one_pane_at_a_time(at_desk, visitors) -> None:
    """F: phone-sized screens."""
    rose = at_desk("referent", **PHONE)
    visitor = visitors("Bonjour du téléphone")
    page = rose.go()
    expect(page.locator(".conversation")).to_be_hidden()

    rose.row(visitor.c).click()
    expect(page.locator(".thread")).to_contain_text("Bonjour du téléphone")
    expect(page.locator(".list")).to_be_hidden()
    page.locator("[data-back]").click()

    expect(page.locator(".list")).to_be_visible()
    expect(page.locator(".conversation")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_signing_out_ends_every_tab(at_desk) -> None:
    adele = at_desk()
    page = adele.go()
    other = adele.context.new_page()
    other.goto(page.url)
    other.wait_for_timeout(500)
    page.evaluate("for (const what of ['draft', 'language']) sessionStorage.setItem(`comptoir:desk:${what}:1`, 'fr')")

    page.locator("[data-sign-out] button").click()

    page.wait_for_url("**/console/sign-in*")
    other.wait_for_url("**/console/sign-in*")
    assert page.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('comptoir:'))") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("looks", [WIDE, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing(at_desk, visitors, desk, browser, scheme: str, looks: dict) -> None:
    """F: WCAG 2.2 AA."""
    rose, visitor = at_desk("referent", color_scheme=scheme, **looks), visitors("Bonjour, une question")
    rose.takes(visitor)
    rose.api.act(
        f"/console/c/{visitor.c}/messages", {"client_id": "8b1b1c52-0000-4000-8000-000000000001", "body": "Oui ?"}
    )
    rose.api.act(
        f"/console/c/{visitor.c}/messages",
        {"client_id": "8b1b1c52-0000-4000-8000-000000000002", "body": "À voir", "kind": "note"},
    )
    stranger = browser.new_context(color_scheme=scheme, **looks).new_page()
    stranger.goto(f"{desk.url}/console/sign-in")
    assert_accessible(stranger)
    stranger.context.close()

    for path in (
        "/console/?view=all",
        "/console/?view=closed",
        f"/console/c/{visitor.c}?view=all",
        "/console/charter",
        "/console/team",
        "/console/settings",
        "/console/search?q=bonjour",
    ):
        assert_accessible(rose.go(path), path)


def test_axe_finds_nothing_in_dialogs(at_desk, visitors) -> None:
    """F: WCAG 2.2 AA."""
    adele, visitor = at_desk(), visitors()
    adele.takes(visitor)
    page = adele.open(visitor.c)
    for key in ("h", "q", "s", "x", "?"):
        page.locator("h1").first.click()
        page.keyboard.press(key)
        expect(page.locator("#dialog")).to_be_visible()
        assert_accessible(page, key)
        page.keyboard.press("Escape")
        expect(page.locator("#dialog")).to_be_hidden()
