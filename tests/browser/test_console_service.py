"""What follows an answer, at the desk: escalation, what comes back, macros and rules, conversations that belong together."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import assert_accessible
from tests.browser.console_stage import ACCOUNT, PHONE
from tests.live import LiveDesk, LiveVisitor
from tests.people import ALWAYS_OPEN

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

SHOP = "atelier"
MORE = """
[escalation]
levels = ["advisor", "technical_expert"]
tell_customer = true
[escalation.names]
technical_expert = { fr = "Expert de l’atelier", en = "Workshop expert" }

[promises.refund]
of = "return"
when = "refund"
within = "14 d"
clock = "wall"

[orders]
formats = ["MP-#####"]

[returns]
within = "30 d"
refund_promise = "refund"
not_returnable = ["engraved"]
"""
ORDERS = """Order number;Order date;Delivery date;Status;Currency;Total;Product name;Quantity;Tags
MP-48213;{placed};{delivered};delivered;EUR;340.00;Bague Rivage;1;
MP-48213;{placed};{delivered};delivered;EUR;340.00;Médaille Aube;1;engraved
"""
Come = Callable[..., LiveVisitor]


@pytest.fixture(scope="module")
def desk() -> Iterator[LiveDesk]:
    """A live desk with a shop that escalates, takes back, and has told of an order."""
    desk = LiveDesk(shops={SHOP: ALWAYS_OPEN + MORE})
    placed, delivered = (dt.datetime.now(dt.UTC).date() - dt.timedelta(days=days) for days in (9, 5))
    file = desk.folder / "orders.csv"
    file.write_text(ORDERS.format(placed=placed, delivered=delivered))
    desk.run("comptoir.config.command", "orders", "import", "--shop", SHOP, "--yes", str(file))
    desk.start()
    yield desk
    desk.close()


@pytest.fixture
def visitors(desk: LiveDesk) -> Come:
    def come(body: str, **opening: str) -> LiveVisitor:
        visitor = desk.visitor(shop=SHOP, page=ACCOUNT, body=body, **opening)
        visitor.come()
        return visitor

    return come


def test_an_escalation_is_told_to_the_customer_and_gives_the_focus_back(at_desk, visitors: Come) -> None:
    """D3, D5"""
    adele = at_desk(shop=SHOP)
    visitor = visitors("Le fermoir de mon collier a encore cédé")
    adele.takes(visitor)
    adele.api.does(visitor.c, "request")
    page = adele.open(visitor.c)
    more = page.locator(".menu:not(.macros) > summary")
    more.click()
    page.get_by_role("button", name="Escalate").click()
    dialog = page.locator("#dialog")
    assert_accessible(page, "escalation", "#dialog")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(more).to_be_focused()

    page.keyboard.press("!")
    expect(dialog).to_be_visible()
    page.locator("#why").fill("Troisième fermoir")
    page.keyboard.press("Control+Enter")
    expect(dialog).to_be_hidden()
    expect(page.locator(".thread")).to_contain_text("Expert de l’atelier")
    expect(page.locator(".card")).to_contain_text("Troisième fermoir")
    assert_accessible(page)

    heard = visitor.hear("entry", within=10)
    while "Expert de l’atelier" not in heard["entry"].get("body", ""):
        heard = visitor.hear("entry", within=10)
    assert "Troisième" not in str(heard)


def test_what_comes_back_goes_from_the_card_to_the_refund(at_desk, visitors: Come) -> None:
    """D8: what may not come back says why; what is on its way is not offered again."""
    adele = at_desk(shop=SHOP)
    visitor = visitors("Je voudrais renvoyer ma commande MP-48213")
    adele.takes(visitor)
    page = adele.open(visitor.c)
    dialog = page.locator("#dialog")
    page.keyboard.press("-")
    expect(dialog).to_contain_text("May not come back")
    expect(dialog).to_be_visible()
    assert_accessible(page, "return", "#dialog")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-returns]")).to_contain_text("Accepted")
    expect(page.locator(".card")).to_contain_text("Has come back already, or is on its way.")

    page.keyboard.press(";")
    expect(dialog).to_contain_text("From now on the refund is promised")
    expect(dialog.locator(".main")).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(dialog).to_be_hidden()
    page.locator('[data-returns] [data-act="return-step"]', has_text="It is refunded").click()
    expect(page.locator("#amount")).to_be_focused()
    page.locator("#amount").fill("beaucoup")
    page.keyboard.press("Control+Enter")
    expect(dialog.locator(".refused")).not_to_be_empty()
    page.locator("#amount").fill("170,00")
    page.keyboard.press("Control+Enter")
    adele.troubles.clear()  # the browser writes the refusal down itself
    expect(page.locator("[data-returns]")).to_contain_text("Refunded")
    expect(page.locator(".thread")).to_contain_text("170")

    adele.go("/console/returns?state=refunded")
    assert_accessible(page)
    page.locator(".table a").first.click()
    expect(page.locator("h1")).to_contain_text("Return R-")
    assert_accessible(page)


def test_who_asks_about_their_data_is_confirmed_and_answered_by_keyboard(at_desk, visitors: Come) -> None:
    """D9, G7: with a countdown on the card, and the record on a page of its own; on a phone too."""
    adele = at_desk(shop=SHOP)
    visitor = visitors("Que savez-vous de moi ?")
    adele.takes(visitor)
    page = adele.open(visitor.c)
    dialog, card = page.locator("#dialog"), page.locator("[data-promised]")
    page.keyboard.press(":")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("Que savez-vous de moi")
    assert_accessible(page, "privacy request", "#dialog")
    page.keyboard.press("Control+Enter")
    expect(dialog).to_be_hidden()
    expect(card).to_contain_text("Received")
    expect(card.locator(".privacy .promise")).to_contain_text(re.compile(r"\d"))
    expect(page.locator(".thread")).to_contain_text("Nous avons bien reçu votre demande")
    assert_accessible(page)

    page.keyboard.press("=")
    expect(dialog).to_be_visible()
    dialog.get_by_label("Answered from the address on file").check()
    assert_accessible(page, "a step of a privacy request", "#dialog")
    page.keyboard.press("Control+Enter")
    expect(card).to_contain_text("Identity confirmed")
    answer = {"client_id": str(uuid4()), "body": "Voici tout ce que nous savons de vous."}
    assert adele.api.act(f"/console/c/{visitor.c}/messages", answer)[0] in (200, 201)
    page.keyboard.press("=")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("is kept as the answer")
    page.keyboard.press("Control+Enter")
    expect(card).to_contain_text("Answered")

    adele.go("/console/privacy?state=answered")
    assert_accessible(page)
    page.locator(".table a").first.click()
    expect(page.locator(".steps")).to_contain_text("Answered from the address on file")
    assert_accessible(page)


def test_a_macro_is_written_found_by_its_key_and_waits_in_the_composer(at_desk, visitors: Come) -> None:
    """F: macros."""
    adele = at_desk(shop=SHOP, **PHONE)
    page = adele.go("/console/macros/new")
    assert_accessible(page)
    page.locator("#name").fill("Demander une photo")
    page.locator("#reply").fill("Bonjour, pourriez-vous m’envoyer une photo ?")
    page.locator("#add_tags").fill("photo")
    page.locator("form .main").click()
    expect(page.locator(".automata")).to_contain_text("Demander une photo")
    assert_accessible(page)

    visitor = visitors("Ma bague est rayée")
    adele.takes(visitor)
    adele.open(visitor.c)
    page.locator(".macros > summary").click()
    page.get_by_role("button", name="Demander une photo").click()
    expect(page.locator(".composer textarea")).to_have_value(re.compile("une photo"))
    expect(page.locator(".talk-head .tag")).to_have_text("photo")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_a_rule_says_what_it_lacks_and_is_tried_on_the_past(at_desk, visitors: Come) -> None:
    """F: automation rules."""
    visitors("Mon bracelet est cassé")
    rose = at_desk("referent", shop=SHOP)
    page = rose.go("/console/rules/new")
    assert_accessible(page)
    page.locator("#name").fill("Bijou cassé")
    page.locator("#when").select_option(label="the customer writes")
    page.locator("#if_words").fill("cassé")
    page.locator("form .main").click()
    expect(page.locator("form .refused")).not_to_be_empty()
    rose.troubles.clear()  # the browser writes the refusal down itself
    page.locator("#add_tags").fill("atelier")
    page.locator("form .main").click()
    expect(page.locator(".automaton")).to_contain_text("adds tags: atelier")

    page.get_by_role("button", name="Try it").click()
    expect(page.locator("#tried")).to_contain_text("It would have run in 1 of")
    assert_accessible(page)


def test_whoever_may_not_write_rules_does_not_meet_them(at_desk, desk: LiveDesk) -> None:
    """A11"""
    adele = at_desk(shop=SHOP)
    page = adele.go("/console/macros")
    expect(page.get_by_role("link", name="Rules", exact=True)).to_have_count(0)
    assert page.request.get(f"{desk.url}/console/rules").status == 403
    assert page.request.get(f"{desk.url}/console/rules/1/edit").status in (403, 404)


def test_two_conversations_of_one_visitor_are_merged_only_after_a_warning(at_desk, visitors: Come) -> None:
    """F: merge, link."""
    adele = at_desk("referent", shop=SHOP)
    first = visitors("Où en est ma commande ?")
    adele.takes(first)
    adele.api.does(first.c, "request")
    again = first.opening | {"client_id": str(uuid4()), "body": "Et ma facture ?"}
    status, answer = first.ask("POST", f"/widget/{SHOP}/conversations", again)
    assert status == 201, answer
    second = answer["conversation"]["id"]
    adele.api.act(f"/console/c/{second}/take")
    adele.api.does(second, "request")
    page = adele.open(second)
    dialog = page.locator("#dialog")

    page.keyboard.press("r")
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("Of the same visitor")
    assert_accessible(page, "link", "#dialog")
    dialog.get_by_role("button", name="Merge…").click()
    expect(dialog).to_contain_text("This cannot be undone.")
    expect(dialog.get_by_role("button", name="Cancel")).to_be_focused()
    assert_accessible(page, "merge", "#dialog")
    dialog.get_by_role("button", name="Merge", exact=True).click()
    expect(page).to_have_url(re.compile(f"/console/c/{first.c}"))
    adele.open(second)
    expect(page.locator(".cannot")).to_have_text("This goes on in another conversation. Please write there.")


def test_everybody_can_read_what_is_returned_and_what_is_automated(at_desk) -> None:
    """F: WCAG, on a phone and in the dark."""
    rose = at_desk("referent", shop=SHOP, color_scheme="dark", **PHONE)
    for path in ("/console/returns?state=all", "/console/macros", "/console/rules", "/console/rules/new"):
        page = rose.go(path)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path
        assert_accessible(page)


def test_from_the_way_to_hand_over_one_comes_to_the_request(at_desk, visitors: Come) -> None:
    """A6: where nobody is free, the dialog leads on."""
    adele = at_desk(shop=SHOP)
    visitor = visitors("Puis-je parler à un bijoutier ?")
    adele.takes(visitor)
    page = adele.open(visitor.c)
    page.keyboard.press("h")
    dialog = page.locator("#dialog")
    dialog.get_by_role("button", name="Make it a request").click()
    expect(dialog.locator("h2")).not_to_have_text("Hand over")
