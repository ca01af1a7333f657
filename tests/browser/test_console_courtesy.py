"""What customers' moods and manners bring to an agent's screen: in real Chromium. B2, B3, C7."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import assert_accessible
from tests.browser.console_stage import PHONE, AtDesk
from tests.live import LiveDesk, LiveVisitor

INSULT = "Espèce de connard, tu vas répondre oui ou non ?"
ANGRY = "C'est inadmissible, trois semaines de retard, je suis furieuse !"
KIND = "Merci mille fois, vous êtes adorable et très efficace !"
LOOKS = [{"color_scheme": "light"}, {"color_scheme": "dark", **PHONE}]

Sit = Callable[..., AtDesk]
Come = Callable[..., LiveVisitor]


def test_an_insult_is_blurred_until_the_agent_reads_it(at_desk: Sit, visitors: Come) -> None:
    """B2: by button and by key, for each message."""
    vera, adele = visitors(), at_desk()
    adele.takes(vera)
    page = adele.open(vera.c)
    vera.post(INSULT)
    words = page.locator(".shielded .hurting")
    expect(words).to_have_attribute("inert", "")
    page.locator("[data-reveal]").click()
    expect(words).not_to_have_attribute("inert", "")
    page.keyboard.press("v")
    expect(words).to_have_attribute("inert", "")
    page.keyboard.press("v")
    expect(page.locator(".blurred")).to_have_count(0)


def test_lists_and_search_do_not_show_an_insult(at_desk: Sit, visitors: Come) -> None:
    """B2"""
    vera, adele = visitors(), at_desk()
    adele.takes(vera)
    page = adele.go()
    expect(adele.row(vera.c)).to_be_visible()
    vera.post(INSULT)
    expect(adele.row(vera.c).locator(".words")).to_have_text("Hidden: it may hurt")
    page = adele.open(vera.c)
    expect(page.locator(".said .felt")).to_be_visible()  # it has been read, and can be found
    expect(adele.row(vera.c).locator(".words")).to_have_text("Hidden: it may hurt")
    page.goto(adele.desk.url + "/console/search?q=connard")
    expect(adele.row(vera.c).locator(".words")).to_have_text("Hidden: it may hurt")


def test_an_offer_rings_without_the_insult(at_desk: Sit, visitors: Come, desk: LiveDesk) -> None:
    """B2"""
    adele = at_desk()
    page = adele.go()
    adele.is_available()
    vera = desk.visitor(page="/mon-compte/commandes", body=INSULT)
    expect(page.locator(".offer blockquote")).to_have_text("Hidden: it may hurt")
    vera.of_mine("POST", "/end", {})


def test_a_referent_is_one_key_away(at_desk: Sit, visitors: Come) -> None:
    """B2"""
    vera, adele, rose = visitors(), at_desk(), at_desk("referent")
    adele.takes(vera)
    rose.go()
    page = adele.open(vera.c)
    vera.post(INSULT)
    expect(page.locator(".shielded")).to_be_visible()
    page.keyboard.press("f")
    expect(page.locator(".toast")).to_contain_text("referents have been called")
    expect(rose.page.locator(".alarm")).to_contain_text("asks you to take over")
    expect(page.locator(".said.note")).to_have_count(1)


def test_a_pause_is_one_press_away(at_desk: Sit, visitors: Come) -> None:
    """B2"""
    vera, adele = visitors(), at_desk()
    adele.takes(vera)
    page = adele.open(vera.c)
    adele.is_available()
    vera.post(INSULT)
    page.locator(".shield-acts button", has_text="Pause").click()
    expect(page.locator("input[value=paused]")).to_be_checked()


def test_an_upset_customer_brings_advice_and_words_to_begin_by(at_desk: Sit, visitors: Come) -> None:
    """C7: in the customer's language, in front of what was written, and gone when they are answered."""
    vera, adele = visitors(), at_desk()
    adele.takes(vera)
    page = adele.open(vera.c)
    vera.post(ANGRY)
    expect(page.locator(".advice")).to_contain_text("say sorry first")
    text = page.locator(".composer textarea")
    text.fill("Votre colis part ce soir.")
    page.keyboard.press("Alt+S")
    expect(text).to_have_value(
        "Je vous présente toutes mes excuses. Je m’en occupe tout de suite. Votre colis part ce soir."
    )
    page.locator(".advice .close").click()
    expect(page.locator(".advice")).to_be_hidden()


def test_words_that_say_sorry_do_not_turn_a_note_into_an_answer(at_desk: Sit, visitors: Come) -> None:
    """C7"""
    vera, adele = visitors(), at_desk()
    adele.takes(vera)
    page = adele.open(vera.c)
    vera.post(ANGRY)
    expect(page.locator(".advice")).to_be_visible()
    page.keyboard.press("n")
    page.keyboard.insert_text("Cliente difficile")
    page.keyboard.press("Alt+S")

    expect(page.locator(".toast")).to_contain_text("writing something else")
    expect(page.locator(".composer .sheet.note textarea")).to_have_value("Cliente difficile")


def test_a_kind_word_is_shown_to_the_agent_and_kept(at_desk: Sit, visitors: Come) -> None:
    """B3"""
    vera, adele = visitors(), at_desk()
    adele.takes(vera)
    page = adele.open(vera.c)
    vera.post(KIND)
    expect(page.locator(".said .kind")).to_have_text("A kind word")
    page.goto(adele.desk.url + "/console/settings")
    expect(page.locator(".kind-words")).to_contain_text(KIND)


@pytest.mark.parametrize("looks", LOOKS, ids=["light", "dark-phone"])
def test_what_is_blurred_is_accessible(at_desk: Sit, visitors: Come, looks: dict) -> None:
    """B2, F"""
    vera, adele = visitors(), at_desk(**looks)
    adele.takes(vera)
    page = adele.open(vera.c)
    vera.post(ANGRY)
    vera.post(INSULT)
    vera.post(KIND)
    expect(page.locator(".shielded")).to_be_visible()
    expect(page.locator(".advice")).to_be_visible()
    expect(page.locator(".said .kind")).to_be_visible()
    assert_accessible(page)


def test_on_a_phone_the_advice_is_one_line_and_opens(at_desk: Sit, visitors: Come) -> None:
    """C7, F: beside what is found in the text there is room for what was said."""
    vera, adele = visitors(), at_desk(**PHONE)
    adele.takes(vera)
    page = adele.open(vera.c)
    vera.post(ANGRY)
    advice = page.locator(".advice")
    expect(advice).to_be_visible()
    page.locator(".composer textarea").fill("Bonjour, ici Adèle, conseillère. Votre comande est en retad. ")
    expect(page.locator("[data-unfold]")).to_contain_text("3 remarks", timeout=60_000)
    expect(page.locator(".finding:visible")).to_have_count(0)
    assert advice.evaluate("line => line.offsetHeight") <= 48
    assert page.locator(".thread").evaluate("thread => thread.clientHeight") >= 300
    assert_accessible(page)
    advice.get_by_role("button", name="The whole advice").click()
    expect(advice.get_by_role("button", name="Insert")).to_be_visible()
    page.locator("[data-unfold]").click()
    expect(page.locator(".finding:visible")).to_have_count(3)
    assert_accessible(page)
    advice.get_by_role("button", name="Insert").click()
    page.keyboard.press("Control+z")
    expect(page.locator(".composer textarea")).to_have_value(
        "Bonjour, ici Adèle, conseillère. Votre comande est en retad. "
    )
