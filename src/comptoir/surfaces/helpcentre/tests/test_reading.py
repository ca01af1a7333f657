"""Reading the help centre: fast, indexable, in the reader's language. F, D10; attacks A1, A4, A17, A18, A21."""

from __future__ import annotations

import json
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser

from comptoir.domain.knowledge.actions import arrange_article, retire_article, write_article
from comptoir.domain.knowledge.models import Translation
from comptoir.domain.knowledge.rules import Written
from comptoir.domain.knowledge.tests.stage import RING, a_draft, an_article
from comptoir.surfaces.helpcentre.opened import Notebook, write_down
from tests.people import NOON, a_shop

FR, EN = "/help/maison-perle/fr", "/help/maison-perle/en"
READER = {"user-agent": "Mozilla/5.0"}


def opened(address: str, client: Client | None = None, **headers: str) -> LexborHTMLParser:
    answer = (client or Client()).get(address, headers={**READER, **headers})
    assert answer.status_code == 200, (address, answer.status_code)
    return LexborHTMLParser(answer.content.decode())


def words_of(page: LexborHTMLParser, selector: str) -> str:
    return " ".join(page.css_first(selector).text().split())


def test_who_comes_is_led_to_their_language(centre: SimpleNamespace) -> None:
    arrive = "/help/maison-perle/"
    assert Client().get(arrive, headers={"accept-language": "en-GB,en;q=0.9"})["Location"] == f"{EN}/"
    assert Client().get(arrive, headers={"accept-language": "de"})["Location"] == f"{FR}/"
    assert "Accept-Language" in Client().get(arrive)["Vary"]


def test_the_first_page_shows_shelves_and_what_is_read_most(centre: SimpleNamespace) -> None:
    page = opened(f"{FR}/")
    assert words_of(page, ".shelf h3") == "Paiement"
    assert [it.text() for it in page.css(".shelf ul a")] == [RING.title, "Quels moyens de paiement acceptez-vous ?"]
    assert page.css_first("html").attributes["lang"] == "fr"
    assert {it.attributes["hreflang"] for it in page.css("link[rel=alternate]")} == {
        "fr",
        "en",
        "ro",
        "pt",
        "x-default",
    }


def test_an_article_is_a_page_with_its_outline_from_the_second_level(centre: SimpleNamespace) -> None:
    page = opened(f"{FR}/{centre.ring.slug}")
    assert words_of(page, "h1") == RING.title
    assert [it.text() for it in page.css(".prose h2")] == ["Avec un fil", "Avec une bague"]
    assert page.css_first("meta[name=description]").attributes["content"] == RING.summary
    assert page.css_first("link[rel=canonical]").attributes["href"].endswith(f"{FR}/{centre.ring.slug}")
    assert {it.attributes["hreflang"]: it.attributes["href"] for it in page.css("link[rel=alternate]")} == {
        "en": f"http://localhost:8000{EN}/measure-your-ring-size",
        "fr": f"http://localhost:8000{FR}/{centre.ring.slug}",
    }
    about = json.loads(page.css_first("script[type='application/ld+json']").text())
    assert [it["@type"] for it in about["@graph"]] == ["Article", "BreadcrumbList"]
    assert len(page.css("h1")) == 1
    assert words_of(page, ".related a") == "Quels moyens de paiement acceptez-vous ?"


def test_what_is_not_translated_says_so_in_its_own_language(centre: SimpleNamespace) -> None:
    page = opened(f"{EN}/{centre.paying.slug}")
    assert "français" in words_of(page, ".notice")
    assert page.css_first("article").attributes["lang"] == "fr"
    assert page.css_first("link[rel=canonical]").attributes["href"].endswith(f"{FR}/{centre.paying.slug}")


def test_a_translation_is_reached_by_either_name(centre: SimpleNamespace) -> None:
    answer = Client().get(f"{EN}/{centre.ring.slug}")
    assert (answer.status_code, answer["Location"]) == (301, f"{EN}/measure-your-ring-size")


