"""Who answers, said honestly before the first word; and answers that come while nobody looks, counted on the button."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.widget_stage import Visit, WidgetOnPage, takes
from tests.live import LiveAgent

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

ACCOUNT_PAGE = "/mon-compte/commandes"
"""Where the charter names advisors."""


def test_where_nobody_of_the_pages_audience_is_free_the_card_says_who_answers_instead(
    visit: Visit, amin: LiveAgent
) -> None:
    """A6: a live chat for as long as anybody is free, and the visitor knows with whom before the first word."""
    widget = visit.go(ACCOUNT_PAGE)
    widget.open()
    expect(
        widget.text("Advisor: nobody is free at the moment. Who answers you now: Ambassador.", exact=True)
    ).to_be_visible()
    expect(widget.root.locator(".there")).to_contain_text("Amin")
    widget.start("Où en est ma commande ?")
    takes(amin)
    expect(widget.text("Amin is here for you")).to_be_visible()
    assert visit.troubles == []


def test_who_chooses_somebody_who_is_not_there_hears_it_and_is_offered_the_other(visit: Visit, amin: LiveAgent) -> None:
    """A3, A6: the visitor's choice holds; who else is free is theirs to ask."""
    widget = visit.go("/alliances/or")
    widget.open()
    waits = widget.text("You can wait here. If it takes too long, we will offer you somebody else.", exact=True)
    expect(waits).to_be_hidden()
    widget.root.get_by_role("radio", name=re.compile("^Advisor")).check()
    expect(waits).to_be_visible()
    widget.start("Une alliance ?")
    widget.button("Ask somebody else who is free").click()
    takes(amin)
    expect(widget.text("Amin is here for you")).to_be_visible()


def test_an_answer_to_a_message_left_earlier_is_counted_on_the_button_and_opens_there(
    visit: Visit, amin: LiveAgent
) -> None:
    """A2, A5: the visitor comes back days later, and sees that there is an answer."""
    widget = leaves_a_message(visit)
    widget.button("Close").click()
    c = conversation_of(widget)
    assert amin.does(c, "take")[0] == 204
    amin.watch(c)
    amin.post(c, "Bonjour Vera")
    expect(widget.door).to_have_attribute("aria-label", "Chat with us. 1 new message")

    elsewhere = visit.go("/bagues/autre")
    expect(elsewhere.door).to_have_attribute("aria-label", "Chat with us. 1 new message")
    amin.post(c, "Votre bague est prête")
    asked_before = len(visit.asked)
    elsewhere = visit.go("/bagues/or")
    expect(elsewhere.door).to_have_attribute("aria-label", "Chat with us. 2 new messages")
    asked = [url.partition("/widget/")[2] for url in visit.asked[asked_before:]]
    assert not [url for url in asked if url.startswith("code/widget")], "the widget itself is not fetched for that"

    elsewhere.open()
    expect(elsewhere.said("Votre bague est prête")).to_be_visible()
    expect(elsewhere.door).not_to_have_attribute("aria-label", re.compile("new message"))
    expect(visit.go("/bagues/autre").door).not_to_have_attribute("aria-label", re.compile("new message"))
    assert visit.troubles == []


def leaves_a_message(visit: Visit) -> WidgetOnPage:
    widget = visit.go()
    widget.open()
    widget.button("Leave a message").click()
    widget.root.get_by_label("Your e-mail address").fill("vera@example.org")
    widget.words.fill("Ma bague est-elle prête ?")
    widget.button("Send the message").click()
    expect(widget.root.locator(".reference")).to_be_visible()
    return widget


def conversation_of(widget: WidgetOnPage) -> int:
    """The number of the conversation whose answer this browser awaits."""
    awaited = widget.page.evaluate("JSON.parse(localStorage['comptoir:maison-perle']).awaited")
    [number] = awaited
    return int(number)
