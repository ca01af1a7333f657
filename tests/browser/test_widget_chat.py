"""A visitor in real Chromium, on a page of the shop with the strictest policy, and somebody who answers."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.waiting import wait_until
from tests.browser.widget_stage import PHONE, SITE, Visit, WidgetOnPage, at_the_desk, takes
from tests.live import LiveAgent, LiveDesk

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]


@pytest.fixture
def chat(visit: Visit, amin: LiveAgent) -> tuple[WidgetOnPage, int]:
    """A conversation that Amin answers."""
    widget = visit.go()
    widget.open()
    widget.start()
    c = takes(amin)
    widget.root.locator(".joined").wait_for()
    return widget, c


def test_a_visitor_and_an_ambassador_talk_on_a_page_with_the_strictest_policy(visit: Visit, amin: LiveAgent) -> None:
    """F, A3, C2: who is there is shown; the one who answers is introduced; no trouble, no third party, no early socket."""
    widget = visit.go()
    widget.open()
    expect(widget.text("Amin")).to_be_visible()
    expect(widget.text(re.compile("Answers in about"))).to_be_visible()
    assert not [url for url in visit.asked if url.startswith("ws")], "no socket before a chat starts"
    widget.start("Bonjour, existe-t-elle en 52 ?")
    c = takes(amin)
    expect(widget.root.locator(".joined")).to_contain_text("Amin is here for you")
    amin.post(c, "Oui, elle existe en taille 52.")
    expect(widget.said("Oui, elle existe")).to_be_visible()
    widget.write("Merci")
    mine = amin.hear("entry")["entry"]
    while mine.get("body") != "Merci":
        mine = amin.hear("entry")["entry"]
    expect(widget.said("Merci")).to_contain_text("Received")
    amin.say({"t": "read", "c": c, "seq": mine["seq"]})
    expect(widget.said("Merci")).to_contain_text("Read")
    assert visit.troubles == []
    allowed = (SITE, visit.desk.url, visit.desk.url.replace("http", "ws"))
    assert [url for url in visit.asked if not url.startswith(allowed)] == []
    assert visit.context.cookies() == []


def test_typing_is_seen_by_both(chat: tuple[WidgetOnPage, int], amin: LiveAgent) -> None:
    widget, c = chat
    amin.say({"t": "typing", "c": c, "on": True})
    expect(widget.text("Amin is writing")).to_be_visible()
    amin.post(c, "Voilà")
    expect(widget.text("Amin is writing")).to_be_hidden()
    widget.composer.press_sequentially("Mer")
    assert amin.hear("typing", c=c)["on"] is True


def test_a_conversation_survives_a_reload_with_the_draft(
    chat: tuple[WidgetOnPage, int], visit: Visit, amin: LiveAgent
) -> None:
    widget, c = chat
    widget.write("Premier message")
    expect(widget.said("Premier message")).to_contain_text("Received")
    widget.composer.fill("Un brouillon")
    widget.page.reload()
    expect(widget.said("Premier message")).to_have_count(1)
    expect(widget.composer).to_have_value("Un brouillon")
    amin.post(c, "Toujours là ?")
    expect(widget.said("Toujours là ?")).to_be_visible()


def test_a_conversation_follows_to_another_page_and_into_a_second_tab(
    chat: tuple[WidgetOnPage, int], visit: Visit, amin: LiveAgent
) -> None:
    widget, c = chat
    widget.page.get_by_role("link", name="Une autre bague").click()
    expect(widget.said("Bonjour")).to_be_visible()
    second = visit.go(page=visit.new_tab())
    amin.post(c, "Je regarde")
    expect(widget.said("Je regarde")).to_be_visible()
    second.open()
    expect(second.said("Je regarde")).to_be_visible()
    second.write("Du second onglet")
    expect(widget.said("Du second onglet")).to_have_count(1)


def test_what_arrives_while_the_widget_is_closed_is_counted_on_its_button(
    chat: tuple[WidgetOnPage, int], amin: LiveAgent
) -> None:
    widget, c = chat
    widget.button("Close").click()
    amin.post(c, "Un mot")
    amin.post(c, "Un autre")
    expect(widget.door).to_have_attribute("data-unread", "2")
    expect(widget.door).to_have_accessible_name("Chat with us. 2 new messages")
    widget.open()
    expect(widget.door).to_have_attribute("data-unread", "")


def test_offline_the_text_stays_and_goes_out_once_when_the_line_is_back(
    chat: tuple[WidgetOnPage, int], visit: Visit, amin: LiveAgent
) -> None:
    """G8: sleep and offline lose nothing and double nothing."""
    widget, c = chat
    visit.context.set_offline(True)
    widget.page.evaluate("dispatchEvent(new Event('offline'))")
    widget.write("Écrit sans réseau")
    expect(widget.said("Écrit sans réseau")).to_contain_text("Not sent yet, we keep it", timeout=15_000)
    expect(widget.standing).to_contain_text("The connection is interrupted", timeout=15_000)
    visit.context.set_offline(False)
    expect(widget.said("Écrit sans réseau")).to_contain_text("Received", timeout=15_000)
    expect(widget.said("Écrit sans réseau")).to_have_count(1)
    expect(widget.standing).to_be_hidden()
    amin.watch(c)
    entries = [entry for frame in amin.heard if frame["t"] == "entries" for entry in frame["entries"]]
    assert len({entry["seq"] for entry in entries if entry.get("body") == "Écrit sans réseau"}) == 1


def test_words_that_look_like_code_are_shown_as_words(
    chat: tuple[WidgetOnPage, int], visit: Visit, amin: LiveAgent
) -> None:
    """Attacks A1 and A21: nothing that anybody writes runs, is filled in, or becomes a dangerous link."""
    widget, c = chat
    nasty = [
        "<img src=x onerror=alert(1)>",
        "<script>alert(1)</script>",
        "{{7*7}} ${7*7} {% debug %} {0.__class__} %(name)s",
        "javascript:alert(1) data:text/html,<b>x</b>",
        'https://x.example/" onmouseover="alert(1)',
    ]
    visit.page.on("dialog", lambda dialog: visit.troubles.append(dialog.message))
    for words in nasty:
        amin.post(c, words, is_confirmed=True)
        expect(widget.said(words)).to_be_visible()
    links = widget.thread.locator("a").evaluate_all("all => all.map((link) => [link.getAttribute('href'), link.rel])")
    assert links == [["https://x.example/", "noopener noreferrer nofollow"]]
    assert visit.troubles == []


def test_files_come_by_pick_paste_and_drop_and_pictures_grow(
    chat: tuple[WidgetOnPage, int], amin: LiveAgent, tmp_path: object
) -> None:
    """F: attachments by pick, drag and paste; images shown."""
    widget, _c = chat
    picture = _picture()
    widget.root.locator("input[type=file]").set_input_files(
        {"name": "bague.png", "mimeType": "image/png", "buffer": picture}
    )
    for act in ("paste", "drop"):
        widget.page.evaluate(GIVE_FILE, [act, list(picture), f"{act}.png"])
    expect(widget.root.locator(".tray li")).to_have_count(3)
    expect(widget.root.locator(".tray progress")).to_have_count(0)
    widget.write("Voici la bague")
    pictures = widget.said("Voici la bague").locator(".picture img")
    expect(pictures).to_have_count(3)
    expect(pictures.first).to_have_js_property("naturalWidth", 80)
    widget.button("Enlarge bague.png").click()
    expect(widget.root.locator("dialog[open] img")).to_be_visible()
    widget.page.keyboard.press("Escape")
    expect(widget.root.locator("dialog")).to_have_count(0)
    expect(widget.panel).to_be_visible()


def test_a_file_that_is_not_accepted_is_refused_in_words(chat: tuple[WidgetOnPage, int]) -> None:
    widget, _c = chat
    svg = {"name": "a.svg", "mimeType": "image/svg+xml", "buffer": b"<svg xmlns='http://www.w3.org/2000/svg'/>"}
    widget.root.locator("input[type=file]").set_input_files(svg)
    expect(widget.root.get_by_role("alert").filter(has_text="This file cannot be accepted")).to_be_visible()
    large = {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-" + b"x" * 11_000_000}
    widget.root.locator("input[type=file]").set_input_files(large)
    expect(widget.root.get_by_role("alert").filter(has_text="a.pdf is too large")).to_be_visible()


def test_near_the_largest_size_the_characters_left_are_told(chat: tuple[WidgetOnPage, int]) -> None:
    """B4: a composer with the browser's own spell checking, and a character budget."""
    widget, _c = chat
    expect(widget.composer).to_have_attribute("spellcheck", "true")
    expect(widget.composer).to_have_attribute("lang", "en")
    widget.composer.fill("x" * 3_900)
    expect(widget.text("100 characters left")).to_be_visible()
    widget.composer.fill("x" * 4_003)
    expect(widget.text("3 characters too many")).to_be_visible()
    assert widget.composer.bounding_box()["width"] < 400, "a word without end makes nothing wider"
    widget.composer.press("Enter")
    expect(widget.composer).to_have_value("x" * 4_003)


