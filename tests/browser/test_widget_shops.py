"""What the widget makes of a shop's charter: hours, choice, questions, invitations, lateness, colours; and that all may use it."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.widget_stage import PHONE, Visit, WidgetOnPage, apply_charter, takes
from tests.live import LiveAgent, LiveDesk
from tests.people import ALWAYS_OPEN
from tests.requirements import chromium

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

IN_THREE_DAYS = (dt.datetime.now(dt.UTC) + dt.timedelta(days=3)).strftime("%a").lower()
CLOSED = ALWAYS_OPEN.replace('mon-sun = ["00:00-24:00"]', f'{IN_THREE_DAYS} = ["10:00-12:00"]')
MESSAGES_ONLY = ALWAYS_OPEN + '\n[chat]\nfallback = ["referent_alarm", "message"]\n'
DRESSED = (
    ALWAYS_OPEN.replace('within = "30 s"', 'within = "5 s"').replace('warn_at = "20 s"', 'warn_at = "2 s"')
    + """
[courtesy]
tips_in_widget = true
[widget]
greeting = { fr = "Bonjour", en = "Welcome to our counter" }
tips = [{ fr = "Un bonjour fait plaisir.", en = "A hello is always nice." }]
[[widget.questions]]
key = "first_name"
label = { fr = "Votre prénom", en = "Your first name" }
required = true
[[widget.questions]]
key = "subject"
label = { fr = "Votre sujet", en = "Your subject" }
kind = "choice"
choices = [{ fr = "Une bague", en = "A ring" }, { fr = "Une montre", en = "A watch" }]
"""
)


@pytest.fixture(scope="module")
def desk() -> Iterator[LiveDesk]:
    chromium()
    desk = LiveDesk()
    apply_charter(desk, "closed-shop", CLOSED)
    apply_charter(desk, "dressed-shop", DRESSED)
    apply_charter(desk, "patient-shop", MESSAGES_ONLY)
    desk.start()
    yield desk
    desk.close()


def test_outside_the_hours_the_visitor_hears_when_and_leaves_a_message(browser: Browser, desk: LiveDesk) -> None:
    """A2: the visitor is told when somebody answers, and what they leave becomes a request with a reference."""
    visit = Visit(browser, desk, shop="closed-shop")
    widget = visit.go()
    widget.open()
    expect(widget.text(re.compile(r"We answer again \w+day at \d\d:00"))).to_be_visible()
    widget.root.get_by_label("Your first name").fill("Vera")
    widget.root.get_by_label("Your e-mail address").fill("vera@example.org")
    widget.words.fill("Pouvez-vous me rappeler ?")
    widget.button("Send the message").click()
    expect(widget.text("We have your message and will answer it.")).to_be_visible()
    expect(widget.root.locator(".reference")).to_have_text(re.compile(r"^\w{3}-\w{3}-\w{3}$"))
    assert visit.troubles == []
    visit.close()


def test_where_the_charter_says_so_the_visitor_chooses_who_answers(visit: Visit, amin: LiveAgent) -> None:
    """A3: on these pages the visitor chooses, each shown with live availability; on others the charter decides."""
    widget = visit.go("/alliances/or")
    widget.open()
    expect(widget.root.get_by_role("radio", name=re.compile("Ambassador Answers in about"))).to_be_checked()
    expect(widget.root.get_by_role("radio", name=re.compile("Advisor Nobody is free"))).to_be_visible()
    elsewhere = visit.go("/bagues/or")
    expect(elsewhere.text("Amin")).to_be_visible()
    expect(elsewhere.root.get_by_role("radio")).to_have_count(0)


def test_with_nobody_there_a_message_is_taken(browser: Browser, desk: LiveDesk) -> None:
    """A6: never a dead end."""
    visit = Visit(browser, desk, shop="patient-shop")
    widget = visit.go("/mon-compte/commandes")
    widget.open()
    expect(widget.text(re.compile("Nobody is free at the moment"))).to_be_visible()
    widget.root.get_by_label("Your e-mail address").fill("vera@")
    widget.words.fill("Bonjour")
    widget.button("Send the message").click()
    expect(widget.root.locator(".reference")).to_have_count(0)
    widget.root.get_by_label("Your e-mail address").fill("vera@example.org")
    widget.button("Send the message").click()
    expect(widget.root.locator(".reference")).to_be_visible()
    visit.close()


def test_a_late_answer_is_admitted_and_the_next_best_thing_is_offered(browser: Browser, desk: LiveDesk) -> None:
    """A1, A6: the widget says so before the visitor wonders; a waiting chat becomes a request with all that was said."""
    visit = Visit(browser, desk, shop="dressed-shop")
    widget = visit.go()
    widget.open()
    widget.button("Chat instead").click()
    widget.root.get_by_label("Your first name").fill("Vera")
    widget.start("Ma réparation ?")
    expect(widget.standing).to_contain_text(re.compile("We are calling|You are number 1"))
    expect(widget.text(re.compile("this takes longer than it should"))).to_be_visible(timeout=60_000)
    widget.page.reload()
    expect(widget.standing).to_contain_text("You are number 1 in the queue")
    widget.root.locator(".late").get_by_role("button", name="Leave a message").click()
    widget.root.get_by_label("Your e-mail address").fill("vera@example.org")
    widget.root.locator(".late .main").click()
    expect(widget.root.locator(".reference")).to_be_visible()
    expect(widget.root.locator(".late")).to_be_hidden()
    visit.close()


def test_the_questions_of_the_charter_are_asked_and_the_tip_is_given_once(browser: Browser, desk: LiveDesk) -> None:
    """B1: one dismissible line at most. What is asked before a chat is not asked twice with a message."""
    visit = Visit(browser, desk, shop="dressed-shop")
    widget = visit.go()
    widget.open()
    expect(widget.root.get_by_label("Your first name")).to_have_count(1)
    expect(widget.root.get_by_label("Your e-mail address")).to_have_count(1)
    widget.button("Chat instead").click()
    expect(widget.text("Welcome to our counter")).to_be_visible()
    widget.words.fill("Bonjour")
    widget.button("Start the chat").click()
    expect(widget.root.get_by_label("Your first name")).to_be_focused()
    widget.root.get_by_label("Your first name").fill("Vera")
    widget.root.get_by_label("Your subject").select_option("A watch")
    widget.page.reload()
    expect(widget.root.get_by_label("Your first name")).to_have_value("Vera")
    widget.button("Chat instead").click()
    widget.start("Bonjour")
    expect(widget.text("A hello is always nice.")).to_be_visible()
    widget.root.locator(".tip").get_by_role("button", name="Dismiss").click()
    widget.page.reload()
    expect(widget.said("Bonjour")).to_be_visible()
    expect(widget.text("A hello is always nice.")).to_have_count(0)
    visit.close()


def test_an_invitation_comes_after_its_time_once_a_session_and_can_be_sent_away(visit: Visit, amin: LiveAgent) -> None:
    """F: a proactive invitation by page and time."""
    widget = visit.go("/bagues/or")
    widget.page.wait_for_timeout(2_500)
    expect(widget.root.locator(".bubble")).to_have_count(0)
    widget = visit.go("/alliances/or")
    expect(widget.text("May we help you?")).to_be_visible(timeout=10_000)
    widget.root.get_by_role("button", name="Dismiss").click()
    expect(widget.root.locator(".bubble")).to_have_count(0)
    widget = visit.go("/alliances/argent")
    widget.page.wait_for_timeout(2_500)
    expect(widget.root.locator(".bubble")).to_have_count(0)


def test_where_no_socket_can_stand_the_chat_goes_on_by_http(visit: Visit, amin: LiveAgent) -> None:
    visit.context.add_init_script(
        "window.WebSocket = class extends WebSocket { constructor() { super('wss://127.0.0.1:9/ws'); } };"
    )
    widget = visit.go()
    widget.open()
    widget.start()
    c = takes(amin)
    widget.write("Par un autre chemin")
    expect(widget.said("Par un autre chemin")).to_contain_text("Received", timeout=15_000)
    amin.post(c, "Bien reçu")
    expect(widget.said("Bien reçu")).to_be_visible(timeout=30_000)


@pytest.mark.parametrize("colour", ["#ffe94d", "#ffffff", "#000000", "#ff6a00", "#7a7a7a", "#1f6f5c", "#12e0ff"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_any_colour_of_a_shop_can_be_read(browser: Browser, desk: LiveDesk, colour: str, scheme: str) -> None:
    """F: the shop's colour is checked for contrast, and corrected when it fails."""
    visit = Visit(browser, desk, color_scheme=scheme)

    def dye(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=json.dumps(answer.json() | {"colour": colour}))

    visit.context.route("**/settings.json*", dye)
    widget = visit.go()
    assert (
        _contrast(*widget.door.evaluate("(it) => [getComputedStyle(it).backgroundColor, getComputedStyle(it).color]"))
        >= 4.5
    )
    widget.open()
    link = widget.root.locator("footer a").first
    paper = "rgb(251, 250, 247)" if scheme == "light" else "rgb(28, 31, 37)"
    assert _contrast(paper, link.evaluate("(it) => getComputedStyle(it).color")) >= 4.4
    visit.close()


