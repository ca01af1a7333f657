"""The feed of the team in real Chromium: an agent and a referent at once, by keyboard alone, on a phone and at a desk. A12, A11."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.console_stage import PHONE, AtDesk
from tests.live import LiveVisitor

LOOKS = [{"color_scheme": "light"}, {"color_scheme": "dark", **PHONE}]
WORDS = "Je m'appelle Camille Durand, la bague 54 existe-t-elle ? Mon numéro : 06 12 34 56 78"

Sit = Callable[..., AtDesk]
Come = Callable[..., LiveVisitor]


def panel(page: Page):
    """The feed beside what one does."""
    return page.locator("#feed-panel")


def write(page: Page, words: str) -> None:
    """Say it in the feed that is open, by keyboard."""
    text = page.locator(".feed-composer textarea")
    text.focus()
    page.keyboard.insert_text(words)
    page.keyboard.press("Enter")
    expect(text).to_have_value("")


def test_an_agent_asks_and_a_referent_answers_at_once(at_desk: Sit, visitors: Come) -> None:
    """A12, A11: one key away in the conversation and back; redacted; the asker is told, and sees which answer counts."""
    vera, adele, rose = visitors(WORDS), at_desk(), at_desk("referent")
    adele.takes(vera)
    watch = rose.go("/console/feed")
    page = adele.open(vera.c)
    page.locator(".composer textarea").first.focus()
    page.keyboard.press("Alt+l")

    lines = panel(page).locator(".lines")
    expect(lines).to_contain_text("Je m'appelle name")
    expect(lines).not_to_contain_text("Camille")
    expect(panel(page).locator("textarea")).to_be_focused()
    write(page, "Avons-nous la taille 54 pour Mme Durand ?")
    asked = watch.locator(".post", has_text="Avons-nous la taille 54").last
    expect(asked).to_contain_text("Question")
    expect(asked.locator(".excerpt")).to_contain_text("la bague 54 existe-t-elle")
    expect(asked).not_to_contain_text("Durand")
    expect(asked).not_to_contain_text("06 12")
    expect(asked.get_by_role("link", name="Open the conversation")).to_be_visible()
    page.keyboard.press("Alt+l")
    expect(panel(page)).to_be_hidden()
    expect(page.locator(".composer textarea").first).to_be_focused()

    asked.get_by_role("button", name="Answer", exact=True).click()
    watch.keyboard.insert_text("Oui, au 2e étage.")
    watch.keyboard.press("Enter")
    expect(page.locator(".toast", has_text="Rose has answered")).to_be_visible()
    strip = page.locator(".feed-asked p").first
    expect(strip).to_contain_text("New answer")
    strip.get_by_role("link", name="Show").click()
    answer = panel(page).locator(".answers .post", has_text="Oui, au 2e étage.")
    expect(answer).to_contain_text("Referent")  # who watches over the desk is called so, in the colour that says it
    answer.get_by_role("button", name="This is the answer").click()
    expect(answer).to_contain_text("The answer")
    expect(watch.locator(".post.answer")).to_contain_text("Oui, au 2e étage.")
    expect(strip).to_contain_text("Oui, au 2e étage.")
    expect(strip).not_to_contain_text("New answer")


def test_the_asker_chooses_what_is_shown(at_desk: Sit, visitors: Come) -> None:
    """A12: what is not ticked is not sent."""
    vera, adele = visitors("Un secret de famille"), at_desk()
    vera.post("Et une question")
    adele.takes(vera)
    page = adele.open(vera.c)
    page.keyboard.press("0")
    panel(page).locator(".lines label", has_text="Un secret de famille").locator("input").uncheck()
    write(page, "Qui sait cela ?")

    post = panel(page).locator(".post", has_text="Qui sait cela ?").last
    expect(post).to_contain_text("Et une question")
    expect(post).not_to_contain_text("Un secret de famille")


def test_an_ambassador_sees_only_what_is_for_them(at_desk: Sit) -> None:
    """A11: live, and in the history."""
    adele, amin = at_desk(), at_desk("ambassador")
    theirs, page = amin.go("/console/feed"), adele.go("/console/feed")
    page.get_by_label("Not for ambassadors").check()
    write(page, "Entre conseillers")
    write(page, "Pour tout le monde")

    expect(theirs.locator(".post", has_text="Pour tout le monde")).to_be_visible()
    expect(theirs.locator(".post", has_text="Entre conseillers")).to_have_count(0)
    expect(page.locator(".post", has_text="Entre conseillers")).to_contain_text("Not for ambassadors")
    theirs.reload()
    expect(theirs.locator(".post", has_text="Pour tout le monde")).to_be_visible()
    expect(theirs.locator(".post", has_text="Entre conseillers")).to_have_count(0)


def test_an_empty_feed_says_what_it_is_for(at_desk: Sit) -> None:
    """A12, F: nothing was said, or no question is open: the page tells what to do."""
    marc = at_desk("manager")
    for only, said in (("pinned", "Nothing is pinned."), ("mine", "You have begun no thread here yet.")):
        expect(marc.go(f"/console/feed?only={only}").locator(".threads .empty")).to_contain_text(said)


def test_everything_is_done_by_keyboard(at_desk: Sit) -> None:
    """F: a sign, an answer, other words, taking back; the keyboard stays where it was."""
    adele = at_desk()
    page = adele.go("/console/feed")
    write(page, "Par le clavier")
    post = page.locator(".post:not(.pending)", has_text="Par le clavier").last
    post.locator(".signs-menu > summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    sign = post.locator(":scope > .foot > button.sign")
    expect(sign).to_have_attribute("aria-pressed", "true")
    expect(sign).to_have_attribute("aria-label", "Agreed: Adèle")

    post.get_by_role("button", name="Answer", exact=True).press("Enter")
    expect(page.locator(".feed-composer .banner")).to_contain_text("Answer to Adèle")
    write(page, "À moi-même")
    answer = page.locator(".answers .post", has_text="À moi-même").last
    answer.locator(".foot .menu:not(.signs-menu) > summary").focus()
    page.keyboard.press("Enter")
    answer.locator('[data-step="edit"]').press("Enter")
    text = page.locator(".feed-composer textarea")
    expect(text).to_have_value("À moi-même")
    text.fill("À moi seule")
    page.keyboard.press("Enter")
    answer = page.locator(".answers .post", has_text="À moi seule").last
    expect(answer).to_contain_text("edited")
    answer.locator(".foot .menu:not(.signs-menu) > summary").focus()
    page.keyboard.press("Enter")
    answer.locator('[data-step="take-back"]').press("Enter")
    page.locator("#dialog").get_by_role("button", name="Take back").press("Enter")
    expect(page.locator(".answers .post.silent")).to_contain_text("Taken back.")


def test_a_name_is_completed_and_called(at_desk: Sit) -> None:
    """A12: the one who is named hears of it wherever they are, and finds it among their mentions."""
    adele, rose = at_desk(), at_desk("referent")
    elsewhere, page = rose.go("/console/settings"), adele.go("/console/feed")
    text = page.locator(".feed-composer textarea")
    text.focus()
    page.keyboard.type("Un avis, @Ros")
    expect(page.locator("#feed-completions [role=option]")).to_have_count(1)
    page.keyboard.press("Tab")
    expect(text).to_have_value("Un avis, @Rose ")
    page.keyboard.press("Enter")

    expect(elsewhere.locator(".toast", has_text="Adèle named you in the feed")).to_be_visible()
    elsewhere.goto(rose.desk.url + "/console/mentions")
    elsewhere.locator(".feed-named a", has_text="Un avis").click()
    expect(elsewhere.locator(".post", has_text="Un avis")).to_be_focused()


def test_a_referent_hides_with_a_reason_and_reads_what_stood_there(at_desk: Sit) -> None:
    adele, rose = at_desk(), at_desk("referent")
    page, watch = adele.go("/console/feed"), rose.go("/console/feed")
    write(page, "Des mots de trop")
    post = watch.locator(".post", has_text="Des mots de trop").last
    post.locator(".foot .menu:not(.signs-menu) > summary").click()
    post.locator('[data-step="hide"]').click()
    dialog = watch.locator("#dialog")
    dialog.locator("textarea").fill("Un client est reconnaissable")
    dialog.get_by_role("button", name="Hide").click()

    expect(page.locator(".post.silent").last).to_contain_text("Hidden by Rose: Un client est reconnaissable")
    hidden = watch.locator(".post.silent").last
    hidden.locator(".foot .menu > summary").click()
    hidden.locator('[data-step="history"]').click()
    expect(dialog).to_contain_text("Hidden by Rose")


def test_what_is_said_without_a_line_is_there_once_when_it_is_back(at_desk: Sit) -> None:
    """G8: kept in the browser, sent when it can be, never twice."""
    adele, rose = at_desk(), at_desk("referent")
    page, watch = adele.go("/console/feed"), rose.go("/console/feed")
    adele.context.set_offline(True)
    write(page, "Dit sans ligne")
    expect(page.locator(".post.pending", has_text="Dit sans ligne")).to_be_visible()
    adele.context.set_offline(False)

    expect(watch.locator(".post", has_text="Dit sans ligne")).to_have_count(1, timeout=60_000)
    expect(page.locator(".post.pending")).to_have_count(0, timeout=60_000)
    expect(page.locator(".post", has_text="Dit sans ligne")).to_have_count(1)


def test_words_are_searched(at_desk: Sit) -> None:
    adele = at_desk()
    page = adele.go("/console/feed")
    write(page, "Le poinçon est caché")
    write(page, "Autre chose")
    expect(page.locator(".post.pending")).to_have_count(0)
    page.locator("#feed-words").fill("poincon")
    page.keyboard.press("Enter")
    expect(page.locator(".post", has_text="Autre chose")).to_have_count(0)
    expect(page.locator(".post", has_text="poinçon")).to_have_count(1)
    page.locator("#feed-words").fill("")
    expect(page.locator(".post", has_text="Autre chose")).to_have_count(1)


@pytest.mark.parametrize("looks", LOOKS, ids=["light", "dark-phone"])
def test_the_feed_is_accessible(at_desk: Sit, visitors: Come, looks: dict) -> None:
    """F: as a page, and beside a conversation, with all that may stand there."""
    vera, adele = visitors(WORDS), at_desk(**looks)
    adele.takes(vera)
    page = adele.open(vera.c)
    page.locator("[data-feed-toggle]").click()
    expect(panel(page).locator(".lines li").first).to_be_visible()
    assert_accessible(page, "asking")
    write(page, "Que dire ?")
    post = panel(page).locator(".post:not(.pending)", has_text="Que dire ?").last
    expect(post).to_be_visible()
    post.locator(".signs-menu > summary").click()
    assert_accessible(page, "beside a conversation")
    adele.go("/console/feed")
    expect(page.locator(".post").last).to_be_visible()
    assert_accessible(page, "page")
