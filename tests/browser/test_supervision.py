"""Watching over the answers: the wall, a whisper, a correction, taking over and giving back, approval, alarms, reviews. A7, D6."""

from __future__ import annotations

import os
import re
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.console_stage import PHONE, done

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

LOOKS = [{}, {"color_scheme": "dark"}, PHONE, PHONE | {"color_scheme": "dark"}]
EVERYWHERE = [({}, "desktop"), (PHONE | {"color_scheme": "dark"}, "phone-dark")]
HEARD = """
  globalThis.tones = 0; globalThis.shown = []; globalThis.isAway = false;
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...given) { globalThis.tones += 1; return start.apply(this, given); };
  globalThis.Notification = class { static permission = "granted"; static async requestPermission() { return "granted"; }
    constructor(title, { body }) { globalThis.shown.push(`${title} ${body}`); } close() {} };
  Object.defineProperty(Document.prototype, "hidden", { get() { return globalThis.isAway; } });
"""
"""A browser that counts the tones it makes and the notifications it shows, and can be told that nobody looks."""
NAMES = ["desktop-light", "desktop-dark", "phone-light", "phone-dark"]


def picture(page: Page, name: str) -> None:
    """Keep a picture where somebody asked for pictures."""
    if place := os.environ.get("COMPTOIR_PICTURES"):
        page.screenshot(path=str(Path(place) / f"{name}.png"))


def answered(at_desk, visitors, words="Où en est ma réparation ?"):
    """Adèle answers a visitor; Rose watches."""
    visitor, adele, rose = visitors(words), at_desk(), at_desk("referent")
    adele.takes(visitor)
    return visitor, adele, rose


def goes_to(page: Page, wanted: Locator, key: str = "Tab") -> None:
    """By the keyboard, as far as it takes."""
    wanted.wait_for()
    for _press in range(150):
        if wanted.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press(key)
    pytest.fail(f"no way by the keyboard to {wanted}")


def says(agent, visitor, words):
    """The agent answers without the screen; returns the frame that acknowledges it."""
    agent.api.come()
    agent.api.watch(visitor.c)
    return agent.api.post(visitor.c, words)


def test_the_wall_shows_who_waits_and_who_answers_and_moves_by_itself(at_desk, visitors) -> None:
    """A7: live, at any moment."""
    rose = at_desk("referent")
    page = rose.go("/console/wall")
    visitor = visitors("Ma bague est cassée")
    tile = page.locator(f'.tile[data-id="{visitor.c}"]')
    expect(tile).to_contain_text("Ma bague est cassée")
    expect(tile).to_contain_text("nobody yet")

    adele = at_desk()
    adele.takes(visitor)
    expect(tile).to_contain_text("Adèle")
    visitor.post("Vous êtes là ?")
    expect(tile).to_contain_text("Vous êtes là ?")
    tile.locator("a").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".thread")).to_contain_text("Vous êtes là ?")