def test_a_hand_over_is_announced_and_the_end_is_rated(
    chat: tuple[WidgetOnPage, int], desk: LiveDesk, amin: LiveAgent
) -> None:
    """A6, D4: the visitor is told who takes over; at the end satisfaction is asked."""
    widget, c = chat
    adele = at_the_desk(desk, "advisor")
    form = {"to": "audience:advisor", "summary": "Mise à taille"}
    status, answer = amin.page("POST", f"/console/c/{c}/hand-over", form, Accept="application/json")
    assert status in (200, 204), answer
    takes(adele)
    expect(widget.root.locator(".joined").last).to_contain_text("Adèle is here for you")
    adele.act(f"/console/c/{c}/close", {})
    expect(widget.text("How was this conversation?")).to_be_visible()
    expect(widget.composer).to_be_hidden()
    widget.root.get_by_role("radio", name="4 out of 5").check(force=True)
    widget.root.get_by_label("Would you like to add a word?").fill("Très bien")
    widget.button("Send the rating").click()
    expect(widget.text("You gave 4 out of 5. Thank you.")).to_be_visible()
    adele.act("/console/availability", {"availability": "away"})


def test_the_visitor_ends_asked_twice_and_finds_it_in_the_history(chat: tuple[WidgetOnPage, int]) -> None:
    widget, _c = chat
    widget.button("End").click()
    expect(widget.composer).to_be_visible()
    widget.button("Really end?").click()
    expect(widget.text("You have ended the conversation.")).to_be_visible()
    widget.button("Start a new conversation").click()
    widget.button("Earlier conversations").click()
    widget.root.locator(".history li button").first.click()
    expect(widget.said("Bonjour")).to_be_visible()


