"""Mail at the desk in real Chromium: a mail is read and answered with a copy, one that is held is let in. D1, R8, F."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.console_stage import PHONE
from tests.browser.mail_stage import CUSTOMER, MailDesk, wait_for
from tests.live import LiveDesk

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

PAUL = "paul@courriel.example"
HTML = "<p>Voici <b>la photo</b> de ma bague.</p><table><tr><td>CMD-777</td></tr></table>"


@pytest.fixture(scope="module")
def mails() -> Iterator[MailDesk]:
    with MailDesk().open() as it:
        yield it


@pytest.fixture(scope="module")
def desk(mails: MailDesk) -> LiveDesk:
    return mails.desk


def last(page: Page):
    return page.locator(".thread li.said").last


def takes(page: Page) -> None:
    """Take the conversation, and write to its customer."""
    page.keyboard.press("t")
    expect(page.locator(".answering")).to_contain_text("You answer")
    page.keyboard.press("e")
    expect(page.locator(".mail-head .mail-to")).to_be_visible()


def test_a_mail_comes_in_is_read_and_answered_with_a_copy(at_desk, mails):
    """D1: from the customer's program to the desk and back, with Cc and what was written before."""
    first = mails.writes(
        "Bonjour,\n\nma bague est arrivée cassée.\n\nCamille", subject="Bague cassée", html=HTML, Cc=f"Paul <{PAUL}>"
    )
    conversation = mails.conversation_of("Bague cassée")
    rose = at_desk("referent")
    page = rose.open(conversation)
    said = page.locator(".thread li.said.visitor").first
    expect(said).to_contain_text(f"Camille Durand <{CUSTOMER}>")
    expect(said).to_contain_text("sender proven")
    said.get_by_text("Show as written").click()
    expect(page.frame_locator(".mail-written").locator("b")).to_have_text("la photo")
    said.get_by_text("Show as written").click()
    expect(page.locator(".mail-written")).to_be_hidden()

    takes(page)
    head = page.locator(".mail-head")
    expect(head).to_contain_text(CUSTOMER)
    expect(head.locator(".cc-chips li")).to_have_text([PAUL])
    cc = head.get_by_label("Cc")
    cc.fill("nobody")
    page.locator(".composer textarea").click()
    expect(cc).to_have_attribute("aria-invalid", "true")
    cc.fill("rita@courriel.example,")
    expect(head.locator(".cc-chips li")).to_have_text([PAUL, "rita@courriel.example"])
    head.get_by_label("With what was written before").check()
    page.locator(".composer textarea").fill(
        "Bonjour Camille, nous vous envoyons une nouvelle bague demain. Belle journée."
    )
    page.keyboard.press("Control+Enter")
    expect(last(page).locator(".mail-out")).to_contain_text("Sent by mail to 3 people", timeout=20_000)

    letter = mails.sink.to(CUSTOMER)
    text = letter.get_body(("plain",)).get_content()
    assert "nouvelle bague demain" in text
    assert "ma bague est arrivée cassée" in text, "the history goes with it"
    assert "Maison Perle, Lyon" in text
    assert letter["In-Reply-To"] == first
    assert PAUL in letter["Cc"]
    assert (
        "ma bague est arrivée cassée" not in mails.sink.to("rita@courriel.example").get_body(("plain",)).get_content()
    )

    mails.writes(
        "Merci beaucoup !\n\n> nous vous envoyons une nouvelle bague",
        subject="Re: Bague cassée",
        answers=letter["Message-ID"],
    )
    expect(last(page)).to_contain_text("Merci beaucoup !", timeout=20_000)
    expect(last(page)).not_to_contain_text("nous vous envoyons")
    last(page).get_by_text("Show the quoted part").click()
    expect(last(page).locator(".mail-quoted")).to_contain_text("nous vous envoyons")
    assert_accessible(page, "a conversation by mail")


