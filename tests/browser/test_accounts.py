"""How people sign in and prove it, in real Chromium: passwords, codes, passkeys, the company's own sign-in (mission F, A11, A23)."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.console_stage import PHONE
from tests.browser.waiting import wait_until
from tests.live import LiveDesk
from tests.oidc import CLIENT, SECRET, Provider, running
from tests.people import ALWAYS_OPEN, PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

SHOP = "atelier"
ASKING = ALWAYS_OPEN + '\n[team]\nsecond_factor = ["advisor"]\n'
SECURITY = "/console/settings/security"
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 860}}


@pytest.fixture(scope="module")
def there() -> Iterator[Provider]:
    """The company's own sign-in, which runs beside."""
    with running() as provider:
        provider.person = {"sub": "u-1", "email": "camille@maison-perle.example", "email_verified": True}
        yield provider


@pytest.fixture(scope="module")
def desk() -> Iterator[LiveDesk]:
    """A live desk whose pages have a name: passkeys are made for names alone."""
    desk = LiveDesk(shops={SHOP: ASKING}, COMPTOIR_SSO_PRIVATE_HOSTS="1")
    desk.url = desk.environment["COMPTOIR_PUBLIC_URL"] = f"http://localhost:{desk.port}"
    desk.start()
    yield desk
    desk.close()


class Person:
    """Somebody in a browser of their own, who is not signed in yet."""

    def __init__(self, browser: Browser, desk: LiveDesk, email: str, **looks: Any) -> None:
        self.desk, self.email = desk, email
        self.context: BrowserContext = browser.new_context(locale="en-GB", **({**DESKTOP, **looks}))
        self.page: Page = self.context.new_page()
        self.troubles: list[str] = []
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", self._hear)

    def _hear(self, said: Any) -> None:
        if said.type == "error" and "status of 40" not in said.text:
            self.troubles.append(said.text)

    def go(self, path: str) -> Page:
        self.page.goto(self.desk.url + path)
        return self.page

    def types_password(self) -> Page:
        """By the keyboard alone."""
        page = self.go("/console/sign-in")
        expect(page.get_by_label("E-mail")).to_be_focused()
        page.keyboard.type(self.email)
        page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        return page

    def has_a_key(self) -> None:
        """The machine has a fingerprint reader, and a finger on it."""
        cdp = self.context.new_cdp_session(self.page)
        cdp.send("WebAuthn.enable")
        reader = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
        options = {**reader, "isUserVerified": True, "automaticPresenceSimulation": True}
        cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    def signs_out(self) -> None:
        self.page.evaluate("document.querySelector('form[action$=\"sign-out\"]').submit()")
        self.page.wait_for_url("**/console/sign-in*")

    def secret_on_screen(self) -> str:
        return "".join(self.page.locator(".secret").inner_text().split())


Come = Callable[..., Person]


@pytest.fixture
def come(browser: Browser, desk: LiveDesk) -> Iterator[Come]:
    here: list[Person] = []

    def one(who: str, *, shop: str = "", **looks: Any) -> Person:
        people = desk.cast["shops"][shop] if shop else desk.cast["people"]
        here.append(Person(browser, desk, people[who]["email"], **looks))
        return here[-1]

    yield one
    for person in here:
        person.context.close()
    assert [trouble for person in here for trouble in person.troubles] == []


def code_of(secret: str, ahead: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def test_an_app_for_codes_is_set_up_and_signs_in_by_the_keyboard_alone(come: Come) -> None:
    """Mission F: two-factor by TOTP, with recovery codes."""
    rose = come("referent")
    page = rose.types_password()
    page.wait_for_url(re.compile(r"/console/$"))
    rose.go(SECURITY)
    page.get_by_role("link", name="Set up").focus()
    page.keyboard.press("Enter")
    expect(page.locator("svg.qr")).to_be_visible()
    expect(page.get_by_label("Code that it shows now")).to_be_focused()
    secret = rose.secret_on_screen()
    assert_accessible(page)
    page.keyboard.type(code_of(secret))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    assert page.locator("[data-codes] li").count() == 10
    assert_accessible(page)
    with page.expect_download() as told:
        page.get_by_role("button", name="Download").press("Enter")
    kept = told.value.path().read_text()
    first = page.locator("[data-codes] li").first.inner_text()
    assert first in kept
    assert rose.email in kept
    page.emulate_media(media="print")
    expect(page.locator(".on-paper")).to_contain_text(rose.email)
    page.emulate_media(media="screen")
    page.reload()
    expect(page.locator("[data-codes]")).to_have_count(0)

    rose.go(SECURITY)
    rose.signs_out()
    page = rose.types_password()
    expect(page.get_by_label("Code of your app")).to_be_focused()
    assert_accessible(page)
    page.keyboard.type("000000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Code of your app")).to_be_focused()
    page.keyboard.type(code_of(secret, ahead=1))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/console/$"))

    rose.go(SECURITY)
    rose.signs_out()
    rose.types_password()
    expect(page.get_by_label("Code of your app")).to_be_focused()
    page.keyboard.type(first)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/console/$"))
    rose.go(SECURITY)
    expect(page.get_by_text("9 left")).to_be_visible()


