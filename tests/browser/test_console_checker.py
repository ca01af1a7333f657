"""The checker in the composer and what it holds, as those who write and those who approve meet it, by keys alone."""

from __future__ import annotations

import itertools
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.console_stage import PHONE, AtDesk
from tests.live import LiveDesk
from tests.people import ALWAYS_OPEN

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

SHOP = "atelier"
STRICT = (
    ALWAYS_OPEN
    + """
[wording.ambassador]
spelling = "hint"
texting = "confirm"
link = "hold"
contact_details = "forbid"
"""
)
WARM = 60_000
"""Milliseconds within which the checker has read its dictionaries, on a machine that does other things too."""

LINKED = "Bonjour, je suis Amin. Voyez plutôt sur www.amazon.fr."
PERSONAL = "Bonjour, je suis Amin. Appelez-moi au 06 12 34 56 78."
TEXTED = "Bonjour, je suis Amin. Dites-moi votre taille, stp."

SHAPES = """() => {
  const text = document.querySelector('.composer textarea'), layer = document.querySelector('.composer .marks');
  return [text, layer].map((box) => [box.scrollHeight, box.clientWidth, box.clientHeight, Math.round(box.scrollTop)]);
}"""
EVERY_LINE = """() => {
  const text = document.querySelector('.composer textarea'), marks = document.querySelector('.composer .marks');
  Object.assign(window, { seen: [], strays: 0 });
  const look = () => window.seen.push([...marks.querySelectorAll('mark')].map((mark) => mark.textContent));
  new MutationObserver(look).observe(marks, { childList: true, subtree: true });
  text.addEventListener('input', () => setTimeout(() => { window.strays += text.selectionEnd < text.value.length; }));
  text.addEventListener('input', ({ timeStamp }) => {
    window.longest = Math.max(window.longest, timeStamp - window.last);
    window.last = timeStamp;
  });
}"""
LONG = (
    "Votre alliance 😀 en or jaune 18 carats 👩‍👩‍👧 est à l’atelier — https://www.maison-perle.example/bagues/or-jaune/52\n"
    "anticonstitutionnellement, țară, ação ! ? « oui »  \n\n"
) * 6 + "\n"


@pytest.fixture(scope="module")
def desk():
    """A desk with a shop that holds and forbids."""
    desk = LiveDesk(shops={SHOP: STRICT})
    desk.start()
    yield desk
    desk.close()


@pytest.fixture
def talk(at_desk, desk):
    """Amin in a conversation of his shop, with whatever looks."""
    came = []

    def sit(**looks) -> tuple[AtDesk, Page]:
        visitor = desk.visitor(shop=SHOP)
        visitor.come()
        amin = at_desk("ambassador", shop=SHOP, **looks)
        amin.takes(visitor)
        page = amin.open(visitor.c)
        came.append((visitor, page))
        page.locator(".composer textarea").focus()
        return amin, page

    yield sit
    for visitor, page in came:
        page.goto("about:blank")  # nobody looks on while the chat ends: what was being asked about it would be refused
        visitor.ask("POST", f"/widget/{SHOP}/conversations/{visitor.c}/end", {})


def text_of(page: Page):
    return page.locator(".composer textarea")


def marked(page: Page, clause: str):
    return page.locator(f'.composer mark[data-clause="{clause}"]')


def writes(page: Page, words: str) -> None:
    page.keyboard.insert_text(words)


def test_a_slip_is_underlined_explained_mended_by_one_key_and_undone(talk) -> None:
    """A8, C1, G2."""
    _amin, page = talk()
    writes(page, "Bonjour, je suis Amin. Votre bgaue est prête 😀 vendredi ")

    expect(marked(page, "spelling")).to_have_text("bgaue", timeout=WARM)
    line = page.locator(".finding", has_text="bgaue")
    expect(line).to_contain_text("is not in the dictionary")
    expect(page.locator(".checked-heard")).to_contain_text("remark")
    expect(page.locator(".written-in select option:checked")).to_have_text("French")
    page.keyboard.press("Alt+f")
    expect(text_of(page)).to_have_value("Bonjour, je suis Amin. Votre bague est prête 😀 vendredi ")
    expect(marked(page, "spelling")).to_have_count(0)
    writes(page, "soir")
    expect(text_of(page)).to_have_value("Bonjour, je suis Amin. Votre bague est prête 😀 vendredi soir")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(text_of(page)).to_have_value("Bonjour, je suis Amin. Votre bgaue est prête 😀 vendredi ")


