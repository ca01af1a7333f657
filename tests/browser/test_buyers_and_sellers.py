"""Buyers and sellers write to each other by way of the shop, as they meet it: on a phone and at a desk, with the demo's mail catcher."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.console_stage import PHONE, AtDesk
from tests.live import ROOT, LiveDesk

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

CHARTER = (ROOT / "charters" / "marketplace.toml").read_text(encoding="utf-8")
FAIR = "/demo/feira-do-largo"
WITHIN = 20.0
LOOKS = {"phone": {"color_scheme": "dark", **PHONE}, "desk": {"viewport": {"width": 1280, "height": 900}}}


@pytest.fixture(scope="module")
def desk() -> Iterator[LiveDesk]:
    """The demo's marketplace with what was bought there, and its catcher."""
    desk = LiveDesk(shops={"feira-do-largo": CHARTER}, COMPTOIR_DEMO="1")
    desk.run("tests.live_market")
    desk.start()
    yield desk
    desk.close()


class Person:
    """Somebody in a browser of their own, in Portuguese. Nothing may go wrong on their screen."""

    def __init__(self, browser: Browser, desk: LiveDesk, **looks: Any) -> None:
        self.desk, self.troubles = desk, list[str]()
        self.context = browser.new_context(locale="pt-PT", **looks)
        self.page: Page = self.context.new_page()
        self.page.on("console", lambda said: self.troubles.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))

    def go(self, path: str) -> Page:
        self.page.goto(self.desk.url + path)
        return self.page

    def buys_as(self, name: str) -> Page:
        """Sign in at the shop as one of its customers, and go to their orders."""
        self.go(f"{FAIR}/conta/").get_by_role("button", name=name).click()
        self.page.locator(".onward button").click()
        return self.page

    def sells_as(self, key: str) -> Page:
        """Go to a seller's settings by the shop's signed link."""
        self.go(f"{FAIR}/vender/").locator(f'[value="{key}"]').click()
        return self.page

    def has_mail(self, address: str, subject: str) -> Page:
        """The newest letter to an address whose subject has these words, opened in the catcher."""
        letter = self.page.locator(".letters a", has_text=subject)
        self.until(letter, f"/demo/mail/?to={address}")
        letter.first.click()
        return self.page

    def until(self, what: Locator, path: str = "") -> None:
        """Look again until it is there: mail takes a moment."""
        end = time.monotonic() + WITHIN
        self.go(path) if path else self.page.reload()
        while not what.count() and time.monotonic() < end:
            time.sleep(0.3)
            self.page.reload()
        expect(what.first).to_be_visible()

    def can_read_it(self) -> None:
        """WCAG, and nothing to scroll sideways."""
        assert self.page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        assert_accessible(self.page)


@pytest.fixture
def person(browser: Browser, desk: LiveDesk) -> Iterator[Any]:
    came: list[Person] = []

    def come(looks: str = "desk") -> Person:
        came.append(Person(browser, desk, **LOOKS[looks]))
        return came[-1]

    yield come
    troubles = [trouble for one in came for trouble in one.troubles]
    for one in came:
        one.context.close()
    assert not troubles, "\n".join(troubles)


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A photograph that says where it was taken."""
    path, exif = tmp_path_factory.mktemp("photo") / "IMG_2041.jpg", Image.Exif()
    exif[0x010E] = "Rua do Carmo 7, Lisboa"
    out = io.BytesIO()
    Image.new("RGB", (320, 240), (120, 80, 40)).save(out, "JPEG", exif=exif)
    path.write_bytes(out.getvalue())
    return path


def test_a_buyer_writes_the_seller_answers_by_mail_and_the_buyer_reads_it(person: Any, photo: Path) -> None:
    """E1, E3: from the order to the answer, on a phone; neither learns the other's address."""
    rui, pinho = person("phone"), person()
    page = rui.buys_as("Rui Cardoso")
    order = page.locator('a[href*="/order/P-1041-664018"]').first
    expect(order).to_be_visible()
    rui.can_read_it()
    order.click()
    expect(page.locator('a[href*="/contact/"]')).to_be_visible()
    rui.can_read_it()
    page.locator('a[href*="/contact/"]').click()
    page.locator('[value="warranty"]').check()
    rui.can_read_it()
    page.locator('[name="q-warranty-fault"]').fill("Abriu uma fenda")
    page.locator("#body").fill("A tábua abriu ao meio. O meu telefone é 912 345 678.")
    page.locator("#files").set_input_files(str(photo))
    expect(page.locator(".chosen li")).to_have_count(1)
    page.locator("main form > button").click()
    page.wait_for_url(re.compile(r"/cases/\d+"))
    rui.can_read_it()

    mail = pinho.has_mail("clientes@oficina-do-pinho.example", "Garantia")
    told = mail.frame_locator("iframe").locator("body")
    expect(told).to_contain_text("A tábua abriu ao meio.")
    for hidden in ("912 345 678", "rui.cardoso", "Cardoso"):
        expect(told).not_to_contain_text(hidden)
    pinho.can_read_it()
    mail.locator('[name="body"]').last.fill("Pedimos desculpa. Trocamos a tábua sem custos.")
    mail.locator(".answer summary").click()
    mail.locator('[name="signature"]').fill("Oficina do Pinho\nTel. 239 000 118\nclientes@oficina-do-pinho.example")
    mail.locator(".answer > button").click()

    rui.until(page.locator(".theirs", has_text="Trocamos a tábua sem custos."))
    said = page.locator("main").inner_text()
    assert "239 000 118" not in said
    assert "oficina-do-pinho.example" not in said
    rui.can_read_it()
    theirs = pinho.has_mail("rui.cardoso@correio.example", "Garantia")
    expect(theirs.frame_locator("iframe").locator("body")).to_contain_text("Trocamos a tábua")