def test_a_letter_that_does_not_arrive_is_said_at_the_answer_and_before_the_next(at_desk, mails):
    """D1: bounced, why, and by one press allowed again."""
    gone = "parti@courriel.example"
    mails.sink.refused.add(gone)
    mails.writes("Où est mon colis ?", subject="Colis perdu", sender=f"Luc <{gone}>")
    conversation = mails.conversation_of("Colis perdu")
    page = at_desk("referent").open(conversation)
    takes(page)
    expect(page.locator(".mail-head")).to_contain_text(gone)
    page.locator(".composer textarea").fill("Bonjour Luc, votre colis arrive demain. Belle journée.")
    page.keyboard.press("Control+Enter")
    expect(last(page).locator(".mail-out")).to_contain_text("The address does not exist.", timeout=20_000)
    page.reload()
    stopped = page.locator(".mail-head .stopped")
    expect(stopped).to_contain_text("it does not exist, or takes no mail")
    stopped.get_by_role("button", name="Allow again").click()
    expect(stopped).to_have_count(0)


def test_a_held_mail_is_let_in(at_desk, mails):
    """R8: what is quarantined is seen, read and decided on by somebody."""
    two = "La direction <direction@fausse.example>, Moi <moi@fausse.example>"
    mails.writes("Virement urgent", subject="Virement", sender=two)
    rose = at_desk("referent")
    page = rose.page

    def held() -> bool | None:
        rose.go("/console/mail")
        return page.get_by_role("link", name="Virement").count() > 0 or None

    wait_for(held, 30)
    assert_accessible(page, "the mail page")
    page.get_by_role("link", name="Virement").first.click()
    expect(page.locator("[data-mail-words]")).to_contain_text("Virement urgent")
    assert_accessible(page, "one mail")
    page.get_by_role("button", name="Let in").click()
    expect(page.locator(".why")).to_contain_text("Decided by Rose.", timeout=20_000)
    assert mails.conversation_of("Virement")


def test_a_member_writes_first_by_key(at_desk, mails):
    """D1, F: everything has a key."""
    page = at_desk("referent").go()
    page.keyboard.press("&")
    dialog = page.locator("#dialog")
    dialog.get_by_label("To", exact=True).fill("lea@courriel.example")
    dialog.get_by_label("Subject").fill("Votre réparation")
    dialog.get_by_label("Message", exact=True).fill(
        "Bonjour Léa, votre réparation est prête en boutique. Belle journée."
    )
    assert_accessible(page, "a new message", context="#dialog")
    dialog.get_by_role("button", name="Send").click()
    expect(page.locator(".talk-head")).to_contain_text("Votre réparation", timeout=20_000)
    assert "réparation est prête" in mails.sink.to("lea@courriel.example").get_body(("plain",)).get_content()


def test_a_message_is_sent_on_and_its_answer_comes_back_as_a_note(at_desk, mails):
    mails.writes("La pierre bouge.", subject="Pierre qui bouge")
    page = at_desk("referent").open(mails.conversation_of("Pierre qui bouge"))
    takes(page)
    page.keyboard.press("Escape")
    page.keyboard.press("@")
    dialog = page.locator("#dialog")
    dialog.get_by_label("To", exact=True).fill("atelier@fournisseur.example")
    dialog.get_by_label("Your words").fill("Pouvez-vous la resserrer ?")
    dialog.get_by_role("button", name="Forward").click()
    expect(dialog).to_be_hidden()
    letter = mails.sink.to("atelier@fournisseur.example")
    assert "La pierre bouge." in letter.get_body(("plain",)).get_content()
    mails.writes("Oui, en trois jours.", sender="Atelier <atelier@fournisseur.example>", answers=letter["Message-ID"])
    expect(last(page)).to_contain_text("Oui, en trois jours.", timeout=20_000)
    expect(last(page)).to_have_class(re.compile("note"))