def test_who_types_without_a_pause_is_told_meanwhile_and_no_line_comes_and_goes(talk) -> None:
    """A8: the caret stays at the end; what is still missing is said once the writer rests."""
    _amin, page = talk()
    page.evaluate(EVERY_LINE)
    for _ in range(6):
        page.locator(".composer textarea").fill("")
        page.evaluate("Object.assign(window, { seen: [], strays: 0, longest: 0, last: Infinity })")
        page.keyboard.type(
            "Bonjour, je suis Amin. Votre bgaue est arrivée hier matin, elle vous attend ici. ", delay=60
        )
        expect(marked(page, "spelling")).to_have_text("bgaue", timeout=WARM)
        seen, strays, longest = page.evaluate("[window.seen, window.strays, window.longest]")
        if longest < 220:  # else the machine itself has paused, and by the composer's clock the writer has rested
            break

    assert strays == 0
    gone = [before for before, after in itertools.pairwise(seen) if set(before) - set(after)]
    assert gone == []
    expect(page.locator(".finding", has_text="introduction")).to_have_count(0)


def test_findings_are_chosen_and_left_and_the_text_again_reached_by_keys(talk) -> None:
    """F: keyboard use."""
    _amin, page = talk()
    writes(page, "Bonjour, je suis Amin. VOTRE BAGUE EST PRÊTE !!!! Dites-moi, stp, quand. ")
    expect(marked(page, "texting")).to_have_text("stp")

    page.keyboard.press("Alt+1")
    expect(page.locator('.finding[data-chosen="true"] .rule')).not_to_be_empty()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator('.finding[data-chosen="true"]')).to_have_count(1)
    page.locator(".finding .which").first.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".finding .which").nth(1)).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".finding").nth(1).locator("button").nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(text_of(page)).to_be_focused()
    page.keyboard.press("Alt+Enter")
    expect(marked(page, "texting")).to_have_count(0)
    expect(text_of(page)).to_have_value(re.compile(r"PRÊTE ! Dites-moi, s.il (te|vous) plaît, quand\. $"))


def test_a_finding_opens_at_the_first_touch_also_after_the_text_was_read_again(talk) -> None:
    """A8: what is found once more is the same finding."""
    _amin, page = talk()
    writes(page, "Bonjour, je suis Amin. Dites-moi, stp, votre taille. ")
    expect(marked(page, "texting")).to_have_text("stp")
    with page.expect_response(lambda answer: answer.url.endswith("/check")):
        writes(page, "La bague vous attend ici. ")
    expect(page.locator(".written-in select option:checked")).to_have_text("French")

    line = page.locator(".finding", has_text="stp")
    line.locator(".which").click()
    expect(line.locator(".rule")).not_to_be_empty()
    line.locator(".which").click()
    expect(line.locator(".rule")).to_have_count(0)


def test_a_key_that_is_pressed_twice_mends_once(talk) -> None:
    """C1"""
    _amin, page = talk()
    writes(page, "Votre bague est prête depuis hier matin. ")
    expect(page.locator(".finding", has_text="introduction")).to_be_visible()

    page.keyboard.press("Alt+f")
    page.keyboard.press("Alt+f")

    expect(page.locator(".finding", has_text="introduction")).to_have_count(0)
    assert text_of(page).input_value().count("Amin") == 1


def test_the_lines_lie_beneath_the_words_at_every_width(talk) -> None:
    _amin, page = talk()
    page.keyboard.insert_text(LONG)

    for width in (1440, 1180, 760, 412, 360):
        page.set_viewport_size({"width": width, "height": 800})
        for place in (0, 41, 9_999):
            text_of(page).evaluate("(text, place) => { text.scrollTop = place; }", place)
            page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
            text, layer = page.evaluate(SHAPES)
            assert text == layer, f"at {width}, scrolled to {place}"


def test_what_asks_for_a_second_look_goes_out_when_it_is_sent_again(talk) -> None:
    """A9."""
    _amin, page = talk()
    writes(page, TEXTED)
    expect(marked(page, "texting")).to_have_text("stp")

    page.keyboard.press("Enter")
    expect(page.locator(".checked-seen")).to_contain_text("Send once more")
    expect(page.locator(".composer .main")).to_have_text("Send as it is")
    expect(text_of(page)).to_have_value(TEXTED)
    page.keyboard.press("Enter")

    expect(page.locator(".said.team:not(.pending)")).to_contain_text(TEXTED)
    expect(text_of(page)).to_have_value("")