@pytest.mark.parametrize(("looks", "name"), zip(LOOKS, NAMES, strict=True), ids=NAMES)
def test_the_wall_is_legible_on_every_screen(at_desk, visitors, looks, name) -> None:
    rose = at_desk("referent", **looks)
    for words in ("Bonjour", "Je suis très en colère, c'est inadmissible !", "Merci beaucoup"):
        visitors(words)
    page = rose.go("/console/wall")
    expect(page.locator(".tile")).not_to_have_count(0)
    assert_accessible(page, f"wall {name}")
    picture(page, f"wall-{name}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_looking_in_leaves_no_sign_for_the_agent_or_the_customer(at_desk, visitors) -> None:
    """A7, attack A5: nobody learns that somebody looks."""
    visitor, adele, rose = answered(at_desk, visitors)
    adele.api.come()
    adele.api.watch(visitor.c)
    visitor.post("Un secret")
    visitor.heard.clear()
    adele.api.heard.clear()

    page = rose.open(visitor.c)
    expect(page.locator(".thread")).to_contain_text("Un secret")
    page.locator(".composer textarea").fill("Je regarde")
    page.wait_for_timeout(1500)

    for heard in (visitor.heard, adele.api.heard):
        assert not [it for it in heard if it["t"] in ("typing", "state")], heard
    assert visitor.of_mine("GET")[1]["state"]["team_read"] == 0


def test_a_whisper_is_read_by_the_agent_and_never_by_the_customer(at_desk, visitors) -> None:
    """A7"""
    visitor, adele, rose = answered(at_desk, visitors)
    theirs, page = adele.go(), rose.open(visitor.c)

    page.keyboard.press("Escape")
    page.locator(".thread").focus()
    page.keyboard.press("(")
    box = page.locator("#whisper-body")
    expect(box).to_be_focused()
    picture(page, "whisper-dialog")
    assert_accessible(page, "whisper", "#dialog")
    box.fill("Proposez l'échange gratuit.")
    page.keyboard.press("Control+Enter")

    expect(page.locator(".said.whisper")).to_contain_text("Proposez l'échange gratuit.")
    expect(theirs.locator(".toast")).to_contain_text("Rose whispers")
    theirs.locator(".toast a").click()
    expect(theirs.locator(".said.whisper")).to_contain_text("Proposez l'échange gratuit.")
    picture(theirs, "whisper-agent")
    assert "échange" not in str(visitor.of_mine("GET"))
    assert "échange" not in str(visitor.heard)


def test_a_correction_changes_what_the_customer_reads_at_once_and_after_a_reload(at_desk, visitors, visit) -> None:
    """A7: marked as edited, and what stood there kept for the team."""
    visitor, adele, rose = answered(at_desk, visitors)
    says(adele, visitor, "Bonjour, votre bague sera prête mardi.")
    page = rose.open(visitor.c)
    line = page.locator(".said.team", has_text="prête mardi")
    line.hover()
    line.get_by_role("button", name="Correct").click()
    box = page.locator("#correct-body")
    expect(box).to_have_value("Bonjour, votre bague sera prête mardi.")
    picture(page, "correct-dialog")
    assert_accessible(page, "correct", "#dialog")
    box.fill("Bonjour, votre bague sera prête jeudi.")
    page.keyboard.press("Control+Enter")

    expect(page.locator(".said.team", has_text="prête jeudi")).to_contain_text("edited")
    expect(page.locator(".told.of-corrected")).to_contain_text("prête mardi")
    picture(page, "corrected")
    corrected = visitor.hear("entry", within=10.0)
    while corrected["entry"]["kind"] != "corrected":
        corrected = visitor.hear("entry", within=10.0)
    assert corrected["entry"]["body"] == "Bonjour, votre bague sera prête jeudi."
    again = visitor.of_mine("GET")[1]
    assert "mardi" not in str(again)
    assert [it for it in again["entries"] if it.get("facts", {}).get("edited") and it["kind"] == "message"]


def test_the_widget_shows_the_correction_in_its_place(at_desk, visit) -> None:
    """A7, in the customer's own browser, live and after a reload."""
    widget = visit.go()
    widget.open()
    widget.start("Ma bague ?")
    rose = at_desk("referent")
    row = rose.go().locator(".row", has_text="Ma bague ?").first
    c = int(row.get_attribute("data-id") or 0)
    assert rose.api.act(f"/console/c/{c}/take")[0] == 204
    rose.api.come()
    rose.api.watch(c)
    seq = rose.api.post(c, "Bonjour, elle sera prête mardi.")["seq"]
    widget.said("prête mardi").wait_for()

    form = {"body": "Bonjour, elle sera prête jeudi.", "how": "edit", "is_confirmed": "on", "own_id": str(uuid4())}
    status, answer = rose.api.does(c, f"correct/{seq}", **form)
    assert status == 204, answer
    expect(widget.said("prête jeudi")).to_contain_text("edited")
    picture(widget.page, "widget-corrected")
    again = visit.go()
    expect(again.said("prête jeudi")).to_contain_text("edited")
    expect(again.said("prête mardi")).to_have_count(0)


def test_taking_over_is_told_and_given_back(at_desk, visitors) -> None:
    """A7: take over, hand back."""
    visitor, adele, rose = answered(at_desk, visitors)
    theirs = adele.open(visitor.c)
    adele.api.is_available()
    page = rose.open(visitor.c)
    page.locator('[data-act="take"]').click()
    expect(theirs.locator(".toast")).to_contain_text("Rose has taken over")
    expect(page.locator('[data-act="give-back"]')).to_be_visible()
    picture(page, "taken-over")
    page.locator('[data-act="give-back"]').click()
    expect(theirs.locator(".toast", has_text=re.compile("gives the conversation back"))).to_be_visible()
    expect(page.locator(".answering")).to_contain_text("Adèle")


@pytest.mark.parametrize(("looks", "name"), [({}, "desktop"), (PHONE | {"color_scheme": "dark"}, "phone-dark")])
def test_what_waits_is_approved_one_after_the_other_by_key(at_desk, visitors, looks, name) -> None:
    """A7, D6: everything that somebody writes waits, and goes out by a key."""
    visitor, adele, rose = answered(at_desk, visitors)
    boss = at_desk("referent", **looks)
    page = boss.go("/console/approvals")
    page.locator("#put-member").select_option(label="Adèle")
    page.locator("#put-word").fill("Relisons ensemble.")
    page.get_by_role("button", name="Put under approval").click()
    expect(page.locator(".under")).to_contain_text("Relisons ensemble.")

    theirs = adele.open(visitor.c)
    expect(theirs.locator(".supervised")).to_contain_text("Relisons ensemble.")
    for words in ("Bonjour, je regarde votre dossier.", "Votre bague arrive jeudi."):
        theirs.locator(".composer textarea").fill(words)
        theirs.keyboard.press("Enter")
        expect(theirs.locator(".held-here")).to_contain_text(words)
    expect(page.locator(".judge")).to_have_count(2)
    picture(page, f"approvals-{name}")
    assert_accessible(page, f"approvals {name}")

    page.locator(".judge").first.focus()
    page.keyboard.press("j")
    page.keyboard.press("m")
    page.locator('.judge[aria-current] [data-form="edit"] textarea').fill("Votre bague arrive vendredi.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".judge")).to_have_count(1)
    page.locator(".judge").first.focus()
    page.keyboard.press("y")
    expect(page.locator(".judge")).to_have_count(0)
    expect(page.get_by_text("Nothing waits for approval.")).to_be_visible()
    expect(theirs.locator(".said.team:not(.held)", has_text="arrive vendredi")).to_be_visible()
    page.get_by_role("button", name="Lift it for Adèle").click()
    expect(page.locator(".under")).to_have_count(0)
    assert rose


@pytest.mark.parametrize(("looks", "name"), EVERYWHERE, ids=["desktop", "phone-dark"])
def test_from_the_wall_to_a_whisper_a_correction_and_back_by_the_keys_alone(at_desk, visitors, looks, name) -> None:
    """A7: every answer of a colleague can be corrected, not only the last of several."""
    visitor, adele, rose = visitors("Où en est ma bague ?"), at_desk(), at_desk("referent", **looks)
    adele.takes(visitor)
    for words in ("Bonjour, elle sera prête mardi.", "Je vous écris dès qu'elle est là."):
        says(adele, visitor, words)
    theirs = adele.open(visitor.c)
    adele.api.is_available()
    page = rose.go("/console/wall")
    page.locator(f'.tile[data-id="{visitor.c}"]').wait_for()
    page.locator(".tile a").first.focus()
    for _tile in range(page.locator(".tile").count()):
        if page.locator(f'.tile[data-id="{visitor.c}"] a').evaluate("each => each === document.activeElement"):
            break
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.locator(".thread li").first.wait_for()

    page.keyboard.press("Escape")
    page.keyboard.press("(")
    expect(page.locator("#whisper-body")).to_be_focused()
    page.keyboard.type("Proposez un prêt.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".said.whisper")).to_contain_text("Proposez un prêt.")
    done(page)
    expect(theirs.locator(".said.whisper")).to_contain_text("Proposez un prêt.")

    goes_to(page, page.locator(".said.team", has_text="prête mardi").get_by_role("button", name="Correct"), "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#correct-body")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("Bonjour, elle sera prête jeudi.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".said.team", has_text="prête jeudi")).to_contain_text("edited")
    done(page)

    page.locator(".thread").focus()
    page.keyboard.press("t")
    expect(theirs.locator(".toast", has_text="Rose has taken over")).to_be_visible()
    expect(page.locator('[data-act="give-back"]')).to_have_count(1)
    page.locator(".thread").focus()
    page.keyboard.press(")")
    expect(theirs.locator(".toast", has_text=re.compile("gives the conversation back"))).to_be_visible()
    picture(page, f"watched-{name}")
    assert_accessible(page, f"talk {name}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("looks", "name"), EVERYWHERE, ids=["desktop", "phone-dark"])
def test_a_referent_puts_under_approval_returns_and_reviews_by_the_keys_alone(at_desk, visitors, looks, name) -> None:
    """A7, D6"""
    visitor, adele, rose = visitors("Et ma bague ?"), at_desk(), at_desk("referent", **looks)
    adele.takes(visitor)
    says(adele, visitor, "Bonjour, votre bague est prête.")
    page = rose.go("/console/approvals")
    goes_to(page, page.locator("#put-member"))
    page.keyboard.type("Ad")
    goes_to(page, page.get_by_role("button", name="Put under approval"))
    page.keyboard.press("Enter")
    expect(page.locator(".under")).to_contain_text("Adèle")

    says(adele, visitor, "Elle vous attend au magasin.")
    expect(page.locator(".judge", has_text="au magasin")).to_be_visible()
    page.keyboard.press("j")
    expect(page.locator(".judge", has_text="au magasin")).to_be_focused()
    page.keyboard.press("g")
    page.keyboard.type("Dites lequel.")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".judge")).to_have_count(0)
    goes_to(page, page.get_by_role("button", name="Lift it for Adèle"))
    page.keyboard.press("Enter")
    expect(page.locator(".under")).to_have_count(0)
    theirs = adele.open(visitor.c)
    expect(theirs.locator(".thread")).to_contain_text("Dites lequel.")
    assert adele.api.does(visitor.c, "close")[0] == 204

    rose.open(visitor.c)
    page.locator(".thread").focus()
    page.keyboard.press("8")
    expect(page.get_by_role("heading", name="Scorecard")).to_be_visible()
    goes_to(page, page.locator(".clause", has_text="Warm").get_by_role("radio").first)
    page.keyboard.press("Space")
    goes_to(page, page.locator("#review-word"))
    page.keyboard.type("Très clair.")
    assert_accessible(page, f"review {name}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    goes_to(page, page.get_by_role("button", name="Finish the review"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Reviews")).to_be_visible()


def test_a_call_for_help_sounds_notifies_and_leads_the_referent_there(at_desk, visitors) -> None:
    """A7, B2: by sound and browser notification, also while another tab is looked at."""
    rose = at_desk("referent")
    rose.context.add_init_script(HEARD)
    page = rose.go("/console/settings")
    for name in ("#quiet-from", "#quiet-until"):
        page.locator(name).fill("")
    for box in page.locator("#alarms input[type=checkbox]").all():
        box.check()
    page.locator("#alarms").get_by_role("button", name="Save").click()
    page.locator("[data-habit=sound]").check()
    page.locator("[data-habit=notifications]").check()
    expect(page.locator("[data-habit=notifications]")).to_be_checked()
    visitor, adele = visitors("Bonjour"), at_desk()
    adele.takes(visitor)
    page.evaluate("() => { globalThis.isAway = true; globalThis.tones = 0; globalThis.shown.length = 0; }")
    visitor.post("Vous êtes une grosse conne.")
    adele.api.does(visitor.c, "to-referent")
    expect(page.locator(f'.alarm[data-c="{visitor.c}"]')).to_be_visible(timeout=20_000)
    assert page.evaluate("globalThis.tones") >= 2
    assert page.evaluate("globalThis.shown")
    goes_to(page, page.locator(f'.alarm[data-c="{visitor.c}"] a'))
    page.keyboard.press("Enter")
    page.locator(".thread li").first.wait_for()
    expect(page.locator(".alarm")).to_have_count(0)


def test_a_closed_conversation_is_reviewed_and_its_agent_answers(at_desk, visitors) -> None:
    """D6"""
    visitor, adele, rose = answered(at_desk, visitors)
    says(adele, visitor, "Bonjour, votre bague est prête.")
    assert adele.api.does(visitor.c, "close")[0] == 204
    page = rose.open(visitor.c)
    page.locator(".thread").focus()
    page.keyboard.press("8")
    expect(page.get_by_role("heading", name="Scorecard")).to_be_visible()
    page.locator(".clause", has_text="Warm").get_by_label("kept", exact=True).check()
    page.locator("#review-word").fill("Très clair, merci.")
    picture(page, "scorecard")
    assert_accessible(page, "review")
    theirs = adele.go()
    page.get_by_role("button", name="Finish the review").click()
    expect(page.get_by_role("heading", name="Reviews")).to_be_visible()
    theirs.locator(".toast", has_text="has looked at a conversation").locator("a").click()
    expect(theirs.locator("blockquote")).to_contain_text("Très clair, merci.")
    theirs.locator("#review-answer").fill("Merci à vous.")
    with theirs.expect_navigation():
        theirs.get_by_role("button", name="Answer", exact=True).click()
    expect(theirs.locator("#review-answer")).to_have_value("Merci à vous.")
    picture(theirs, "own-review")
    assert_accessible(theirs, "own review")


def test_alarms_are_chosen_and_tested_and_a_refusal_of_the_browser_is_explained(at_desk) -> None:
    """A7: by sound and notification, with a self-test."""
    rose = at_desk("referent")
    page = rose.go("/console/settings")
    page.locator("#alarms").get_by_label("a customer waits too long").uncheck()
    page.locator("#quiet-from").fill("00:00")
    page.locator("#quiet-until").fill("23:59")
    page.locator("#alarms").get_by_role("button", name="Save").click()
    expect(page.locator("#alarms").get_by_label("a customer waits too long")).not_to_be_checked()
    page.get_by_role("button", name="Test: sound").click()
    told = page.locator("[data-tested]")
    expect(told).to_contain_text("insults, approval and promises")
    expect(told).to_contain_text("quiet hours")
    expect(told).to_contain_text(re.compile("refuses notifications|Notifications are off"))
    picture(page, "alarms")
    assert_accessible(page, "settings", "#alarms")
