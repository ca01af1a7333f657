"""The people of a team, in real Chromium: invited, joined, changed, absent; and what each of them may see (mission F, A11)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.console_stage import PHONE
from tests.live import LiveDesk
from tests.people import ALWAYS_OPEN

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 860}}
PASSWORD = "Trois perles sur un fil"
PAGES = ("", "/roles", "/groups", "/invitations", "/changes", "/readings", "/uncovered", "/absences")
SHOP = "perle-fine"
LEAVE = ALWAYS_OPEN + '\n[team]\nleave_needed = ["holiday"]\n'


@pytest.fixture(scope="module")
def desk() -> Iterator[LiveDesk]:
    """A live desk with a shop in which holidays are asked for."""
    desk = LiveDesk(shops={SHOP: LEAVE})
    desk.start()
    yield desk
    desk.close()


@pytest.fixture
def newcomers(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Browsers of people whom nobody knows yet."""
    contexts: list[BrowserContext] = []

    def one(**looks: Any) -> Page:
        contexts.append(browser.new_context(locale="en-GB", **looks))
        return contexts[-1].new_page()

    yield one
    for context in contexts:
        context.close()


def goes_to(page: Page, wanted: Locator) -> None:
    """By the Tab key, as far as it takes."""
    wanted.wait_for()
    for _press in range(150):
        if wanted.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"no way by the keyboard to {wanted}")


def presses(page: Page, wanted: Locator, key: str = "Enter") -> None:
    goes_to(page, wanted)
    page.keyboard.press(key)


def types(page: Page, label: str, words: str) -> None:
    goes_to(page, page.get_by_label(label, exact=True))
    page.keyboard.press("Control+a")
    page.keyboard.type(words)


def test_a_manager_invites_by_a_link_and_the_invited_joins_by_the_keyboard_alone(at_desk, newcomers) -> None:
    """F: invitations. A16: the link is shown once, and joins once. A17: its secret stays in no address."""
    marc = at_desk("manager")
    page = marc.go("/console/team")
    presses(page, page.get_by_role("link", name="Invitations"))
    page.wait_for_url("**/console/team/invitations*")
    goes_to(page, page.get_by_label("By mail"))
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("By a link to pass on")).to_be_checked()
    goes_to(page, page.get_by_label("Answers as"))
    page.keyboard.type("Adv")
    presses(page, page.get_by_label("Français").first, "Space")
    assert_accessible(page)
    presses(page, page.get_by_role("button", name="Invite"))
    shown = page.get_by_label("Invitation link")
    expect(shown).to_be_focused()
    link = shown.input_value()
    assert_accessible(page)
    presses(page, page.get_by_role("link", name="Done"))
    expect(page.locator(".table")).to_contain_text("whoever has the link")
    assert link.rpartition("/")[2] not in page.content()

    new = newcomers(**PHONE, color_scheme="dark")
    new.goto(link)
    assert new.url.endswith("/console/join")
    _joins(new)
    new.wait_for_url(lambda url: url.endswith("/console/"))
    expect(new.locator(".desk")).to_be_visible()

    late = newcomers()
    late.goto(link)
    expect(late.get_by_role("alert")).to_contain_text("invitation")
    assert_accessible(late)
    assert "Colette" in marc.go("/console/team").locator(".table").inner_text()


def _joins(new: Page) -> None:
    """A password that is not the same twice is told, and what was typed stands."""
    expect(new.locator("#email")).to_be_focused()
    assert_accessible(new)
    new.locator("#language").select_option("en")
    new.locator("#email").focus()
    for words in ("colette@maison-perle.example", "Colette", PASSWORD, PASSWORD + "e"):
        new.keyboard.type(words)
        new.keyboard.press("Tab")
    new.locator("#again").press("Enter")
    expect(new.get_by_role("alert")).to_contain_text("not the same")
    assert_accessible(new)
    types(new, "New password", PASSWORD)
    types(new, "Once more", PASSWORD)
    new.keyboard.press("Enter")


