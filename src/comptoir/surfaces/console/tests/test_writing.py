"""The pages on writing: the team's mistakes with one's own beside them, the dictionary, the rules with examples."""

from __future__ import annotations

import re
from html import unescape
from types import SimpleNamespace
from typing import Any

import pytest

from comptoir.domain.people.models import Membership
from comptoir.domain.wording import actions
from comptoir.domain.wording.actions import Written, add_word, count_mistakes
from comptoir.domain.wording.queries import dictionary, words_of
from comptoir.domain.wording.rules import Judged, Verdict
from comptoir.language import grammalecte
from comptoir.language.findings import REPLY_CLAUSES, Fix
from comptoir.surfaces.console.tests.conftest import AS_SCRIPT
from comptoir.surfaces.console.views import writing as views
from tests.people import ALWAYS_OPEN, NOON, a_member, a_shop, a_viewer

AS_HTMX = {"HTTP_HX_REQUEST": "true", "HTTP_ACCEPT": "text/html"}
PAGE = "/console/writing"
WORDS = "/console/writing/dictionary"


def misspells(member: Membership, word: str, better: str, times: int = 1, language: str = "fr") -> None:
    found = Judged("spelling", "hint", 0, len(word), "misspelled", fixes=(Fix(better),))
    verdict = Verdict(language, "hint", (found,))
    names = (f"{member.pk}.{word}.{n}" for n in range(times))
    written = [Written(name, member.shop_id, member.pk, word, verdict, NOON.date()) for name in names]
    count_mistakes(written, today=NOON.date())


def rows(page: str) -> list[list[str]]:
    """The cells of each row of a table, as they are read."""
    found = re.findall(r"<tr[ >].*?</tr>", page.replace("\n", " "))
    cells = [re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row) for row in found]
    return [[unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in row] for row in cells]


@pytest.fixture
def mistakes(desk: SimpleNamespace) -> None:
    misspells(desk.adele, "comande", "commande", 3)
    misspells(desk.amin, "comande", "commande", 2)
    misspells(desk.amin, "adrese", "adresse")
    misspells(a_member(desk.shop, "advisor", name="Zoé"), "bagge", "bague")


def test_a_member_sees_the_teams_mistakes_and_their_own_beside_them(desk, at_desk, mistakes) -> None:
    """C1"""
    page = rows(at_desk(desk.amin).get(PAGE).content.decode())

    assert page == [
        ["Written", "Better", "Team", "You"],
        ["Spelling mistakes", "7", "3"],
        ["comande", "commande", "5", "2"],
        ["adrese", "adresse", "1", "1"],
        ["bagge", "bague", "1", "–"],
    ]


def test_where_the_teams_numbers_would_be_one_persons_the_page_says_why_they_are_not_there(desk, at_desk) -> None:
    """C1: individual only to the person; decision 11."""
    misspells(desk.adele, "comande", "commande", 3)
    misspells(desk.amin, "adrese", "adresse")
    to_amin, to_rose = (at_desk(who).get(PAGE).content.decode() for who in (desk.amin, desk.rose))
    to_zoe = at_desk(a_member(desk.shop, "advisor", name="Zoé")).get(PAGE).content.decode()

    assert rows(to_amin) == [["Written", "Better", "You"], ["Spelling mistakes", "1"], ["adrese", "adresse", "1"]]
    assert "at least two others" in to_amin
    assert ["comande", "commande", "3", "–"] in rows(to_rose)
    assert ["comande", "commande", "3", "–"] in rows(to_zoe)
    assert "at least two others" not in to_zoe


@pytest.mark.parametrize("who", ["adele", "rose", "marc"])
def test_nobody_sees_what_a_colleague_misspells(desk, at_desk, mistakes, who: str) -> None:
    """C1: individual only to the person, whoever watches over them."""
    member = getattr(desk, who)
    client = at_desk(member)
    plain = client.get(PAGE).content.decode()
    asked = client.get(f"{PAGE}?membership={desk.amin.pk}&member={desk.amin.pk}&membership_id={desk.amin.pk}")
    own = {"adele": "3", "rose": "–", "marc": None}[who]

    assert rows(asked.content.decode()) == rows(plain)
    assert ["comande", "commande", "5", *([own] if own else [])] in rows(plain)
    assert ["adrese", "adresse", "1", *(["–"] if own else [])] in rows(plain)
    assert "Amin" not in re.sub(r'<script type="application/json".*?</script>', "", plain, flags=re.S)