def test_what_is_sent_before_the_browser_was_told_is_asked_about_by_the_server(talk) -> None:
    """A9."""
    _amin, page = talk()
    writes(page, TEXTED)
    page.keyboard.press("Enter")

    expect(text_of(page)).to_have_value(TEXTED)
    expect(marked(page, "texting")).to_have_text("stp")
    page.keyboard.press("Enter")
    expect(page.locator(".said.team:not(.pending)")).to_contain_text(TEXTED)


def test_what_is_forbidden_stays_with_the_reason(talk) -> None:
    """A10."""
    _amin, page = talk()
    writes(page, PERSONAL)
    page.keyboard.press("Enter")

    expect(marked(page, "contact_details")).to_have_text("06 12 34 56 78")
    expect(page.locator(".checked-seen")).to_contain_text("do not let this go out")
    expect(page.locator('.finding[data-chosen="true"]')).to_contain_text("Not allowed")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(text_of(page)).to_have_value(PERSONAL)
    expect(page.locator(".said.team")).to_have_count(0)


def test_what_is_held_waits_comes_back_with_a_word_and_goes_out_once_approved(talk, at_desk) -> None:
    """A7."""
    rose = at_desk("referent", shop=SHOP)
    held = rose.go("/console/?view=held")
    _amin, page = talk()
    writes(page, LINKED)
    expect(page.locator(".composer .main")).to_have_text("Send to a referent")
    page.keyboard.press("Enter")
    expect(page.locator(".said.held")).to_contain_text("Waits for a referent")

    expect(held.locator('[data-count="held"]')).to_have_text("1")
    held.locator(".row a").click()
    expect(held.locator('.said.held mark[data-level="hold"]')).to_have_text("www.amazon.fr")
    held.keyboard.press("g")
    held.keyboard.insert_text("Proposez plutôt notre catalogue.")
    held.keyboard.press("Control+Enter")

    expect(text_of(page)).to_have_value(LINKED)
    expect(page.locator(".said-so")).to_contain_text("Rose returned it: “Proposez plutôt notre catalogue.”")
    text_of(page).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".said.held")).to_have_count(1)
    page.reload()
    expect(page.locator(".said.held")).to_contain_text("Waits for a referent")
    expect(held.locator(".said.held")).to_have_count(1)
    held.keyboard.press("m")
    held.locator(".deciding textarea").fill("Voyez notre catalogue.")
    held.keyboard.press("Control+Enter")

    expect(page.locator(".said.team:not(.held)")).to_contain_text("Voyez notre catalogue.")
    expect(page.locator(".said.team:not(.held)")).to_contain_text("changed and approved by Rose")
    expect(page.locator(".said.held")).to_have_count(0)
    expect(held.locator('[data-count="held"]')).to_have_text("")


def test_a_note_is_the_teams_own_and_is_not_checked(talk) -> None:
    _amin, page = talk()
    writes(page, PERSONAL)
    expect(marked(page, "contact_details")).to_have_count(1)

    page.keyboard.press("Alt+n")

    expect(page.locator(".checked")).to_be_hidden()
    expect(marked(page, "contact_details")).to_have_count(0)
    assert text_of(page).evaluate("text => text.spellcheck")


@pytest.mark.parametrize(
    "looks", [{"color_scheme": "light"}, PHONE | {"color_scheme": "dark"}], ids=["desktop-light", "phone-dark"]
)
def test_axe_finds_nothing_in_what_is_found_and_held(talk, at_desk, looks: dict) -> None:
    """F: WCAG 2.2 AA."""
    rose = at_desk("referent", shop=SHOP, **looks)
    amin, page = talk(**looks)
    writes(page, PERSONAL)
    expect(marked(page, "contact_details")).to_have_count(1)
    page.keyboard.press("Alt+1")
    assert_accessible(page)
    text_of(page).fill(LINKED)
    expect(marked(page, "link")).to_have_count(1)
    page.locator(".composer .main").click()
    expect(page.locator(".said.held")).to_have_count(1)
    assert_accessible(page)

    held = rose.go("/console/?view=held")
    assert_accessible(held)
    held = rose.open(int(page.url.split("/c/")[1].split("?")[0]), view="held")
    held.locator('[data-act="return-held"]').click()
    assert_accessible(held)
    assert amin.troubles == []