def test_a_member_is_changed_grouped_and_planned_absent_by_the_keyboard(at_desk) -> None:
    """F: groups, skills, hours and absences; every change of rights stands on record."""
    marc = at_desk("manager")
    page = marc.go("/console/team/groups")
    types(page, "New group", "Saturdays")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".groups input.input")).to_have_value("Saturdays")
    assert_accessible(page)

    member = f"/console/team/{marc.desk.cast['people']['second_advisor']['id']}"
    marc.go(member)
    types(page, "Skills", "engraving, pearls")
    presses(page, page.get_by_label("Saturdays"), "Space")
    types(page, "Chats at once", "2")
    with page.expect_navigation():
        presses(page, page.get_by_role("button", name="Save the rights"))
    expect(page.get_by_label("Saturdays")).to_be_checked()
    expect(page.get_by_label("Skills")).to_have_value("engraving, pearls")

    types(page, "Monday", "9-12:30, 13h30-18")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_label("Monday")).to_have_value("09:00–12:30, 13:30–18:00")
    day = (dt.datetime.now(dt.UTC) + dt.timedelta(days=2)).date().isoformat()
    page.get_by_label("From", exact=True).fill(day)
    page.get_by_label("To, this day included").fill(day)
    types(page, "A word, if you like", "Family")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".absences")).to_contain_text("Family")
    assert_accessible(page)

    marc.go("/console/team/changes")
    newest = page.locator(".rights-changes")
    expect(newest).to_contain_text("engraving, pearls")
    expect(newest).to_contain_text("by Marc")
    marc.go("/console/team")
    expect(page.locator("tr", has_text="Zoé")).to_contain_text("0 of 2")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_holiday_is_asked_for_and_granted_with_a_word_by_the_keys_alone(at_desk, scheme: str) -> None:
    """A7: who plans the team sees that something waits, and who asked is told."""
    looks = (PHONE if scheme == "dark" else DESKTOP) | {"color_scheme": scheme}
    adele, rose = at_desk("advisor", shop=SHOP), at_desk("referent", shop=SHOP, **looks)
    page, theirs = rose.go("/console/team"), adele.go(f"/console/team/{adele.api.id}")
    day = (dt.datetime.now(dt.UTC) + dt.timedelta(days=20)).date().isoformat()
    theirs.get_by_label("From", exact=True).fill(day)
    theirs.get_by_label("To, this day included").fill(day)
    goes_to(theirs, theirs.get_by_label("Why"))
    theirs.keyboard.type("Holiday")
    types(theirs, "A word, if you like", f"Family {scheme}")
    with theirs.expect_navigation():
        theirs.keyboard.press("Enter")
    expect(theirs.locator(".absences", has_text=f"Family {scheme}")).to_contain_text("asked for")

    toast = page.locator(".toast", has_text="asks for an absence")
    expect(toast).to_be_visible()
    with page.expect_navigation():
        presses(page, toast.get_by_role("link"))
    expect(page.get_by_role("heading", name="Waiting for your answer")).to_be_visible()
    expect(page.locator('[data-count="team"]').first).to_have_text("1")
    assert_accessible(page, f"absences {scheme}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    types(page, "A word, if you like", "Enjoy it.")
    with page.expect_navigation():
        presses(page, page.get_by_role("button", name="Grant"))
    expect(page.get_by_role("heading", name="Waiting for your answer")).to_have_count(0)

    expect(theirs.locator(".toast", has_text="grants your absence")).to_be_visible()
    adele.go("/console/team")
    expect(theirs.locator(".absence-news")).to_contain_text("Enjoy it.")
    assert_accessible(theirs, f"told {scheme}")
    with theirs.expect_navigation():
        presses(theirs, theirs.get_by_role("button", name="Noted"))
    expect(theirs.locator(".absence-news")).to_have_count(0)


def test_reading_what_a_colleague_answers_is_told_to_the_manager(at_desk, visitors) -> None:
    """A11: every reading of a conversation that is not one's own is logged and shown to the manager."""
    adele, rose, marc = at_desk(), at_desk("referent"), at_desk("manager")
    visitor = visitors("Où est ma bague ?")
    adele.takes(visitor)
    rose.open(visitor.c)

    page = marc.go("/console/team/readings")
    row = page.locator(".table tbody tr", has_text="Rose")
    expect(row.first).to_contain_text("opened")
    expect(page.locator(".table")).not_to_contain_text("Adèle")
    assert_accessible(page)

    with page.expect_download() as taken:
        presses(page, page.get_by_role("link", name="Download as CSV"))
    assert "Rose" in taken.value.path().read_text("utf-8-sig")
    marc.go("/console/team/changes")
    expect(page.locator(".rights-changes")).to_contain_text("taken out")


@pytest.mark.parametrize("looks", [DESKTOP, PHONE | {"color_scheme": "dark"}], ids=["desktop", "phone"])
def test_a_picture_that_is_refused_is_told_beside_its_button_and_the_words_stand(at_desk, looks) -> None:
    """F, C2: what is too large is not even sent; the keyboard is where the mistake is, and the window stays where it was."""
    zoe = at_desk("second_advisor", **looks)
    page = zoe.go("/console/settings")
    picture, told = page.locator("input[name=picture]"), page.locator("[data-mistake]")
    types(page, "Personal note", "Sept ans d'atelier")
    picture.set_input_files({"name": "me.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n" + bytes(6 * 2**20)})
    expect(told).to_contain_text("larger than 5 MB")
    picture.set_input_files({"name": "me.png", "mimeType": "image/png", "buffer": b"no picture"})
    expect(told).to_be_empty()
    with page.expect_navigation():
        page.get_by_role("button", name="Save").first.press("Enter")

    expect(told).to_contain_text("PNG, JPEG or WebP, up to 5 MB")
    expect(page.locator("input[name=picture]")).to_be_focused()
    expect(page.get_by_label("Personal note")).to_have_value("Sept ans d'atelier")
    assert page.evaluate("[scrollY, document.documentElement.scrollHeight - innerHeight]") == [0, 0]
    assert_accessible(page)
    zoe.troubles.clear()  # the browser writes the refusal down itself


def test_an_advisor_reads_who_may_do_what_and_is_told_that_managing_is_not_for_them(at_desk) -> None:
    """A11: the pages of managers are not only hidden, they are closed."""
    adele = at_desk(**PHONE)
    page = adele.go("/console/team")
    expect(page.get_by_role("link", name="Invitations")).to_have_count(0)
    presses(page, page.get_by_role("link", name="Who may do what"))
    page.wait_for_url("**/console/team/roles*")
    line = page.locator("tr", has_text="Invite people into the team")
    expect(line.locator("td", has_text="may not")).not_to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert_accessible(page)

    for closed in ("invitations", "groups", "readings", "changes"):
        adele.go(f"/console/team/{closed}")
        expect(page.get_by_role("heading", name="That did not work")).to_be_visible()
    assert_accessible(page)
    adele.troubles.clear()  # the browser writes each refusal down itself
    colleague = adele.desk.cast["people"]["second_advisor"]["id"]
    adele.go(f"/console/team/{colleague}")
    expect(page.get_by_role("heading", name="Working hours")).to_be_visible()
    expect(page.get_by_role("button", name="Save the rights")).to_have_count(0)
    expect(page.get_by_role("button", name="Plan the absence")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("looks", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_page_of_the_team_is_accessible_and_fits(at_desk, looks: dict[str, Any], scheme: str) -> None:
    """WCAG 2.2 AA"""
    marc = at_desk("manager", **looks, color_scheme=scheme)
    member = f"/{marc.desk.cast['people']['advisor']['id']}"
    for path in (*PAGES, member):
        page = marc.go(f"/console/team{path}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert_accessible(page, f"{path} {scheme}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert page.locator("main").evaluate("main => main.scrollWidth <= main.clientWidth"), path
        assert page.evaluate("document.documentElement.scrollHeight <= innerHeight"), path