def test_everything_is_done_by_keyboard(visit: Visit, amin: LiveAgent) -> None:
    """F: WCAG. The door opens by Enter, Escape closes and gives the focus back."""
    widget = visit.go()
    widget.page.keyboard.press("Tab")
    widget.page.keyboard.press("Tab")
    assert "Chat with us" in widget.focused()
    widget.page.keyboard.press("Enter")
    widget.words.wait_for()
    expect(widget.words).to_be_focused()
    widget.page.keyboard.type("Bonjour")
    widget.page.keyboard.press("Tab")
    widget.page.keyboard.press("Enter")
    takes(amin)
    expect(widget.composer).to_be_focused()
    widget.page.keyboard.type("Une bague")
    widget.page.keyboard.press("Shift+Enter")
    widget.page.keyboard.type("en or")
    widget.page.keyboard.press("Enter")
    expect(widget.said("Une bague\nen or")).to_be_visible()
    widget.page.keyboard.press("Escape")
    expect(widget.panel).to_be_hidden()
    assert "Chat with us" in widget.focused()


def test_on_a_phone_it_fills_the_screen_and_keeps_the_focus(browser: Browser, desk: LiveDesk, amin: LiveAgent) -> None:
    visit = Visit(browser, desk, **PHONE)
    widget = visit.go()
    widget.open()
    widget.settled()
    box = widget.panel.bounding_box() or {}
    assert {side: round(size) for side, size in box.items()} == {"x": 0, "y": 0, "width": 390, "height": 800}
    expect(widget.door).to_be_hidden()
    expect(widget.panel).to_have_attribute("aria-modal", "true")
    seen = set()
    for _ in range(12):
        widget.page.keyboard.press("Tab")
        seen.add(widget.focused())
    assert "" not in seen, "the focus stays within the sheet"
    widget.page.keyboard.press("Escape")
    expect(widget.door).to_be_visible()
    visit.close()