@pytest.mark.parametrize(
    "looks",
    [{}, {"color_scheme": "dark"}, PHONE, PHONE | {"color_scheme": "dark"}],
    ids=["desk", "desk-night", "phone", "phone-night"],
)
def test_nobody_is_kept_out(browser: Browser, desk: LiveDesk, amin: LiveAgent, looks: dict[str, object]) -> None:
    """F: WCAG, checked by axe on every view of the widget."""
    visit = Visit(browser, desk, **looks)
    widget = visit.go("/alliances/or")
    _is_accessible(widget, "button")
    widget.open()
    _is_accessible(widget, "card with a choice")
    widget.button("Leave a message").click()
    _is_accessible(widget, "message form")
    widget.button("Chat instead").click()
    widget.root.get_by_role("radio", name=re.compile("^Ambassador")).check()
    widget.start("Bonjour")
    _is_accessible(widget, "waiting")
    c = takes(amin)
    amin.post(c, "Voyez https://www.maison-perle.example/bagues/or")
    widget.write("Merci")
    expect(widget.said("Merci")).to_contain_text("Received")
    _is_accessible(widget, "conversation")
    amin.act(f"/console/c/{c}/close", {})
    expect(widget.text("How was this conversation?")).to_be_visible()
    widget.root.get_by_role("radio", name="4 out of 5").check(force=True)
    _is_accessible(widget, "rating")
    widget.button("Start a new conversation").click()
    widget.button("Earlier conversations").click()
    expect(widget.root.locator(".history li")).to_have_count(1)
    _is_accessible(widget, "history")
    visit.close()


def _is_accessible(widget: WidgetOnPage, view: str) -> None:
    assert_accessible(widget.page, view, context="comptoir-chat")


def _contrast(one: str, other: str) -> float:
    less, more = sorted(_light([int(value) for value in re.findall(r"\d+", colour)[:3]]) for colour in (one, other))
    return (more + 0.05) / (less + 0.05)


def _light(rgb: list[int]) -> float:
    parts = [value / 255 for value in rgb]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