def test_a_passkey_is_made_and_signs_in_without_a_password(come: Come) -> None:
    """Mission F: passkeys."""
    marc = come("manager")
    marc.has_a_key()
    page = marc.types_password()
    page.wait_for_url(re.compile(r"/console/$"))
    marc.go(SECURITY)
    page.locator(".add-passkey summary").press("Enter")
    page.get_by_label("Name of the passkey").fill("My laptop")
    page.get_by_role("button", name="Make a passkey").press("Enter")
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.get_by_role("link", name="I have kept them").press("Enter")
    expect(page.locator("b", has_text="My laptop")).to_be_visible()

    marc.signs_out()
    page.get_by_role("button", name="Sign in with a passkey").press("Enter")
    page.wait_for_url(re.compile(r"/console/$"))
    marc.go(SECURITY)
    marc.signs_out()
    marc.types_password()
    expect(page.get_by_role("button", name="Use a passkey")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/console/$"))
    marc.go(SECURITY)
    page.get_by_role("button", name="Remove My laptop").press("Enter")
    expect(page.locator("b", has_text="My laptop")).to_have_count(0)
    expect(page.get_by_text("Passkey removed")).to_be_visible()


def test_who_needs_a_second_factor_sets_it_up_before_anything_else(come: Come) -> None:
    """A11: the shop's charter asks advisors for one."""
    adele = come("advisor", shop=SHOP, **PHONE, color_scheme="dark")
    adele.has_a_key()
    page = adele.types_password()
    expect(page.get_by_role("heading", name="A second factor is needed")).to_be_visible()
    assert_accessible(page)
    adele.go("/console/team")
    expect(page.get_by_role("heading", name="A second factor is needed")).to_be_visible()
    page.get_by_role("button", name="Make a passkey").press("Enter")
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()

    adele.go("/console/")
    wait_until(page, "document.querySelector('.off-line').hidden")


def test_signing_out_elsewhere_ends_the_other_browser_at_once(come: Come) -> None:
    """A23"""
    here, there = come("ambassador"), come("ambassador")
    for one in (here, there):
        one.types_password().wait_for_url(re.compile(r"/console/$"))
    wait_until(there.page, "document.querySelector('.off-line').hidden")

    page = here.go(SECURITY)
    expect(page.get_by_text("this browser", exact=True)).to_have_count(1)
    page.get_by_role("button", name="Sign out everywhere else").press("Enter")

    there.page.wait_for_url("**/console/sign-in*")
    expect(page.get_by_role("button", name="Sign out everywhere else")).to_have_count(0)
    expect(page.get_by_text("Signed in from a new browser")).to_be_visible()


def test_an_administrator_sets_up_the_companys_sign_in_and_a_colleague_comes_in_by_it(
    come: Come, there: Provider
) -> None:
    """Mission F: single sign-on by OpenID Connect."""
    anne = come("administrator")
    page = anne.types_password()
    page.wait_for_url(re.compile(r"/console/$"))
    anne.go("/console/signing-in")
    assert_accessible(page)
    page.get_by_role("link", name="Set up a company sign-in").press("Enter")
    for label, words in {
        "Key in addresses": "perle",
        "Name on the button": "Perle ID",
        "Address of the provider (issuer)": there.issuer,
        "Client ID": CLIENT,
        "Client secret": SECRET,
        "Mail domains": "maison-perle.example",
    }.items():
        page.get_by_label(label).fill(words)
    assert_accessible(page)
    page.get_by_role("button", name="Save").press("Enter")
    expect(page.get_by_text("/console/sign-in/with/perle/back")).to_be_visible()

    camille = come("community_manager", **PHONE)
    page = camille.go("/console/sign-in")
    page.get_by_role("link", name="Sign in with Perle ID").press("Enter")
    page.wait_for_url(re.compile(r"/console/$"))
    camille.go(SECURITY)
    expect(page.get_by_text("You can sign in with Perle ID")).to_be_visible()
    camille.signs_out()
    expect(page.get_by_role("link", name="Sign out of Perle ID too")).to_be_visible()


def test_a_lie_of_the_provider_opens_nothing(come: Come, there: Provider) -> None:
    """A23: an address that is not confirmed."""
    there.lie = {"email_verified": False, "sub": "u-7"}
    somebody = come("community_manager")
    page = somebody.go("/console/sign-in")
    page.get_by_role("link", name="Sign in with Perle ID").press("Enter")

    expect(page.get_by_role("alert")).to_contain_text("does not confirm your e-mail address")
    there.lie = {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("looks", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_page_of_signing_in_is_accessible_and_fits(come: Come, looks: dict[str, Any], scheme: str) -> None:
    """WCAG 2.2 AA"""
    zoe = come("advisor", **looks, color_scheme=scheme)
    page = zoe.page
    for path in ("/console/sign-in", "/console/sign-in/forgotten"):
        zoe.go(path)
        assert_accessible(page)
        _shoot(page, path, looks, scheme)
    zoe.types_password()
    page.wait_for_url(re.compile(r"/console/$"))
    for path in (SECURITY, f"{SECURITY}/app", f"{SECURITY}/password", "/console/confirm", f"{SECURITY}/recovery-codes"):
        zoe.go(path)
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        _shoot(page, path, looks, scheme)


def _shoot(page: Page, path: str, looks: dict[str, Any], scheme: str) -> None:
    """Pictures to look at, where somebody has named a folder for them."""
    import os

    if folder := os.environ.get("PICTURES"):
        kind = "phone" if looks is PHONE else "desktop"
        page.screenshot(path=f"{folder}/{path.strip('/').replace('/', '-')}-{kind}-{scheme}.png", full_page=True)