def test_a_browser_that_is_no_longer_known_begins_anew_with_its_words(
    chat: tuple[WidgetOnPage, int], visit: Visit
) -> None:
    widget, _c = chat
    visit.context.set_offline(True)
    widget.page.evaluate("dispatchEvent(new Event('offline'))")
    widget.write("Pas encore parti")
    expect(widget.standing).to_contain_text("The connection is interrupted", timeout=15_000)
    widget.page.evaluate(
        """() => { const kept = JSON.parse(localStorage["comptoir:maison-perle"]);
                   localStorage["comptoir:maison-perle"] = JSON.stringify({ ...kept, token: "forged" }); }"""
    )
    visit.context.set_offline(False)
    expect(widget.words).to_have_value("Pas encore parti", timeout=20_000)


def test_what_another_person_at_this_browser_must_not_see_is_forgotten_in_all_tabs(
    chat: tuple[WidgetOnPage, int], visit: Visit
) -> None:
    """A11: a customer who signs out of the shop leaves nothing behind."""
    widget, _c = chat
    second = visit.go(page=visit.new_tab())
    second.page.evaluate("Comptoir.forget()")
    expect(widget.panel).to_be_hidden()
    assert widget.page.evaluate("Object.keys(localStorage)") == []
    widget.open()
    expect(widget.words).to_have_value("")
    expect(widget.button("Earlier conversations")).to_have_count(0)


def test_the_shops_page_can_open_close_and_forget(visit: Visit, amin: LiveAgent) -> None:
    widget = visit.go()
    widget.page.evaluate("Comptoir.open()")
    widget.start()
    takes(amin)
    widget.page.evaluate("Comptoir.close()")
    expect(widget.panel).to_be_hidden()
    widget.page.evaluate("Comptoir.forget()")
    wait_until(widget.page, "!Object.keys(localStorage).length")
    widget.open()
    expect(widget.words).to_be_visible()
    assert widget.page.evaluate("document.querySelector('comptoir-chat').shadowRoot !== null"), (
        "only opened by this test"
    )


GIVE_FILE = """([act, bytes, name]) => {
  const root = document.querySelector("comptoir-chat").shadowRoot;
  const given = new DataTransfer();
  given.items.add(new File([new Uint8Array(bytes)], name, { type: "image/png" }));
  const target = root.querySelector(act === "paste" ? ".composer textarea" : ".chat");
  const Kind = act === "paste" ? ClipboardEvent : DragEvent;
  const facts = { bubbles: true, cancelable: true, [act === "paste" ? "clipboardData" : "dataTransfer"]: given };
  target.dispatchEvent(new Kind(act, facts));
}"""


def _picture() -> bytes:
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (80, 60), "gold").save(out, "PNG")
    return out.getvalue()