def test_drafts_and_what_is_for_the_team_do_not_exist(centre: SimpleNamespace) -> None:
    """Attack A4."""
    inside = an_article(centre.cast, Written("Codes internes", "", "secret"), is_public=False)
    for slug in (a_draft(centre.cast).slug, inside.slug, "nowhere"):
        answer = Client().get(f"{FR}/{slug}")
        assert answer.status_code == 404
        page = LexborHTMLParser(answer.content.decode())
        assert page.css_first("form[role=search]") is not None
        assert answer["Cache-Control"] == "private, no-store"
    assert "Codes internes" not in Client().get(f"{FR}/").content.decode()


def test_another_shops_article_is_not_here(centre: SimpleNamespace) -> None:
    """Attack A4."""
    assert Client().get(f"/help/autre-maison/fr/{centre.ring.slug}").status_code == 404
    assert Client().get("/help/nobody/fr/").status_code == 404
    nowhere = Client().get("/help/nobody/fr/").content.decode()
    assert 'href="/console/"' not in nowhere, "a reader is not led to the team's desk"


def test_a_language_that_the_shop_does_not_speak_leads_on_in_the_reader_s(centre) -> None:
    """F, design: on the shop's own page, never the desk's."""
    answer = Client(headers={"accept-language": "fr"}).get("/help/maison-perle/de/")

    page = answer.content.decode()
    assert answer.status_code == 404
    assert answer.headers["Content-Language"] == "fr"
    assert "/help/maison-perle/fr/" in page
    assert 'href="/console/"' not in page


def test_a_retired_article_is_gone_or_leads_on(centre: SimpleNamespace) -> None:
    retire_article(viewer=centre.cast.rose, translation_id=centre.ring.pk, now=NOON)
    assert Client().get(f"{FR}/{centre.ring.slug}").status_code == 410
    retire_article(viewer=centre.cast.rose, translation_id=centre.ring.pk, redirect_to=centre.paying.pk, now=NOON)
    assert Client().get(f"{FR}/{centre.ring.slug}")["Location"] == f"{FR}/{centre.paying.slug}"


