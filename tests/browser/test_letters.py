"""What letters bring to the desk, in real Chromium: a new password, once; and a mail that was for nobody here (A16, R8)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.console_stage import PHONE
from tests.browser.mail_stage import MailDesk, wait_for
from tests.live import LiveDesk

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

NEW = "Une phrase que moi seule connais"
NOBODYS = "compta@maison-perle.example"


@pytest.fixture(scope="module")
def mails() -> Iterator[MailDesk]:
    with MailDesk().open() as it:
        yield it


@pytest.fixture(scope="module")
def desk(mails: MailDesk) -> LiveDesk:
    return mails.desk


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Somebody's telephone, on which nobody is signed in."""
    context = browser.new_context(locale="en-GB", color_scheme="dark", **PHONE)
    yield context.new_page()
    context.close()


def test_a_new_password_comes_by_a_letter_whose_link_opens_once(page: Page, mails: MailDesk, desk: LiveDesk) -> None:
    """A16, A23: by the keyboard alone; a link that was used is refused when it is opened, not after the typing."""
    email = desk.cast["people"]["advisor"]["email"]
    page.goto(f"{desk.url}/console/sign-in/forgotten")
    expect(page.get_by_label("E-mail")).to_be_focused()
    page.keyboard.type(email)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_be_visible()
    told = mails.sink.to(email).get_body(("plain",)).get_content()
    link = re.search(r"http\S+/sign-in/reset/\S+", told)[0]

    page.goto(link)
    assert page.url.endswith("/console/sign-in/reset"), "the secret goes out of the address"
    expect(page.get_by_label("New password")).to_be_focused()
    for _twice in range(2):
        page.keyboard.type(NEW)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/console/sign-in?renewed=1")

    answer = page.goto(link)
    assert answer is not None
    assert answer.status in (404, 410)
    expect(page.get_by_role("link", name="Ask for a new link")).to_be_visible()
    expect(page.get_by_label("New password")).to_have_count(0)
    assert_accessible(page)


@pytest.mark.parametrize("looks", [PHONE, {"color_scheme": "dark"}], ids=["phone", "desktop"])
def test_a_manager_erases_a_mail_that_was_for_nobody_by_the_keyboard(at_desk, mails: MailDesk, looks) -> None:
    """R8, D9: asked once more first; what is erased has no button and names nobody any more."""
    mails.desk.run("tests.live_nobodys_mail", NOBODYS)
    marc = at_desk("manager", **looks)
    erase = marc.page.get_by_role("button", name="Erase now")

    def stands_there() -> bool | None:
        marc.go("/console/mail?state=nobodys")
        return erase.count() == 1 or None

    wait_for(stands_there, 30)
    assert_accessible(marc.page)
    asked: list[str] = []
    marc.page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    erase.focus()
    marc.page.keyboard.press("Enter")
    expect(erase).to_have_count(0)
    assert asked == ["Erase this mail and all that was read of it? This cannot be undone."]
    marc.go("/console/mail?state=nobodys")
    expect(marc.page.locator("main")).not_to_contain_text(NOBODYS)
