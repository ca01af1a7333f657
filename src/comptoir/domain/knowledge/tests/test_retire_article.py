"""Who retires an article sees what leads to it, and who wrote that hears of it (D4, A12)."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from comptoir.domain.knowledge.actions import publish_article, retire_article, submit_article, write_article
from comptoir.domain.knowledge.errors import ArticleNotFound
from comptoir.domain.knowledge.models import PageLink, Phrase, Translation
from comptoir.domain.knowledge.queries import answers_to, articles_waiting, gone_in, linked_from
from comptoir.domain.knowledge.rules.articles import Written
from comptoir.domain.knowledge.rules.leading import leads_to, named_in
from comptoir.domain.knowledge.tests.stage import RING_EN, a_cast, a_draft, an_article, in_english
from tests.people import NOON

GUIDE = Written("Guide des bagues", "", "Voyez [comment mesurer](article:mesurer-son-tour-de-doigt#avec-un-fil).")


@pytest.fixture
def cast(db: None) -> SimpleNamespace:
    cast = a_cast()
    cast.ring = an_article(cast)
    return cast


def retired(cast: SimpleNamespace, **fields: object) -> None:
    retire_article(viewer=cast.rose, translation_id=cast.ring.pk, now=NOON, **fields)  # type: ignore[arg-type]


def heard(cast: SimpleNamespace) -> list[tuple[str, str]]:
    return sorted((it.title, it.what) for it in answers_to(cast.adele))


def noted(cast: SimpleNamespace) -> None:
    Translation.objects.update(asked_by=None, news="")


def at_hand(cast: SimpleNamespace, shop: object = None) -> None:
    """A phrase and a page that lead to the article by its address, and some that lead elsewhere."""
    known = {"shop_id": (shop or cast.shop).id, "language": "fr", "changed_at": NOON}  # type: ignore[attr-defined]
    there = "https://aide.maison-perle.example/help/maison-perle/fr/mesurer-son-tour-de-doigt"
    Phrase.objects.create(title="Tour de doigt", body=f"Tout est là : {there}.", **known)
    Phrase.objects.create(title="Autre", body=f"Voyez {there}-en-or et /en/mesurer-son-tour-de-doigt", **known)
    PageLink.objects.create(title="Mesurer", address=there, **known)


def test_what_leads_to_an_article_is_told_before_it_is_retired(cast: SimpleNamespace) -> None:
    a_draft(cast, GUIDE)
    at_hand(cast)
    found = linked_from(cast.rose, cast.ring.pk)
    assert [(it.kind, it.title) for it in found] == [
        ("article", "Guide des bagues"),
        ("phrase", "Tour de doigt"),
        ("link", "Mesurer"),
    ]


def test_a_link_by_a_former_name_counts(cast: SimpleNamespace) -> None:
    a_draft(cast, GUIDE)
    text = Written(cast.ring.title, cast.ring.summary, cast.ring.body)
    write_article(viewer=cast.rose, translation_id=cast.ring.pk, text=text, based_on=1, slug="tour-de-doigt", now=NOON)
    assert [it.title for it in linked_from(cast.rose, cast.ring.pk)] == ["Guide des bagues"]


def test_nothing_of_another_shop_is_told(cast: SimpleNamespace) -> None:
    """A4"""
    at_hand(cast, cast.other)
    assert linked_from(cast.rose, cast.ring.pk) == []
    for stranger in (cast.stranger, cast.amin):
        with pytest.raises(ArticleNotFound):
            linked_from(stranger, cast.ring.pk)


def test_its_writer_its_translator_and_who_leads_to_it_hear_of_it(cast: SimpleNamespace) -> None:
    in_english(cast, cast.ring)
    a_draft(cast, GUIDE)
    noted(cast)
    retired(cast)
    assert heard(cast) == [
        ("Guide des bagues", "linked"),
        (RING_EN.title, "source"),
        ("Mesurer son tour de doigt", "retired"),
    ]
    assert articles_waiting([cast.adele]) == 3
    assert [it.by for it in answers_to(cast.adele) if it.what == "retired"] == [cast.rose.name]


def test_where_readers_are_led_elsewhere_the_links_go_on_leading(cast: SimpleNamespace) -> None:
    there = an_article(cast, Written("Les tailles", "", "En millimètres."))
    a_draft(cast, GUIDE)
    noted(cast)
    retired(cast, redirect_to=there.pk)
    assert heard(cast) == [("Mesurer son tour de doigt", "retired")]


def test_who_waits_for_an_answer_goes_on_waiting_for_it(cast: SimpleNamespace) -> None:
    guide = a_draft(cast, GUIDE)
    submit_article(viewer=cast.adele, translation_id=guide.pk, based_on=1, now=NOON)
    noted_only = Translation.objects.filter(pk=cast.ring.pk)
    noted_only.update(asked_by=None, news="")
    retired(cast)
    assert heard(cast) == [("Mesurer son tour de doigt", "retired")]
    publish_article(viewer=cast.rose, translation_id=guide.pk, based_on=1, now=NOON)
    assert ("Guide des bagues", "published") in heard(cast)


def test_nobody_hears_of_what_they_did_themselves(cast: SimpleNamespace) -> None:
    mine = publish_article(viewer=cast.rose, translation_id=a_draft(cast, GUIDE).pk, based_on=1, now=NOON)
    write_article(viewer=cast.rose, translation_id=mine.pk, text=GUIDE._replace(summary="Tout"), based_on=1, now=NOON)
    noted(cast)
    retired(cast)
    assert answers_to(cast.rose) == []


def test_an_article_says_which_of_its_links_lead_nowhere(cast: SimpleNamespace) -> None:
    assert gone_in(cast.adele, "fr", GUIDE.body) == []
    retired(cast)
    assert gone_in(cast.adele, "fr", GUIDE.body) == ["Mesurer son tour de doigt"]
    assert gone_in(cast.adele, "en", GUIDE.body) == []
    assert gone_in(cast.stranger, "fr", GUIDE.body) == []


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("[a](article:ring)", True),
        ("[a](article:ring#part)", True),
        ("[a](article:ring-size)", False),
        ("https://x.example/help/maison/fr/ring", True),
        ("https://x.example/help/maison/fr/ring?x=1", True),
        ("https://x.example/help/maison/fr/ring-size", False),
        ("https://x.example/help/maison/en/ring", False),
        ("article ring", False),
    ],
)
def test_what_counts_as_leading_there(text: str, does: bool) -> None:
    assert leads_to(text, ["ring"], "fr") is does


def test_each_name_is_taken_once() -> None:
    assert named_in("[a](article:b-c) [d](article:b-c#e) (article:)") == ["b-c"]
