"""Articles in the widget, before anybody is asked: three that may answer, and one that opens in the sheet. F; attacks A1, A4, A14."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import uuid4

import pytest

from comptoir.domain.knowledge.models import Feedback, Translation
from comptoir.domain.knowledge.queries import forget_vocabularies
from comptoir.domain.knowledge.rules import Written
from comptoir.domain.knowledge.tests.stage import RING, a_cast, a_draft, an_article, in_english
from comptoir.surfaces.widget.tests.stage import ELSEWHERE, Browser
from comptoir.surfaces.widget.trees import ATTRIBUTES, TAGS, tree_of

PAYING = Written(
    "Quels moyens de paiement ?", "", "Nous acceptons la **carte** et le [virement](https://banque.example/).", "CB"
)


@pytest.fixture
def cast(db: None) -> SimpleNamespace:
    forget_vocabularies()
    return a_cast()


def titles(browser: Browser, asked: str) -> list[str]:
    return [it["title"] for it in browser.ask("GET", f"articles.json?{asked}").json()["articles"]]


def test_what_is_typed_finds_what_may_answer(cast: SimpleNamespace) -> None:
    an_article(cast, PAYING)
    in_english(cast, an_article(cast))
    visitor = Browser(cast.shop, language="fr")
    assert titles(visitor, "q=puis-je payer par carte")[0] == PAYING.title
    assert titles(visitor, "q=comment mesurer mon doigt")[0] == RING.title
    assert titles(Browser(cast.shop, language="en"), "q=measure my finger")[0] == "Measure your ring size"


def test_before_anything_is_typed_the_page_says_what_it_may_be_about(cast: SimpleNamespace) -> None:
    an_article(cast)
    an_article(cast, PAYING)
    visitor = Browser(cast.shop, language="fr")
    assert titles(visitor, "page=Paiement et livraison")[0] == PAYING.title
    assert len(titles(visitor, "")) == 2
    assert titles(visitor, "q=zanzibar") == []


def test_the_code_comes_only_where_there_are_articles(cast: SimpleNamespace) -> None:
    visitor = Browser(cast.shop, language="fr")
    assert "articles" not in visitor.ask("GET", "settings.json").json()["modules"]
    an_article(cast)
    assert "articles" in visitor.ask("GET", "settings.json").json()["modules"]


def test_an_article_opens_as_a_tree_of_a_closed_shape(cast: SimpleNamespace) -> None:
    article = an_article(cast, PAYING)
    shown = Browser(cast.shop, language="fr").ask("GET", f"articles/{article.pk}").json()
    assert shown["body"] == [
        [
            "p",
            {},
            "Nous acceptons la ",
            ["strong", {}, "carte"],
            " et le ",
            ["a", {"href": "https://banque.example/"}, "virement"],
            ".",
        ]
    ]
    assert set(shown) == {"id", "title", "summary", "language", "address", "body"}


def test_nothing_but_words_and_known_marks_goes_out(cast: SimpleNamespace) -> None:
    """Attack A1: also of markup that nobody has cleaned."""
    hostile = '<script>alert(1)</script><p onclick="x()">a<img src=x onerror=y()><iframe src=z></iframe><svg><a href="javascript:x">b</a></svg></p>'

    def walk(nodes: list[object]) -> None:
        for it in nodes:
            if isinstance(it, list):
                assert it[0] in TAGS
                assert set(it[1]) <= set(ATTRIBUTES.get(it[0], ()))
                walk(it[2:])

    walk(tree_of(hostile))


def test_drafts_articles_of_the_team_and_other_shops_are_not_there(cast: SimpleNamespace) -> None:
    """Attack A4."""
    inside = an_article(cast, Written("Remises", "", "secret"), is_public=False)
    visitor = Browser(cast.shop)
    for hidden in (inside.pk, a_draft(cast).pk, 999_999):
        assert visitor.ask("GET", f"articles/{hidden}").status_code == 404
        assert visitor.ask("POST", f"articles/{hidden}/answered", {"reader": str(uuid4())}).status_code == 404
    article = an_article(cast, PAYING)
    assert Browser(cast.other).ask("GET", f"articles/{article.pk}").status_code == 404
    assert Browser(cast.shop, origin=ELSEWHERE).ask("GET", f"articles/{article.pk}").status_code == 403


def test_this_answered_me_counts_once_a_browser(cast: SimpleNamespace) -> None:
    article = an_article(cast, PAYING)
    visitor, reader = Browser(cast.shop), str(uuid4())
    for _ in range(2):
        assert visitor.ask("POST", f"articles/{article.pk}/answered", {"reader": reader}).status_code == 204
    assert Translation.objects.get(pk=article.pk).useful == 1
    assert reader.replace("-", "") not in Feedback.objects.get().visitor_hash
    codes = [
        visitor.ask("POST", f"articles/{article.pk}/answered", {"reader": str(uuid4())}).status_code for _ in range(5)
    ]
    assert codes == [204, 204, 204, 429, 429]


def test_odd_bodies_and_hostile_words_change_nothing(cast: SimpleNamespace) -> None:
    """Attacks A14 and A22."""
    article = an_article(cast, PAYING)
    visitor = Browser(cast.shop)
    for odd in (
        {},
        {"reader": "x"},
        {"reader": str(uuid4()), "staff": True},
        {"reader": str(uuid4()), "useful": "perhaps"},
    ):
        assert visitor.ask("POST", f"articles/{article.pk}/answered", odd).status_code == 400
    for words in ("(" * 5000, "%00", "' OR 1=1", "a " * 3000):
        assert visitor.ask("GET", f"articles.json?q={words}").status_code == 200
    assert not Feedback.objects.exists()