def test_a_mailbox_is_set_up_by_its_manager(at_desk, mails):
    """Only what belongs to the chosen way is shown; the servers are tried; the password is never shown."""
    page = at_desk("manager").go("/console/mailboxes/new?shop=1")
    expect(page.get_by_label("IMAP server")).to_be_visible()
    page.get_by_label("Way in").select_option("listener")
    expect(page.get_by_label("IMAP server")).to_be_hidden()
    expect(page.get_by_text("Publish these records")).to_be_visible()
    page.get_by_label("Way in").select_option("imap")
    page.get_by_label("Address", exact=True).fill("sav@maison-perle.example")
    page.get_by_label("IMAP server").fill("127.0.0.1")
    page.get_by_label("Port").first.fill(str(mails.sink.port))
    page.get_by_label("User name").first.fill("sav")
    page.get_by_label("Password").first.fill("secret")
    page.get_by_role("button", name="Try the connection").click()
    expect(page.locator("[data-tried] .danger")).to_contain_text("Reading:", timeout=20_000)
    assert_accessible(page, "a mailbox")
    page.get_by_role("button", name="Keep").click()
    expect(page.get_by_role("heading", name="sav@maison-perle.example")).to_be_visible()
    assert page.get_by_label("Password").first.input_value() == ""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_mail_on_a_phone(at_desk, mails, theme):
    mails.writes("Bonjour, une question.", subject=f"Question {theme}")
    conversation = mails.conversation_of(f"Question {theme}")
    page = at_desk("referent", color_scheme=theme, **PHONE).open(conversation)
    page.locator('[data-act="take"]').click()
    expect(page.locator(".answering")).to_contain_text("You answer")
    page.get_by_role("radio", name="Answer").click()
    expect(page.locator(".mail-head .mail-to")).to_contain_text(CUSTOMER)
    assert_accessible(page, f"mail on a phone, {theme}")
    page.locator(".mail-head > summary").click()
    page.locator("input.cc").fill("atelier@maison-perle.example ")
    page.locator(".composer textarea").click()
    expect(page.locator("input.cc")).to_be_hidden()
    expect(page.locator(".cc-told")).to_contain_text("atelier@maison-perle.example")
    assert_accessible(page, f"writing by mail on a phone, {theme}")


NEW_PASSWORD = "Sept perles et un fermoir"


@pytest.mark.parametrize(
    ("who", "looks"),
    [("referent", {}), ("ambassador", {**PHONE, "color_scheme": "dark"})],
    ids=["desktop", "phone"],
)
def test_who_forgot_their_password_chooses_a_new_one_by_the_letter(
    browser: Browser, mails: MailDesk, who: str, looks: dict[str, Any]
) -> None:
    """Mission F, A16, A17: by the keyboard alone; the link's secret stays in no address, holds once, and then leads to a new one."""
    email = mails.desk.cast["people"][who]["email"]
    context = browser.new_context(locale="en-GB", **looks)
    page = context.new_page()
    page.goto(f"{mails.desk.url}/console/sign-in")
    page.get_by_role("link", name="Password forgotten?").press("Enter")
    expect(page.get_by_label("E-mail")).to_be_focused()
    assert_accessible(page)
    page.keyboard.type(email)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("a letter is on its way")
    assert_accessible(page)

    letter = mails.sink.to(email).get_body(("plain",)).get_content()
    link = re.search(r"https?://\S+/reset/\S+", letter)[0]
    page.goto(link)
    assert page.url.endswith("/console/sign-in/reset")
    _chooses(page, NEW_PASSWORD + "e")
    expect(page.get_by_role("alert")).to_contain_text("not the same")
    assert_accessible(page)
    _chooses(page, NEW_PASSWORD)
    page.wait_for_url("**/console/sign-in?renewed=1")
    expect(page.get_by_role("status")).to_be_visible()
    assert_accessible(page)

    page.goto(link)
    page.get_by_role("link", name="Ask for a new link").press("Enter")
    page.wait_for_url("**/console/sign-in/forgotten")
    page.goto(f"{mails.desk.url}/console/sign-in")
    expect(page.get_by_label("E-mail")).to_be_focused()
    for words in (email, NEW_PASSWORD):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.get_by_label("Password", exact=True).press("Enter")
    page.wait_for_url(re.compile(r"/console/$"))
    context.close()


def _chooses(page: Page, again: str) -> None:
    page.get_by_label("New password", exact=True).focus()
    page.keyboard.type(NEW_PASSWORD)
    page.keyboard.press("Tab")
    page.keyboard.type(again)
    page.keyboard.press("Enter")