def test_a_page_is_kept_by_caches_and_known_again(centre: SimpleNamespace) -> None:
    first = Client().get(f"{FR}/{centre.ring.slug}", headers=READER)
    assert first["Cache-Control"].startswith("public, max-age=60")
    assert first["Last-Modified"] == "Tue, 01 Dec 2026 12:00:00 GMT"
    assert not first.cookies
    assert "Cookie" not in first["Vary"]
    again = Client().get(f"{FR}/{centre.ring.slug}", headers={**READER, "if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    since = Client().get(f"{FR}/{centre.ring.slug}", headers={**READER, "if-modified-since": first["Last-Modified"]})
    assert since.status_code == 304
    # A draft changes nothing for readers.
    write_article(
        viewer=centre.cast.adele, translation_id=centre.ring.pk, text=RING._replace(body="x"), based_on=1, now=NOON
    )
    assert Client().get(f"{FR}/{centre.ring.slug}", headers={"if-none-match": first["ETag"]}).status_code == 304


@pytest.mark.django_db(transaction=True)
def test_a_page_takes_few_questions(centre: SimpleNamespace) -> None:
    Client().get(f"{FR}/{centre.ring.slug}", headers=READER)
    for address, most in [(f"{FR}/", 3), (f"{FR}/{centre.ring.slug}", 4), (f"{FR}/topics/paiement", 2)]:
        with CaptureQueriesContext(connection) as asked:
            assert Client().get(address, headers=READER).status_code == 200
        assert len(asked) <= most, [it["sql"] for it in asked]


def test_nothing_runs_but_what_is_ours(centre: SimpleNamespace) -> None:
    """Attack A1: a strict policy, and words that are markup stay words."""
    hostile = Written("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "<script>alert(1)</script>")
    article = an_article(centre.cast, hostile, category_id=centre.payment.pk)
    for address in (
        f"{FR}/{article.slug}",
        f"{FR}/",
        f"{FR}/topics/paiement",
        f"{FR}/search?q=<script>alert(1)</script>",
    ):
        answer = Client().get(address)
        assert "<script>alert" not in answer.content.decode()
        assert "onerror=alert(1)>" not in answer.content.decode()
        assert "script-src 'self'" in answer["Content-Security-Policy"]
        assert "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("written", ["{{7*7}}", "${7*7}", "{% raise %}", "{0.class}", "%(name)s"])
def test_what_looks_like_a_template_is_shown_as_it_is(centre: SimpleNamespace, written: str) -> None:
    """Attack A21."""
    article = an_article(centre.cast, Written(f"Code {written}", written, f"Voici {written} ici"))
    page = opened(f"{FR}/{article.slug}")
    assert words_of(page, "h1") == f"Code {written}"
    assert words_of(page, ".prose") == f"Voici {written} ici"


@pytest.mark.parametrize("odd", ["' OR 1=1 --", "1_2_3", "-1_0", "9" * 30, "a_b", "%00"])
def test_an_odd_place_in_a_list_is_refused(centre: SimpleNamespace, odd: str) -> None:
    """Attack A18."""
    assert Client().get(f"{FR}/topics/paiement", {"after": odd}).status_code == 400


def test_openings_are_counted_together_and_machines_not_at_all(centre: SimpleNamespace) -> None:
    for agent in ("Mozilla/5.0", "Mozilla/5.0 (compatible; Googlebot/2.1)", "curl/8", ""):
        Client().get(f"{FR}/{centre.ring.slug}", headers={"user-agent": agent})
    Client().head(f"{FR}/{centre.ring.slug}", headers=READER)
    write_down()
    assert Translation.objects.get(pk=centre.ring.pk).views == 1


def test_opening_costs_no_writing_and_what_was_opened_is_kept_at_the_end(centre: SimpleNamespace) -> None:
    """D4: a restart loses no view; a process that is killed loses those of thirty seconds."""
    with CaptureQueriesContext(connection) as asked:
        Client().get(f"{FR}/{centre.ring.slug}", headers=READER)
    assert not [it for it in asked if it["sql"].startswith(("UPDATE", "INSERT"))]
    assert Translation.objects.get(pk=centre.ring.pk).views == 0
    notebook = Notebook(every=3600)
    with patch("comptoir.surfaces.helpcentre.opened.write_down") as written:
        notebook.start()
        notebook.stop()
    written.assert_called_once_with()
    write_down()
    assert Translation.objects.get(pk=centre.ring.pk).views == 1


def test_what_could_not_be_written_is_gathered_on(centre: SimpleNamespace) -> None:
    Client().get(f"{FR}/{centre.ring.slug}", headers=READER)
    with (
        patch("comptoir.surfaces.helpcentre.opened.count_views", side_effect=OperationalError),
        pytest.raises(OperationalError),
    ):
        write_down()
    write_down()
    assert Translation.objects.get(pk=centre.ring.pk).views == 1


def test_search_engines_find_every_article_and_nothing_of_the_desk(centre: SimpleNamespace) -> None:
    sitemap = Client().get("/help/maison-perle/sitemap.xml").content.decode()
    assert f"<loc>http://localhost:8000{EN}/measure-your-ring-size</loc>" in sitemap
    assert sitemap.count("<url>") == 7
    robots = Client().get("/robots.txt").content.decode()
    assert "Disallow: /\n" in robots
    assert "Sitemap: http://localhost:8000/help/maison-perle/sitemap.xml" in robots


def test_the_shop_wears_its_own_colour(centre: SimpleNamespace) -> None:
    page = opened(f"{FR}/")
    sheet = page.css("link[rel=stylesheet]")[-1].attributes["href"]
    answer = Client().get(sheet)
    assert "immutable" in answer["Cache-Control"]
    assert "--accent:light-dark(rgb(" in answer.content.decode()
    assert Client().get("/help/maison-perle/colours.000000000000.css")["Location"] == sheet


def test_a_shop_without_articles_has_a_page_that_leads_to_people(db: None) -> None:
    a_shop()
    page = opened(f"{FR}/")
    assert page.css_first(".empty") is not None
    assert page.css_first("a[href$='/contact']") is not None


def test_what_is_taken_from_the_shelves_leaves_the_pages(centre: SimpleNamespace) -> None:
    for article in (centre.ring, centre.paying):
        arrange_article(
            viewer=centre.cast.rose,
            article_id=article.article_id,
            category_id=None,
            topic="",
            is_public=False,
            position=0,
            now=NOON,
        )
    assert Client().get(f"{FR}/topics/paiement").status_code == 404
    assert opened(f"{FR}/").css_first(".empty") is not None
