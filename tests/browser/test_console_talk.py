"""In a conversation: what is written arrives once, what cannot be sent stays, and a note stays in the house."""

from __future__ import annotations

import base64
import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.console_stage import done

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

DROP = """(sheet) => {
  const bytes = Uint8Array.from(atob("%s"), (sign) => sign.charCodeAt(0));
  const files = new DataTransfer();
  files.items.add(new File([bytes], "bague.png", { type: "image/png" }));
  sheet.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def talk(at_desk, visitors):
    """Adèle in a conversation with a visitor."""
    adele, visitor = at_desk(), visitors("Ma bague est trop grande")
    adele.takes(visitor)
    page = adele.open(visitor.c)
    expect(page.locator(".answering")).to_contain_text("You answer")
    return adele, visitor, page


def writes(page, words: str) -> None:
    page.locator(".composer textarea").fill(words)
    page.keyboard.press("Enter")


def test_a_message_goes_out_is_seen_and_answered(talk) -> None:
    _adele, visitor, page = talk

    writes(page, "Bonjour, je m’en occupe.")
    heard = visitor.hear("entry", "entries", within=5)
    while heard["t"] != "entry" or heard["entry"].get("body") != "Bonjour, je m’en occupe.":
        heard = visitor.hear("entry", within=5)
    expect(page.locator(".said.team .read")).to_have_text("Sent")
    visitor.say({"t": "read", "seq": heard["entry"]["seq"]})
    expect(page.locator(".said.team .read")).to_have_text("Seen")
    visitor.say({"t": "typing", "on": True})
    expect(page.locator(".typing")).to_contain_text("is typing")
    visitor.post("Merci !")
    expect(page.locator(".said.visitor").last).to_contain_text("Merci !")
    expect(page.locator(".typing")).to_be_empty()


def test_what_the_agent_reads_is_told_to_the_visitor(talk) -> None:
    _adele, visitor, _page = talk

    visitor.post("Vous êtes là ?")

    visitor.hear("state", within=5)


def test_a_note_is_on_other_paper_and_never_reaches_the_visitor(talk, at_desk) -> None:
    """A11, attack A5."""
    _adele, visitor, page = talk
    rose = at_desk("referent")
    rose.go("/console/team")

    page.locator("h1").first.click()
    page.keyboard.press("n")
    expect(page.locator(".composer .sheet")).to_have_class(re.compile("note"))
    page.keyboard.type("Un avis, @ro")
    expect(page.locator(".completions [role=option]")).to_have_text(re.compile("Rose"))
    page.keyboard.press("Enter")
    page.keyboard.type("s’il te plaît ?")
    page.keyboard.press("Enter")

    expect(page.locator(".said.note .mention")).to_have_text("@Rose")
    expect(rose.page.locator(".toast")).to_contain_text("named you in a note")
    visitor.post("Vous êtes là ?")
    visitor.hears_nothing("never", within=0.5)
    assert [frame for frame in visitor.heard if "Un avis" in str(frame)] == []


def test_a_newer_message_is_shown_before_the_answer_goes_out(talk) -> None:
    _adele, visitor, page = talk
    page.context.set_offline(True)
    page.evaluate("document.querySelector('.composer').dataset.test = 'still here'")
    writes(page, "Oui, taille 52.")
    expect(page.locator(".said.pending")).to_contain_text("Oui, taille 52.")
    visitor.post("Non pardon, taille 54 !")
    page.context.set_offline(False)

    expect(page.locator(".thread")).to_contain_text("taille 54", timeout=20_000)
    expect(page.locator(".composer textarea")).to_have_value("Oui, taille 52.")
    expect(page.locator(".said-so")).to_contain_text("newer message")
    page.keyboard.press("Enter")
    expect(page.locator(".said.team")).to_contain_text("Oui, taille 52.")


def test_what_is_written_without_a_line_is_sent_when_it_is_back(talk) -> None:
    """R5: nothing is lost, and the screen says so."""
    _adele, visitor, page = talk
    page.context.set_offline(True)
    writes(page, "Je reviens vers vous.")

    expect(page.locator(".said.pending .read")).to_have_text("Sending…")
    page.context.set_offline(False)

    expect(page.locator(".said.team:not(.pending)")).to_contain_text("Je reviens vers vous.", timeout=20_000)
    assert visitor.hear("entry", within=10)["entry"]
    expect(page.locator(".said.team")).to_have_count(1)


def test_a_draft_outlives_a_reload_and_another_conversation(talk, visitors) -> None:
    adele, visitor, page = talk
    other = visitors("Autre chose")
    adele.takes(other)
    page.locator(".composer textarea").fill("À moitié écrit")

    adele.row(other.c).click()
    expect(page.locator(".thread")).to_contain_text("Autre chose")
    expect(page.locator(".composer textarea")).to_have_value("")
    adele.row(visitor.c).click()
    expect(page.locator(".composer textarea")).to_have_value("À moitié écrit")
    page.reload()
    expect(page.locator(".composer textarea")).to_have_value("À moitié écrit")


def test_a_picture_is_dropped_sent_and_enlarged(talk) -> None:
    _adele, _visitor, page = talk

    out = io.BytesIO()
    Image.new("RGB", (320, 200), "#5FBFA5").save(out, "PNG")

    page.locator(".composer .sheet").evaluate(DROP % base64.b64encode(out.getvalue()).decode())
    expect(page.locator(".chosen-files")).to_contain_text("bague.png")
    expect(page.locator(".chosen-files progress")).to_have_count(0)
    page.locator(".composer .main").click()

    picture = page.locator(".said.team .picture")
    picture.wait_for()
    assert picture.locator("img").evaluate("image => image.decode().then(() => image.naturalWidth)") == 320
    picture.click()
    expect(page.locator("dialog.enlarged")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.enlarged")).to_have_count(0)


def test_a_file_that_is_not_accepted_says_why(talk) -> None:
    """Attack A2."""
    _adele, _visitor, page = talk
    drawing = {"name": "x.svg", "mimeType": "image/svg+xml", "buffer": b"<svg onload='alert(1)'/>"}

    page.locator(".composer input[type=file]").set_input_files(drawing)

    expect(page.locator(".said-so")).to_contain_text("cannot be accepted")
    page.context.pages[0].evaluate("0")
    _adele.troubles.clear()


def test_older_messages_come_as_one_scrolls_back(talk) -> None:
    adele, visitor, page = talk
    for number in range(120):
        visitor.post(f"Ligne {number}")
    page.reload()
    expect(page.locator(".thread")).to_contain_text("Ligne 119")
    expect(page.locator(".thread")).not_to_contain_text("Ligne 5 ")
    assert page.locator("li.said").count() == 50

    for _ in range(8):
        page.locator(".thread").evaluate("thread => { thread.scrollTop = 0 }")
        page.wait_for_timeout(200)

    expect(page.locator(".thread")).to_contain_text("Ma bague est trop grande")
    numbers = page.locator("li[data-seq]").evaluate_all("lines => lines.map((line) => Number(line.dataset.seq))")
    assert numbers == list(range(1, len(numbers) + 1))
    assert adele.troubles == []


def test_a_colleague_who_writes_is_announced(talk, at_desk) -> None:
    _adele, visitor, page = talk
    zoe = at_desk("second_advisor")
    zoe.api.come()
    zoe.api.watch(visitor.c)

    zoe.api.say({"t": "typing", "c": visitor.c, "on": True})

    expect(page.locator(".typing.warning")).to_contain_text("Zoé is writing an answer")


def test_who_reads_along_can_write_only_a_note_until_they_take_over(talk, at_desk) -> None:
    """A7."""
    _adele, visitor, page = talk
    rose = at_desk("referent")
    screen = rose.open(visitor.c)
    expect(screen.locator(".composer .sheet")).to_have_class(re.compile("note"))
    expect(screen.locator('[data-paper="message"]')).to_be_disabled()

    screen.locator("h1").first.click()
    screen.keyboard.press("t")

    expect(screen.locator(".answering")).to_contain_text("You answer")
    expect(screen.locator('[data-paper="message"]')).to_be_enabled()
    expect(page.locator(".answering")).to_contain_text("Rose answers")
    expect(page.locator('[data-paper="message"]')).to_be_disabled()


def test_topic_request_close_and_reopen_by_their_keys(talk) -> None:
    """A5, A6."""
    _adele, _visitor, page = talk
    page.locator("h1").first.click()

    page.keyboard.press("s")
    page.locator("#dialog #topic").select_option("after_sales")
    page.locator("#dialog .main").click()
    expect(page.locator(".thread")).to_contain_text("Topic: After-sales")
    expect(page.locator(".facts")).to_contain_text("After-sales")
    done(page)
    page.keyboard.press("c")
    expect(page.locator(".thread")).to_contain_text("sent the contact card")
    page.keyboard.press("q")
    page.locator("#dialog .main").click()
    expect(page.locator(".facts")).to_contain_text("request")
    done(page)
    page.keyboard.press("x")
    expect(page.locator("#dialog")).to_be_visible()
    expect(page.locator("#dialog")).to_contain_text("asked for a rating")
    page.keyboard.press("Enter")
    expect(page.locator(".facts")).to_contain_text("closed")
    done(page)
    page.keyboard.press("o")
    expect(page.locator(".thread")).to_contain_text("Opened again")


def test_with_nobody_free_a_hand_over_shows_the_ladder(talk) -> None:
    """A6: never a dead end."""
    _adele, _visitor, page = talk
    page.locator("h1").first.click()

    page.keyboard.press("h")
    dialog = page.locator("#dialog")
    expect(dialog).to_contain_text("Nobody is free right now")
    dialog.locator("textarea").fill("Mise à taille")
    dialog.locator(".main").click()
    expect(dialog.locator(".refused")).to_contain_text("It stays with you")
    _adele.troubles.clear()
    dialog.get_by_role("button", name="Send the contact card").click()

    expect(page.locator(".thread")).to_contain_text("sent the contact card")