def test_a_seller_sets_the_support_address_by_code_and_switches_it_off(person: Any) -> None:
    """E2: on a phone and at a desk."""
    seller, post = person("phone"), person()
    page = seller.sells_as("las-da-serra")
    page.locator("#email").fill("apoio@las-da-serra.example")
    page.locator("main form.card button").click()
    expect(page.locator("#code")).to_be_visible()
    seller.can_read_it()
    letter = post.has_mail("apoio@las-da-serra.example", "")
    code = re.search(r"\d{3}\s\d{3}", letter.locator("details.plain pre").text_content() or "")
    assert code is not None
    page.locator("#code").fill("000000")
    page.locator(".code-card button").first.click()
    expect(page.locator("[role=alert]")).to_be_visible()
    page.locator("#code").fill(code[0])
    page.locator(".code-card button").first.click()
    expect(page.locator(".tool.on")).to_contain_text("apoio@las-da-serra.example")
    seller.can_read_it()

    page.locator("#email").fill("")
    page.locator("main form.card button").click()
    expect(page.get_by_role("alertdialog")).to_be_visible()
    seller.can_read_it()
    page.locator("button.danger").click()
    expect(page.locator(".tool.off")).to_be_visible()
    seller.troubles = [it for it in seller.troubles if "400" not in it]  # the wrong code


def test_with_the_tool_off_the_team_passes_on_both_ways_by_one_click(
    person: Any, browser: Browser, desk: LiveDesk
) -> None:
    """E4, E8: and who writes from the team says first for whom."""
    beatriz, seller = person(), person("phone")
    page = beatriz.buys_as("Beatriz Pinto")
    beatriz.go("/orders/feira-do-largo/contact/P-1042-905563?seller=las-da-serra")
    page.locator('[value="wrong_item"]').check()
    page.locator('[name="q-wrong_item-received"]').fill("Um cesto cinzento")
    page.locator("#body").fill("Encomendei o cesto na cor natural.")
    page.locator("main form > button").click()
    page.wait_for_url(re.compile(r"/cases/\d+"))
    case = int(re.search(r"/cases/(\d+)", page.url)[1])  # type: ignore[index]

    adele = AtDesk(browser, desk, "advisor", shop="feira-do-largo")
    board = adele.go("/console/cases")
    expect(board.locator("tbody")).to_contain_text("Cesto")
    assert_accessible(board, "cases")
    talk = adele.open(case)
    expect(talk.locator("[data-case]")).to_contain_text("P-1042-905563")
    talk.locator(".passes .main").click()
    expect(talk.locator(".thread .passes")).to_have_count(0)

    theirs = seller.sells_as("las-da-serra")
    seller.until(theirs.locator(".said", has_text="cor natural"), f"/sellers/feira-do-largo/cases/{case}")
    theirs.locator("#body").fill("Trocamos o cesto na sexta-feira.")
    theirs.locator("main form button").last.click()
    expect(theirs.locator(".mine", has_text="Trocamos o cesto")).to_be_visible()
    seller.can_read_it()

    answer = talk.locator(".thread li", has_text="Trocamos o cesto")
    answer.locator(".passes .main").click()
    beatriz.until(
        page.locator(".said", has_text="Trocamos o cesto na sexta-feira."), f"/orders/feira-do-largo/cases/{case}"
    )

    talk.locator('[data-paper="message"]').click()
    talk.locator(".composer textarea").fill("Posso ajudar em mais alguma coisa?")
    talk.locator(".composer .main").click()
    expect(talk.locator(".sides.asked")).to_be_visible()
    assert_accessible(talk, "case")
    talk.locator('.sides [value="customer"]').check()
    talk.locator(".composer .main").click()
    beatriz.until(page.locator(".said", has_text="Posso ajudar em mais alguma coisa?"))
    assert "Posso ajudar" not in seller.go(f"/sellers/feira-do-largo/cases/{case}").locator("main").inner_text()
    adele.leave()
    assert not adele.troubles, adele.troubles
