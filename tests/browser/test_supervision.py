"""Watching over the answers: the wall, a whisper, a correction, taking over and giving back, approval, alarms, reviews. A7, D6."""

from __future__ import annotations

import os
import re
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.console_stage import PHONE
from tests.browser.widget_stage import takes

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

LOOKS = [{}, {"color_scheme": "dark"}, PHONE, PHONE | {"color_scheme": "dark"}]
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


def test_the_widget_shows_the_correction_in_its_place(at_desk, visit, amin) -> None:
    """A7, in the customer's own browser, live and after a reload."""
    widget = visit.go()
    widget.open()
    widget.start("Ma bague ?")
    rose, c = at_desk("referent"), takes(amin)
    seq = amin.post(c, "Bonjour, elle sera prête mardi.")["seq"]
    widget.said("prête mardi").wait_for()

    form = {"body": "Bonjour, elle sera prête jeudi.", "how": "edit", "is_confirmed": "on", "own_id": str(uuid4())}
    status, answer = rose.api.does(c, f"correct/{seq}", **form)
    assert status == 204, answer
    expect(widget.said("prête jeudi")).to_contain_text("edited")
    picture(widget.page, "widget-corrected")
    again = visit.go()
    again.open()
    expect(again.said("prête jeudi")).to_contain_text("edited")
    expect(again.said("prête mardi")).to_have_count(0)


def test_taking_over_is_told_and_given_back(at_desk, visitors) -> None:
    """A7: take over, hand back."""
    visitor, adele, rose = answered(at_desk, visitors)
    theirs = adele.open(visitor.c)
    adele.is_available()
    page = rose.open(visitor.c)
    page.locator('[data-act="take"]').click()
    expect(theirs.locator(".toast")).to_contain_text("Rose has taken over")
    expect(page.locator('[data-act="give-back"]')).to_be_visible()
    picture(page, "taken-over")
    page.locator('[data-act="give-back"]').click()
    expect(theirs.locator(".toast", has_text=re.compile("gives the conversation back"))).to_be_visible()
    expect(page.locator(".answering")).to_contain_text("Adèle")