def test_another_shops_mistakes_are_not_here(desk, at_desk) -> None:
    """A11"""
    misspells(desk.stranger, "comande", "commande")

    assert "comande" not in at_desk(desk.adele).get(PAGE).content.decode()


def test_each_language_and_each_span_is_asked_for_by_itself(desk, at_desk) -> None:
    """C1"""
    misspells(desk.adele, "recieved", "received", language="en")
    client = at_desk(desk.adele)

    assert "recieved" not in client.get(PAGE).content.decode()
    assert ["recieved", "received", "1"] in rows(client.get(f"{PAGE}?language=en&days=90").content.decode())
    assert client.get(f"{PAGE}?days=7").status_code == 400
    assert client.get(f"{PAGE}?language=de").status_code == 400


def test_an_empty_page_says_what_will_stand_here(desk, at_desk) -> None:
    page = at_desk(desk.adele).get(PAGE).content.decode()

    assert "stand here when at least two others have some" in page
    assert "No mistakes of your own in these days." in page


def test_what_was_written_is_shown_as_text(desk, at_desk) -> None:
    """Attack A2."""
    misspells(desk.adele, "<b>x</b>", "<i>y</i>")

    assert "<b>x" not in at_desk(desk.adele).get(PAGE).content.decode()


@pytest.mark.parametrize("path", [PAGE, WORDS, f"{PAGE}/rules"])
def test_a_page_asks_the_database_as_often_however_much_there_is(
    desk, at_desk, path: str, django_assert_max_num_queries: Any
) -> None:
    client, viewer = at_desk(desk.adele), a_viewer(desk.adele)
    for n in range(60):
        misspells(desk.adele, f"comande{n}", "commande")
        add_word(desk.shop.id, "fr", "kintsugi" + "a" * (n % 30) + "bc"[n // 30], viewer, now=NOON)
    client.get(path)
    with django_assert_max_num_queries(18):
        assert client.get(path).status_code == 200


def test_the_dictionary_says_who_added_what(desk, at_desk) -> None:
    add_word(desk.shop.id, "fr", "Kintsugi", a_viewer(desk.adele), now=NOON)
    add_word(desk.shop.id, "", "Ondine", a_viewer(desk.rose), now=NOON)
    page = rows(at_desk(desk.amin).get(WORDS).content.decode())

    assert page[1:] == [["Kintsugi", "French", "Adèle", "", ""], ["Ondine", "every language", "Rose", "", ""]]


def test_an_agent_adds_a_word_and_takes_it_back(desk, at_desk) -> None:
    """C1"""
    client = at_desk(desk.adele)
    answer = client.post(f"{WORDS}/add", {"shop": desk.shop.id, "word": " Kintsugi ", "of": "fr"}, **AS_HTMX)

    assert "“Kintsugi” is in the dictionary." in answer.content.decode()
    [word] = words_of(desk.shop.id)
    assert (word.word, word.language, word.added_by) == ("Kintsugi", "fr", "Adèle")
    answer = client.post(f"{WORDS}/{word.id}/remove", {"shop": desk.shop.id}, **AS_HTMX)
    assert answer.status_code == 200
    assert words_of(desk.shop.id) == []


@pytest.mark.parametrize(("who", "status"), [("amin", 403), ("rose", 200), ("marc", 200)])
def test_others_words_are_removed_by_who_looks_after_them(desk, at_desk, who: str, status: int) -> None:
    """A11"""
    word = add_word(desk.shop.id, "fr", "Kintsugi", a_viewer(desk.adele), now=NOON)
    client = at_desk(getattr(desk, who))

    assert ("Remove “Kintsugi”" in client.get(WORDS).content.decode()) == (status == 200)
    answer = client.post(f"{WORDS}/{word.pk}/remove", {"shop": desk.shop.id}, **AS_SCRIPT)
    assert answer.status_code == status


def test_words_of_another_shop_are_out_of_reach(desk, at_desk) -> None:
    """A11, attack A4."""
    word = add_word(desk.shop.id, "fr", "Kintsugi", a_viewer(desk.adele), now=NOON)
    client = at_desk(a_member(desk.other, "manager"))

    assert client.post(f"{WORDS}/{word.pk}/remove", {"shop": desk.other.id}, **AS_SCRIPT).status_code == 404
    assert client.post(f"{WORDS}/{word.pk}/remove", {"shop": desk.shop.id}, **AS_SCRIPT).status_code == 403
    assert client.post(f"{WORDS}/add", {"shop": desk.shop.id, "word": "Ondine"}, **AS_SCRIPT).status_code == 403
    assert len(words_of(desk.shop.id)) == 1


@pytest.mark.parametrize("word", ["deux mots", "a" * 41, "<b>", "06 12", "", "a" * 300])
def test_what_is_no_word_is_refused(desk, at_desk, word: str) -> None:
    answer = at_desk(desk.adele).post(f"{WORDS}/add", {"shop": desk.shop.id, "word": word, "of": "fr"}, **AS_SCRIPT)

    assert answer.status_code == 400
    assert words_of(desk.shop.id) == []


def test_a_full_dictionary_says_so(desk, at_desk, monkeypatch) -> None:
    monkeypatch.setattr(actions, "WORDS_AT_MOST", 0)
    answer = at_desk(desk.adele).post(f"{WORDS}/add", {"shop": desk.shop.id, "word": "Ondine", "of": "fr"}, **AS_SCRIPT)

    assert answer.json()["code"] == "dictionary_full"


def test_words_are_not_added_by_the_hundred(desk, at_desk, monkeypatch) -> None:
    monkeypatch.setattr(views, "WORDS_A_MINUTE", 1)
    client = at_desk(desk.adele)
    answers = [
        client.post(f"{WORDS}/add", {"shop": desk.shop.id, "word": "Ondine", "of": "fr"}, **AS_SCRIPT) for _ in "ab"
    ]

    assert [answer.status_code for answer in answers] == [200, 429]


def test_whose_spelling_is_approved_by_others_adds_no_words(db, at_desk) -> None:
    """A9"""
    strict = a_shop("stricte", charter=ALWAYS_OPEN + '\n[wording.ambassador]\nspelling = "hold"\n')
    client = at_desk(a_member(strict, "ambassador"))

    assert 'name="word"' not in client.get(WORDS).content.decode()
    answer = client.post(f"{WORDS}/add", {"shop": strict.id, "word": "Ondine", "of": "fr"}, **AS_SCRIPT)
    assert answer.json()["code"] == "words_added_by_others"


def test_the_dictionary_is_searched_and_turned_page_by_page(desk, at_desk, monkeypatch) -> None:
    monkeypatch.setattr(dictionary, "A_PAGE", 2)
    for word in ("Kintsugi", "ondine", "Éole"):
        add_word(desk.shop.id, "fr", word, a_viewer(desk.adele), now=NOON)
    client = at_desk(desk.adele)
    second = client.get(f"{WORDS}?page=2", **AS_HTMX).content.decode()

    assert "<html" not in second
    assert [row[0] for row in rows(second)[1:]] == ["ondine"]
    assert "Page 2 of 2" in second
    assert [row[0] for row in rows(client.get(f"{WORDS}?q=eol", **AS_HTMX).content.decode())[1:]] == ["Éole"]
    assert "No such word" in client.get(f"{WORDS}?q=%3Cb%3E").content.decode()


def test_every_rule_stands_with_its_levels_and_examples(desk, at_desk) -> None:
    """A8, A9, A10, C1"""
    page = at_desk(desk.amin).get(f"{PAGE}/rules").content.decode()

    assert re.findall(r'<section class="chapter" id="(\w+)"', page) == list(REPLY_CLAUSES)
    for example in ("Votre comande est prête.", "Votre commande est prête."):
        assert example in page
    assert page.count('class="flagged"') == 4 * len(REPLY_CLAUSES) - 1
    assert "Allowed: SVP, SAV, OK." in page


def test_an_audience_that_is_held_to_more_is_named(db, at_desk) -> None:
    """A10"""
    strict = a_shop("stricte", charter=ALWAYS_OPEN + '\n[wording.ambassador]\ncontact_details = "forbid"\n')
    page = at_desk(a_member(strict, "advisor")).get(f"{PAGE}/rules").content.decode()
    rule = page[page.index('id="contact_details"') :].partition("</section>")[0]

    assert re.findall(r'data-audience="(\w*)">([^<]+)</span> <span class="level" data-level="(\w+)"', rule) == [
        ("advisor", "Advisor", "confirm"),
        ("ambassador", "Ambassador", "forbid"),
    ]


def test_what_cannot_be_read_here_is_said(desk, at_desk, monkeypatch) -> None:
    """C1"""
    monkeypatch.setattr(grammalecte, "folder", lambda: None)
    assert "Grammalecte is not installed" in at_desk(desk.amin).get(f"{PAGE}/rules").content.decode()
    monkeypatch.setattr(grammalecte, "folder", lambda: "/usr/lib/there")
    assert "Grammalecte" not in at_desk(desk.amin).get(f"{PAGE}/rules").content.decode()
