"""What an agent has at hand while writing, by keys alone: phrases, pages, what is proposed and why (A8, A12, C2, D3, D4)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.console_stage import ACCOUNT, PHONE, AtDesk
from tests.live import LiveDesk
from tests.people import ALWAYS_OPEN

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

SHOP = "atelier"
ASKED = "Bonjour, mon colis n'est toujours pas arrivé, c'est long"
PHRASES = [
    {
        "language": "fr",
        "title": "Délai de livraison",
        "shortcut": "delai",
        "body": "Votre colis arrive sous trois jours ouvrés.",
    },
    {
        "language": "fr",
        "title": "Introduction",
        "shortcut": "intro",
        "body": "Bonjour {customer.first_name}, je suis {agent.name}. Votre commande {order.number} est en route. {{7*7}}",
    },
]
PAGES = [
    {
        "language": "fr",
        "title": "Suivre un colis",
        "address": "https://www.maison-perle.example/suivi",
        "words": "où est mon paquet",
    }
]


@pytest.fixture(scope="module")
def desk():
    """A shop that has phrases and pages."""
    desk = LiveDesk(shops={SHOP: ALWAYS_OPEN})
    desk.start()
    rose = desk.agent("referent", shop=SHOP)
    for phrase in PHRASES:
        assert rose.page("POST", "/console/phrases/new", phrase)[0] == 204
    for link in PAGES:
        assert rose.page("POST", "/console/pages/new", link)[0] == 204
    yield desk
    desk.close()


@pytest.fixture
def talk(at_desk, desk):
    """Amin in a conversation of his shop, whose customer has asked where the parcel is."""

    came = []

    def sit(who: str = "ambassador", body: str = ASKED, **looks: Any) -> tuple[AtDesk, Page]:
        visitor = desk.visitor(shop=SHOP, page=ACCOUNT if who == "advisor" else "/bagues/or")
        came.append(visitor)
        visitor.come()
        visitor.post(body)
        amin = at_desk(who, shop=SHOP, **looks)
        amin.takes(visitor)
        page = amin.open(visitor.c)
        page.locator(".composer textarea").focus()
        return amin, page

    yield sit
    for visitor in came:
        visitor.ask("POST", f"/widget/{SHOP}/conversations/{visitor.c}/end", {})


def text_of(page: Page):
    return page.locator(".composer textarea")


def options(page: Page):
    return page.locator("#completions [role=option]")


def test_a_slash_opens_phrases_and_enter_puts_one_in(talk) -> None:
    """A8, A12"""
    _amin, page = talk()
    page.keyboard.type("/del", delay=30)

    expect(options(page).first).to_contain_text("Délai de livraison")
    expect(text_of(page)).to_have_attribute("aria-activedescendant", "completion-0")
    expect(page.locator(".completions-heard")).to_contain_text("found")
    page.keyboard.press("Enter")
    expect(text_of(page)).to_have_value("Votre colis arrive sous trois jours ouvrés.")
    expect(page.locator("#completions")).to_be_hidden()
    page.keyboard.press("Control+z")
    expect(text_of(page)).to_have_value("/del")


def test_gaps_are_marked_reached_by_tab_and_never_sent_unseen(talk) -> None:
    """A8, C2, A11; attack A21: an ambassador is not granted orders, and braces are text."""
    _amin, page = talk()
    page.keyboard.type("/intro", delay=30)
    expect(options(page).first).to_contain_text("Introduction")
    page.keyboard.press("Enter")

    expect(text_of(page)).to_have_value(re.compile(r"je suis Amin\. Votre commande \{order\.number\} .* \{\{7\*7\}\}$"))
    expect(page.locator(".marks mark[data-gap]").first).to_be_attached()
    expect(page.locator(".gaps-said")).to_contain_text("the order’s number")
    expect(page.locator(".composer")).to_contain_text("{order.number} is still to be filled in")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".composer .main")).to_have_text("Send as it is")
    page.keyboard.type("Vera")
    page.keyboard.press("Tab")
    page.keyboard.type("MP-48213")
    expect(page.locator(".gaps-said")).to_be_empty()
    expect(text_of(page)).to_have_value("Bonjour Vera, je suis Amin. Votre commande MP-48213 est en route. {{7*7}}")


def test_a_number_sign_finds_a_page_and_puts_its_address_in(talk) -> None:
    """A12"""
    _amin, page = talk()
    page.keyboard.type("Voyez #suiv", delay=30)
    expect(options(page).first).to_contain_text("Suivre un colis")
    page.keyboard.press("Tab")
    expect(text_of(page)).to_have_value("Voyez https://www.maison-perle.example/suivi")


def test_escape_closes_the_list_and_a_slash_within_a_word_opens_none(talk) -> None:
    _amin, page = talk()
    page.keyboard.type("et/ou /del", delay=30)
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.type("a", delay=30)
    page.wait_for_timeout(400)
    expect(page.locator("#completions")).to_be_hidden()
    expect(text_of(page)).to_have_value("et/ou /dela")


def test_what_could_answer_is_proposed_with_why_and_put_in_by_key(talk) -> None:
    """D3"""
    _amin, page = talk()
    panel = page.locator(".at-hand")
    expect(panel.locator(".suggestion").first).to_be_visible()
    expect(panel.locator(".because").first).to_contain_text("asks about: “colis”")
    its, beside = (panel.locator(it).first.bounding_box() for it in (".suggestion", "[data-no-help]"))
    assert its
    assert beside
    assert beside["x"] >= its["x"] + its["width"], "“Not helpful” stands beside what it is about"
    page.keyboard.press("Alt+j")
    expect(panel.locator(".suggestion").first).to_be_focused()
    last = panel.locator(".suggestion").last
    page.keyboard.press("ArrowUp")
    expect(last).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(panel.locator(".suggestion").first).to_be_focused()
    chosen = panel.locator(".suggestion").first.locator("b").text_content()
    page.keyboard.press("Enter")
    expect(text_of(page)).to_have_value(PHRASES[0]["body"] if chosen == PHRASES[0]["title"] else PAGES[0]["address"])
    expect(text_of(page)).to_be_focused()


def test_what_does_not_help_goes_away(talk) -> None:
    _amin, page = talk()
    rows = page.locator(".at-hand .suggestion")
    expect(rows.first).to_be_visible()
    many = rows.count()
    page.locator("[data-no-help]").first.click()
    expect(rows).to_have_count(many - 1)
    expect(page.locator(".toast").last).to_contain_text("Noted")


@pytest.mark.parametrize("looks", [{}, {"color_scheme": "dark"}, PHONE], ids=["light", "dark", "phone"])
def test_all_of_it_can_be_used_by_everybody(talk, looks: dict[str, Any]) -> None:
    _amin, page = talk(**looks)
    expect(page.locator(".at-hand")).to_be_visible()
    page.keyboard.type("/", delay=30)
    expect(options(page).first).to_be_visible()
    page.screenshot(path=f"/tmp/w/knowledge/shot-{len(looks)}{looks.get('color_scheme', '')}.png")
    assert_accessible(page)
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert width <= 0


@pytest.mark.parametrize("looks", [{}, {"color_scheme": "dark"}, PHONE], ids=["light", "dark", "phone"])
def test_the_pages_are_for_everybody(at_desk, looks: dict[str, Any]) -> None:
    rose = at_desk("referent", shop=SHOP, **looks)
    for path in ("phrases", "phrases/new", "pages", "pages/new", "synonyms"):
        page = rose.go(f"/console/{path}")
        expect(page.locator("h1")).to_be_visible()
        page.screenshot(
            path=f"/tmp/w/knowledge/page-{path.replace('/', '-')}-{len(looks)}{looks.get('color_scheme', '')}.png",
            full_page=True,
        )
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_a_solution_becomes_a_phrase_by_one_click(talk, desk) -> None:
    """D4"""
    adele, page = talk("advisor")
    c = int(re.search(r"/c/(\d+)", page.url)[1])
    solved = {"problem": "Colis en retard", "solution": "Le transporteur livre demain."}
    assert adele.api.does(c, "close", **solved)[0] in (200, 204)
    adele.open(c)
    page.get_by_role("button", name="Make a phrase of it").click()
    expect(page.locator("#title")).to_have_value("Colis en retard")
    expect(page.locator("#body")).to_have_value("Le transporteur livre demain.")
