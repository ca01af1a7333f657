"""The help centre in real Chromium: an article is written by keys, read on a phone and a desk, by day and by night, and answers
somebody in the widget before anybody is asked. F, D10.
"""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_accessible
from tests.browser.console_stage import PHONE
from tests.browser.waiting import wait_until
from tests.browser.widget_stage import PHONE as SMALL
from tests.browser.widget_stage import Visit

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]

LOOKS = [{"viewport": {"width": 1280, "height": 900}}, {"color_scheme": "dark", **PHONE}]
BODY = "# With a thread\n\nWind a **thread** around the finger.\n\n# With a ring\n\n1. Take a ring.\n2. Measure it.\n\n# Between two sizes\n\nTake the larger."


@pytest.fixture(scope="module")
def written(browser, desk) -> str:
    """Rose writes and publishes an article by keys alone; where readers find it."""
    from tests.browser.console_stage import AtDesk

    rose = AtDesk(browser, desk, "referent")
    page = rose.go("/console/articles/categories")
    page.locator("#name-new-fr").focus()
    page.keyboard.type("Choisir")
    page.locator("#name-new-en").focus()
    page.keyboard.type("Choosing")
    page.keyboard.press("Enter")
    expect(page.locator(".automaton")).to_contain_text("Choisir")
    page = rose.go("/console/articles/new")
    page.locator("#new-language").select_option("en")
    page.locator("#article-title").focus()
    page.keyboard.type("Measure your ring size")
    page.locator("#article-words").focus()
    page.keyboard.type("finger, sizing")
    page.locator("#article-body").focus()
    page.keyboard.insert_text(BODY)
    expect(page.locator("#preview h2").first).to_have_text("With a thread")
    page.locator("#new-category").select_option(label="Choosing")
    page.get_by_role("button", name="Keep as a draft").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Kept as a draft")).to_be_visible()
    assert_accessible(page, "the article that is written")
    page.get_by_role("button", name="Publish", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Published")).to_be_visible()
    address = page.locator(".article-marks a", has_text="See it").get_attribute("href")
    assert rose.troubles == []
    rose.context.close()
    return desk.url + str(address)


def opened(browser, address: str, **looks: object) -> tuple[Page, list[str]]:
    page = browser.new_context(locale="en-GB", **looks).new_page()
    troubles: list[str] = []
    page.on("console", lambda said: said.type == "error" and troubles.append(said.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(address)
    return page, troubles


@pytest.mark.parametrize("looks", LOOKS, ids=["desk by day", "phone by night"])
def test_everybody_can_read(browser, desk, written: str, looks: dict[str, object]) -> None:
    page, troubles = opened(browser, written, **looks)
    for path in ("", "/..", "/../topics/choisir", "/../contact", "/../search?q=ring", "/../nowhere"):
        page.goto(re.sub(r"/[^/]+/\.\.", "/", written + path))
        expect(page.locator("h1")).to_have_count(1)
        assert_accessible(page, path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than the screen"
    assert [it for it in troubles if "404" not in it] == []
    page.context.close()


def test_a_search_goes_by_keys_and_forgives_a_slip(browser, written: str) -> None:
    page, troubles = opened(browser, written.rsplit("/", 1)[0] + "/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.locator("#q").focus()
    page.keyboard.type("mesure fingr")
    expect(page.locator(".suggested a").first).to_have_text("Measure your ring size")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Measure your ring size")
    page.locator("#q").focus()
    page.keyboard.type("ring sizes")
    page.keyboard.press("Enter")
    expect(page.locator("main .listed a").first).to_have_text("Measure your ring size")
    assert troubles == []
    page.context.close()


def test_all_of_it_works_without_script(browser, written: str) -> None:
    page, _ = opened(browser, written, java_script_enabled=False)
    page.get_by_role("button", name="No", exact=True).click()
    page.locator("#word").fill("A table of sizes is missing")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("heading", name="Thank you for your answer")).to_be_visible()
    page.locator("#q").fill("finger")
    page.get_by_role("button", name="Search").click()
    page.locator("main .listed a").first.click()
    page.get_by_role("link", name="Contact", exact=True).click()
    page.locator("#message").fill("My ring is too large.")
    page.locator("#email").fill("vera@courriel.example")
    page.get_by_role("button", name="Send the message").click()
    expect(page.get_by_role("status")).to_contain_text("Your reference")
    page.context.close()


def test_an_outline_leads_to_its_part_and_the_page_can_be_printed(browser, written: str) -> None:
    page, _ = opened(browser, written)
    page.get_by_role("navigation", name="In this article").get_by_role("link", name="Between two sizes").click()
    assert page.url.endswith("#s-between-two-sizes")
    page.emulate_media(media="print")
    expect(page.locator(".looking")).to_be_hidden()
    expect(page.locator(".prose")).to_be_visible()
    page.context.close()


@pytest.mark.parametrize("looks", [{}, {"color_scheme": "dark", **SMALL}], ids=["desk by day", "phone by night"])
def test_an_article_answers_before_anybody_is_asked(browser, desk, written: str, looks: dict[str, object]) -> None:
    visitor = Visit(browser, desk, **looks)
    widget = visitor.go()
    widget.open()
    widget.words.fill("How do I measure my finger?")
    found = widget.root.locator(".answers")
    expect(found.get_by_role("button", name="Measure your ring size")).to_be_visible()
    widget.settled()
    assert_accessible(visitor.page, "what may answer")
    found.get_by_role("button", name="Measure your ring size").focus()
    visitor.page.keyboard.press("Enter")
    expect(widget.root.locator(".article h3").first).to_have_text("With a thread")
    assert_accessible(visitor.page, "the article in the widget")
    widget.button("This answered me").click()
    expect(widget.text("Good to hear. Thank you for saying so.")).to_be_visible()
    widget.button("Ask all the same").click()
    expect(widget.words).to_have_value("How do I measure my finger?")
    found.get_by_role("button", name="Dismiss").click()
    expect(found).to_have_count(0)
    expect(widget.words).to_be_focused()
    widget.words.fill("How do I measure my fingers?")
    visitor.page.wait_for_timeout(900)
    expect(found).to_have_count(0)
    assert visitor.troubles == []
    visitor.close()


def test_two_who_write_at_once_see_both_texts(at_desk, written: str) -> None:
    rose, adele = at_desk("referent"), at_desk("advisor")
    pages = [it.go("/console/articles") for it in (rose, adele)]
    for page in pages:
        page.get_by_role("link", name="Measure your ring size").first.click()
        page.locator("#article-body").wait_for()
    pages[0].locator("#article-body").fill("What Rose wrote")
    pages[0].get_by_role("button", name="Keep as a draft").click()
    expect(pages[0].get_by_role("status").filter(has_text="Kept as a draft")).to_be_visible()
    pages[1].locator("#article-body").fill("What Adèle wrote")
    pages[1].get_by_role("button", name="Keep as a draft").click()
    expect(pages[1].locator("#theirs-body")).to_have_value("What Rose wrote")
    expect(pages[1].locator("#mine-body")).to_have_value("What Adèle wrote")
    assert_accessible(pages[1], "two texts")
    assert [it for it in adele.troubles if "409" not in it] == []  # a browser tells of every refusal
    adele.troubles.clear()
    pages[1].get_by_role("button", name="Keep mine as a new version").click()
    expect(pages[1].locator("#article-body")).to_have_value("What Adèle wrote")


@pytest.mark.parametrize("looks", LOOKS, ids=["desk by day", "phone by night"])
def test_everybody_can_use_the_desks_pages(at_desk, written: str, looks: dict[str, object]) -> None:
    rose = at_desk("referent", **looks)
    for path in ("", "/new", "/categories", "/searches", "?state=behind"):
        page = rose.go(f"/console/articles{path}")
        assert_accessible(page, path)
    page = rose.go("/console/articles")
    page.locator("td a").first.click()
    page.locator("#article-body").wait_for()
    assert_accessible(page, "one article")
    page.locator(".article-marks a", has_text="version").click()
    page.locator(".article-history").wait_for()
    assert_accessible(page, "its versions")


def test_what_was_not_kept_is_there_again(at_desk, written: str) -> None:
    page = at_desk("referent").go("/console/articles/new")
    page.locator("#article-title").fill("Half a thought")
    page.goto("about:blank")
    page.go_back()
    page.reload()
    expect(page.locator("#article-title")).to_have_value("Half a thought")
    page.get_by_role("button", name="Throw it away").click()
    expect(page.locator("#article-title")).to_have_value("")


def test_what_was_searched_in_vain_becomes_a_word_that_finds_or_an_article(browser, at_desk, written: str) -> None:
    """F: a reader finds nothing; a referent says which words mean the same; the next reader finds it."""
    reader, _ = opened(browser, written.rsplit("/", 1)[0] + "/search?q=knuckle+girth")
    expect(reader.locator("main .listed a")).to_have_count(0)
    rose = at_desk("referent")
    page = rose.go("/console/articles/searches")
    row = page.locator("tr", has_text="knuckle girth")
    row.get_by_role("link", name="Write an article").click()
    expect(page.locator("#article-title")).to_have_value("Knuckle girth")
    page = rose.go("/console/articles/searches")
    row.get_by_role("link", name="Words that mean the same").click()
    expect(page.locator("#words")).to_be_focused()
    expect(page.locator("#words")).to_have_value("knuckle girth\n")
    expect(page.locator("#language")).to_have_value("en")
    assert_accessible(page, "words that mean the same, begun")
    page.keyboard.press("Control+End")
    page.keyboard.type("ring size")
    page.get_by_role("button", name="Keep", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".empty")).to_contain_text("Nothing here.")
    page.get_by_role("link", name="Settled", exact=True).click()
    expect(page.locator("tr", has_text="knuckle girth")).to_contain_text("by a synonym")
    reader.reload()
    expect(reader.locator("main .listed a").first).to_have_text("Measure your ring size")
    assert rose.troubles == []
    reader.context.close()


def test_an_article_that_waits_is_told_and_its_writer_hears_the_answer(at_desk, written: str) -> None:
    """D4: at once, wherever one is, and by a number beside the help centre until it is settled."""
    adele, rose = at_desk("advisor"), at_desk("referent", color_scheme="dark", **PHONE)
    reviewer = rose.go("/console/articles")
    page = adele.go("/console/articles/new")
    page.locator("#article-title").fill("Engrave a ring")
    page.locator("#article-body").fill("Up to twenty letters.")
    page.get_by_role("button", name="Keep as a draft").click()
    page.get_by_role("button", name="Ask somebody to read it").click()
    expect(page.get_by_role("status").filter(has_text="It waits to be read")).to_be_visible()
    expect(reviewer.locator(".toast")).to_contain_text("hands in an article.")
    expect(reviewer.locator('[data-count="articles"]')).to_have_text("1")
    reviewer.locator(".toast").get_by_role("link", name="Open").click()
    reviewer.locator("#return-note").fill("A picture is missing.")
    reviewer.get_by_role("button", name="Send back").click()
    expect(page.locator(".toast")).to_contain_text("has sent your article back.")
    expect(page.locator('[data-count="articles"]')).to_have_text("1")
    page = adele.go("/console/articles")
    expect(page.locator("#answers + ul")).to_contain_text("A picture is missing.")
    assert_accessible(page, "what was answered")
    page.get_by_role("button", name="Noted").click()
    expect(page.locator("#answers")).to_have_count(0)
    expect(page.locator('[data-count="articles"]')).to_have_text("")
    assert adele.troubles == rose.troubles == []


def test_a_picture_that_is_put_in_is_seen_before_and_after_it_is_published(
    browser, desk, at_desk, written: str
) -> None:
    """F: what is no picture is told, and nothing of it stays in the text; an article opens at its beginning on a phone."""
    rose = at_desk("referent", **PHONE)
    page = rose.go("/console/articles")
    page.get_by_role("link", name="Measure your ring size").first.click()
    page.locator("#article-body").wait_for()
    assert page.locator("main").evaluate("(main) => main.scrollTop") == 0
    page.locator("#article-body").fill("Look:\n\n")
    page.locator("#article-picture").set_input_files(
        {"name": "x.png", "mimeType": "image/png", "buffer": b"no picture"}
    )
    expect(page.locator(".toast")).to_contain_text("only JPEG, PNG, WebP and GIF")
    assert [it for it in rose.troubles if "400" not in it] == []  # a browser tells of every refusal
    rose.troubles.clear()
    page.locator("#article-picture").set_input_files({"name": "y.png", "mimeType": "image/png", "buffer": a_picture()})
    drawn = "(image) => image.complete && image.naturalWidth"
    seen = page.locator("#preview img")
    expect(seen).to_have_attribute("width", "60")
    wait_until(page, f"() => ({drawn})(document.querySelector('#preview img'))")
    page.get_by_role("button", name="Keep as a draft").click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Published")).to_be_visible()
    reader, troubles = opened(browser, written)
    reader.locator(".prose img").scroll_into_view_if_needed()
    wait_until(reader, f"() => ({drawn})(document.querySelector('.prose img'))")
    assert troubles == []


def a_picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "#1F6F5C").save(out, "PNG")
    return out.getvalue()
