"""Pages that may be sent: of the shop's sites and what its charter allows, from hand, sitemap and spreadsheet (A10, A12)."""

from __future__ import annotations

import time

import pytest

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.knowledge.actions import import_links, remove_link, write_link
from comptoir.domain.knowledge.errors import LanguageNotServed, LinkLeadsElsewhere, LinkNotFound
from comptoir.domain.knowledge.models import PageLink
from comptoir.domain.knowledge.queries import completed_pages, found, insertable, link_of, links_page
from comptoir.domain.knowledge.rules.links import WrittenLink, is_own_page, title_of
from comptoir.domain.knowledge.rules.sitemaps import NotASitemap, addresses_in
from comptoir.domain.knowledge.tests.stage import a_cast
from comptoir.foundation.errors import NotAllowed, NotFound
from tests.people import NOON, a_shop

SITE = "https://www.maison-perle.example"
SIZES = WrittenLink("fr", f"{SITE}/guide-des-tailles.html", "Guide des tailles", "baguier")
SITEMAP = f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:i="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> {SITE}/bagues/or </loc><lastmod>2026-01-01</lastmod><i:image><i:loc>{SITE}/x.png</i:loc></i:image></url>
<url><loc>{SITE}/livraison?a=1&amp;b=2</loc></url></urlset>""".encode()


@pytest.fixture
def cast(db):
    return a_cast()


def test_a_page_is_found_by_its_title_its_words_and_its_address(cast) -> None:
    """A12"""
    link = write_link(viewer=cast.rose, link=SIZES, now=NOON)
    for words in ("tailles", "baguier", "guide"):
        assert [it.id for it in completed_pages(cast.amin, words, "fr")] == [link.pk]
    assert insertable(cast.amin, "link", link.pk).text == SIZES.address


@pytest.mark.parametrize(
    "address",
    [
        "http://www.maison-perle.example/x", "https://evil.example/", "javascript:alert(1)", "data:text/html,x", "",
        "https://www.maison-perle.example@evil.example/", "https://evil.example/www.maison-perle.example",
        "https://user:secret@www.maison-perle.example/", "https://www.maison-perle.example:8443/x", "//www.maison-perle.example/x",
        "https://www.maison-perle.example\\@evil.example/", "https://www.maison-perle.example.evil.example/", "https://[::1",
        "https://www.maison-perle.example/a b", "https://www.maison-perle.example/\u202ex", "https://www.maison-perle.example/" + "a" * 500,
    ],
)  # fmt: skip
def test_no_page_leads_elsewhere(cast, address: str) -> None:
    """A10"""
    with pytest.raises(LinkLeadsElsewhere):
        write_link(viewer=cast.rose, link=SIZES._replace(address=address), now=NOON)


def test_what_the_charter_allows_besides_may_be_sent(db) -> None:
    """A10"""
    shop = a_shop()
    charter = charter_in_force(shop.id, NOON)[1]
    assert is_own_page(f"{SITE}/contact.html", charter)
    assert not is_own_page("https://www.laposte.example/suivi", charter)


def test_who_does_not_look_after_knowledge_writes_no_page(cast) -> None:
    link = write_link(viewer=cast.rose, link=SIZES, now=NOON)
    for act in (
        lambda: write_link(viewer=cast.adele, link=SIZES, now=NOON),
        lambda: remove_link(viewer=cast.amin, link_id=link.pk),
        lambda: import_links(viewer=cast.adele, rows=[(1, SIZES)], source="csv", now=NOON),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_a_stranger_knows_of_no_page(cast) -> None:
    """Attack A4"""
    link = write_link(viewer=cast.rose, link=SIZES, now=NOON)
    with pytest.raises(LinkNotFound):
        write_link(viewer=cast.stranger, link=SIZES._replace(language="fr"), link_id=link.pk, now=NOON)
    with pytest.raises(LinkNotFound):
        remove_link(viewer=cast.stranger, link_id=link.pk)
    with pytest.raises(LinkNotFound):
        link_of(cast.other.id, link.pk)
    with pytest.raises(NotFound):
        insertable(cast.stranger, "link", link.pk)


def test_a_language_that_the_shop_does_not_speak_has_no_pages(cast) -> None:
    with pytest.raises(LanguageNotServed):
        write_link(viewer=cast.rose, link=SIZES._replace(language="de"), now=NOON)


def test_a_sitemap_brings_pages_and_keeps_the_titles_that_people_gave(cast) -> None:
    """A12"""
    write_link(viewer=cast.rose, link=WrittenLink("fr", f"{SITE}/bagues/or", "Bagues en or"), now=NOON)
    rows = [(0, WrittenLink("fr", address)) for address in addresses_in(SITEMAP)]
    done = import_links(viewer=cast.rose, rows=rows, source="sitemap", now=NOON)
    assert done == (1, 0, 1, ())
    assert {it.title for it in PageLink.objects.all()} == {"Bagues en or", "Livraison"}
    assert found(cast.shop.id, "livraison", "fr").rows[0].kind == "link"
    assert import_links(viewer=cast.rose, rows=rows, source="sitemap", now=NOON)[:2] == (0, 0)


def test_pages_of_a_file_that_lead_elsewhere_are_told_and_left_out(cast) -> None:
    rows = [(1, WrittenLink("fr", "https://evil.example/")), (2, SIZES)]
    done = import_links(viewer=cast.rose, rows=rows, source="csv", now=NOON)
    assert (done.added, [line for line, _ in done.mistakes]) == (1, [1])
    assert len(links_page(cast.shop.id, words="tailles", language="fr").rows) == 1


def test_a_sitemap_names_its_pages() -> None:
    assert addresses_in(SITEMAP) == [f"{SITE}/bagues/or", f"{SITE}/livraison?a=1&b=2"]


BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;">' % (98 + n, *[97 + n] * 8) for n in range(8))
    + b"]><urlset><url><loc>&i;</loc></url></urlset>"
)


@pytest.mark.parametrize(
    "content",
    [
        BOMB,
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><urlset><url><loc>&a;</loc></url></urlset>',
        b'<!DOCTYPE x SYSTEM "https://evil.example/x.dtd"><urlset/>',
        b"<a>" * 50_000, b"", b"not xml", b"<urlset><url><loc>x", b"x" * (10 * 2**20 + 1), b"\xff\xfe\x00",
        b"<urlset>" + b"<url><loc>%d</loc></url>" % 0 + b"".join(b"<url><loc>%d</loc></url>" % n for n in range(20_002)) + b"</urlset>",
    ],
    ids=range(10),
)  # fmt: skip
def test_a_sitemap_that_means_harm_is_refused_at_once(content: bytes) -> None:
    """Attack A14: nothing is expanded, nothing fetched."""
    start = time.process_time()
    with pytest.raises(NotASitemap):
        addresses_in(content)
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("path", "title"), [("/guide-des-tailles.html", "Guide des tailles"), ("/a/b_c/", "B c"), ("/", ""), ("", "")]
)
def test_a_page_without_a_title_is_called_by_its_address(path: str, title: str) -> None:
    assert title_of(SITE + path) == title
