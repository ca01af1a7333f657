"""Articles on the desk: written, read by another, published, translated, compared; nobody's text is lost. F, D4; A4."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from comptoir.domain.conversations.actions import record_solution
from comptoir.domain.knowledge.actions import keep_picture, note_search, publish_article
from comptoir.domain.knowledge.models import Category, Picture, Synonym, Translation, Version
from comptoir.domain.knowledge.queries import searches_in_vain
from comptoir.domain.knowledge.rules import Written
from comptoir.domain.knowledge.tests.stage import RING, RING_EN
from comptoir.domain.knowledge.tests.test_keep_picture import a_picture
from comptoir.domain.people.models import Membership
from tests.people import NOON, a_viewer

AtDesk = Callable[[Membership], Client]


@pytest.fixture
def adele(desk: SimpleNamespace, at_desk: AtDesk) -> Client:
    return at_desk(desk.adele)


@pytest.fixture
def rose(desk: SimpleNamespace, at_desk: AtDesk) -> Client:
    return at_desk(desk.rose)


def a_form(text: Written = RING, **more: Any) -> dict[str, Any]:
    return {**text._asdict(), **more}


def begun(client: Client, **more: Any) -> Translation:
    answer = client.post(reverse("console:new_article"), a_form(language="fr", **more))
    assert answer.status_code == 303, answer.content[:400]
    return Translation.objects.latest("pk")


def page_of(article: Translation) -> str:
    return reverse("console:article", args=[article.pk])


def step(client: Client, article: Translation, act: str, **more: Any) -> int:
    address = reverse("console:article_step", args=[article.pk, act])
    return client.post(address, {"based_on": article.number, **more}).status_code


def test_an_article_goes_from_a_draft_to_readers(desk: SimpleNamespace, adele: Client, rose: Client) -> None:
    article = begun(adele, category="", topic="payment")
    assert adele.get(page_of(article)).status_code == 200
    assert step(adele, article, "submit") == 303
    assert "To be read" in adele.get(reverse("console:articles")).content.decode()
    assert step(adele, article, "publish") == 403
    assert step(rose, article, "return", note="Plus court, s’il vous plaît") == 303
    assert "Plus court" in adele.get(page_of(article)).content.decode()
    assert step(rose, article, "publish") == 303
    assert Client().get(f"/help/maison-perle/fr/{article.slug}").status_code == 200
    assert step(rose, article, "retire") == 303
    assert Client().get(f"/help/maison-perle/fr/{article.slug}").status_code == 410


def test_two_who_write_at_once_see_both_texts(desk: SimpleNamespace, adele: Client, rose: Client) -> None:
    """Nobody's text is lost: the second sees the first's beside their own, and goes on from there."""
    article = begun(adele)
    assert rose.post(page_of(article), a_form(RING._replace(body="Le texte de Rose"), based_on=1)).status_code == 303
    late = adele.post(page_of(article), a_form(RING._replace(body="Le texte d’Adèle"), based_on=1))
    assert late.status_code == 409
    shown = late.content.decode()
    assert "Le texte de Rose" in shown
    assert "Le texte d’Adèle" in shown
    assert 'name="based_on" value="2"' in shown
    assert adele.post(page_of(article), a_form(RING._replace(body="Les deux"), based_on=2)).status_code == 303
    assert [it.body for it in Version.objects.filter(translation=article).order_by("number")] == [
        RING.body,
        "Le texte de Rose",
        "Les deux",
    ]


def test_what_was_written_stays_when_it_is_refused(desk: SimpleNamespace, adele: Client) -> None:
    answer = adele.post(reverse("console:new_article"), a_form(Written("x" * 200, "", "Mon texte"), language="fr"))
    assert answer.status_code == 400
    assert "Mon texte" in answer.content.decode()
    for odd in ({}, a_form(Written(""), language="zz")):
        assert adele.post(reverse("console:new_article"), odd).status_code == 400
        assert adele.post(reverse("console:article_preview"), odd).status_code == 200
    article = begun(adele)
    answer = adele.post(page_of(article), a_form(Written(" ", "", "Mon texte"), based_on=1))
    assert (answer.status_code, "Mon texte" in answer.content.decode()) == (400, True)


def test_a_new_article_that_is_refused_keeps_who_may_read_it(desk: SimpleNamespace, adele: Client) -> None:
    sent = a_form(RING._replace(title=" "), language="fr", is_public="no")
    refused = adele.post(reverse("console:new_article"), sent)
    page = refused.content.decode()
    assert refused.status_code == 400
    assert 'value="no" selected' in page


def test_a_translation_stands_beside_its_source_and_shows_when_it_is_out_of_date(
    desk: SimpleNamespace, adele: Client, rose: Client
) -> None:
    article = begun(adele)
    step(rose, article, "publish")
    translate = reverse("console:translate_article", args=[article.article_id, "en"])
    beside = adele.get(translate).content.decode()
    assert "Avec un fil" in beside
    assert adele.post(translate, a_form(RING_EN, follows=1)).status_code == 303
    english = Translation.objects.get(language="en")
    assert adele.get(translate)["Location"] == page_of(english)
    adele.post(page_of(article), a_form(RING._replace(body="# Nouveau\n\nTout a changé."), based_on=1))
    publish_article(viewer=a_viewer(desk.rose), translation_id=article.pk, based_on=2, now=NOON)
    assert "Out of date" in adele.get(page_of(english)).content.decode()
    listed = adele.get(reverse("console:articles"), {"state": "behind"}).content.decode()
    assert RING_EN.title in listed
    adele.post(page_of(english), a_form(RING_EN._replace(body="New."), based_on=1, follows=2))
    assert RING_EN.title not in adele.get(reverse("console:articles"), {"state": "behind"}).content.decode()


def test_versions_are_compared_and_one_comes_back(desk: SimpleNamespace, adele: Client) -> None:
    article = begun(adele)
    adele.post(page_of(article), a_form(RING._replace(body="Une ligne neuve"), based_on=1))
    shown = adele.get(reverse("console:article_versions", args=[article.pk])).content.decode()
    assert "<ins>" in shown
    assert "<del>" in shown
    assert "Adèle" in shown
    article.refresh_from_db()
    assert step(adele, article, "restore", number=1) == 303
    article.refresh_from_db()
    assert (article.number, article.body) == (3, RING.body)


def test_the_preview_is_what_readers_will_see(desk: SimpleNamespace, adele: Client) -> None:
    """Attack A1: also here nothing runs."""
    answer = adele.post(
        reverse("console:article_preview"), a_form(RING._replace(body="# Or\n\n<script>x</script>"), language="fr")
    )
    assert answer.content.decode() == '<h2 id="s-or">Or</h2>\n<p>&lt;script&gt;x&lt;/script&gt;</p>'


def test_a_picture_is_kept_and_named(desk: SimpleNamespace, adele: Client, tmp_path: Any) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    sent = SimpleUploadedFile("baguier.png", a_picture(), "image/png")
    answer = adele.post(reverse("console:article_picture"), {"file": sent})
    kept = Picture.objects.get()
    assert (answer.status_code, answer.json()["address"]) == (201, f"picture:{kept.key.hex}-40x30")
    assert (
        adele.post(reverse("console:article_picture"), {"file": SimpleUploadedFile("x.svg", b"<svg/>")}).status_code
        == 400
    )
    assert adele.post(reverse("console:article_picture"), {}).status_code == 400
    named = f"![Un baguier]({answer.json()['address']})"
    preview = adele.post(reverse("console:article_preview"), {"body": named}).content.decode()
    shown = Client().get(preview.partition('src="')[2].partition('"')[0])
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/png")
    assert keep_picture(viewer=a_viewer(desk.adele), content=a_picture(), now=NOON).key != kept.key


def test_searches_in_vain_become_articles_or_are_settled(desk: SimpleNamespace, adele: Client) -> None:
    note_search(shop_id=desk.shop.id, language="fr", query="chèque cadeau", found=0, now=NOON)
    (search,) = searches_in_vain(a_viewer(desk.adele)).rows
    listed = adele.get(reverse("console:article_searches")).content.decode()
    assert search.words in listed
    assert "title=Cheque+cadeau" in listed or "title=Ch" in listed
    form = adele.get(reverse("console:new_article"), {"title": "Chèque cadeau", "language": "fr"}).content.decode()
    assert 'value="Chèque cadeau"' in form
    settle = reverse("console:article_search", args=[search.id])
    assert adele.post(settle, {"how": "article"}).status_code == 303
    assert searches_in_vain(a_viewer(desk.adele)).rows == []
    assert adele.post(settle, {"how": "again"}).status_code == 303
    assert adele.post(settle, {}).status_code == 400


def test_a_search_in_vain_becomes_a_synonym_and_is_settled_by_it(desk: SimpleNamespace, rose: Client) -> None:
    """F"""
    note_search(shop_id=desk.shop.id, language="fr", query="jonc d'or", found=0, now=NOON)
    (search,) = searches_in_vain(a_viewer(desk.rose)).rows
    listed = LexborHTMLParser(rose.get(reverse("console:article_searches")).content.decode())
    address = next(it.attributes["href"] for it in listed.css("td a") if "synonyms" in it.attributes["href"])
    form = LexborHTMLParser(rose.get(address).content.decode())
    assert form.css_first("#words").text() == "jonc d or\n"
    assert form.css_first("#language option[selected]").attributes["value"] == "fr"
    kept = {"shop": desk.shop.id, "language": "fr", "words": "jonc d or\nbracelet", "search": search.id}
    assert rose.post(reverse("console:synonyms"), {**kept, "words": "jonc"}).status_code == 400
    assert searches_in_vain(a_viewer(desk.rose)).rows == [search]
    answer = rose.post(reverse("console:synonyms"), kept, headers={"hx-request": "true"})
    assert answer.headers["X-Go-To"] == f"/console/articles/searches?shop={desk.shop.id}"
    assert searches_in_vain(a_viewer(desk.rose)).rows == []
    assert [it.settled_how for it in searches_in_vain(a_viewer(desk.rose), is_settled=True).rows] == ["synonym"]


@pytest.mark.parametrize("odd", ["x", "-1", "9" * 30])
def test_an_odd_search_settles_nothing(desk: SimpleNamespace, rose: Client, odd: str) -> None:
    """Attack A18"""
    assert rose.get(reverse("console:synonyms"), {"search": odd}).status_code == 400
    kept = {"shop": desk.shop.id, "language": "fr", "words": "jonc\nbracelet", "search": odd}
    assert rose.post(reverse("console:synonyms"), kept).status_code == 400
    assert not Synonym.objects.exists()


def test_the_rail_tells_who_publishes_that_one_waits_and_the_writer_the_answer(
    desk: SimpleNamespace, adele: Client, rose: Client
) -> None:
    """D4"""
    draft = begun(adele)
    adele.post(reverse("console:article_step", args=[draft.pk, "submit"]), {"based_on": draft.number})
    assert waiting(rose) == "1"
    assert waiting(adele) == ""
    note = {"based_on": draft.number, "note": "Une photo manque."}
    rose.post(reverse("console:article_step", args=[draft.pk, "return"]), note)
    assert (waiting(rose), waiting(adele)) == ("", "1")
    page = adele.get(reverse("console:articles")).content.decode()
    assert "Une photo manque." in page
    assert rose.post(reverse("console:article_noted", args=[draft.pk])).status_code == 404
    assert adele.post(reverse("console:article_noted", args=[draft.pk])).status_code == 303
    assert waiting(adele) == ""


def waiting(client: Client) -> str:
    page = LexborHTMLParser(client.get(reverse("console:articles")).content.decode())
    return page.css_first('[data-count="articles"]').text()


def test_a_solution_begins_an_article(desk: SimpleNamespace, adele: Client, of_advisor: Any) -> None:
    """D4: problem and solution that were recorded become an article, for who sees the conversation."""
    record_solution(
        conversation_id=of_advisor.pk,
        viewer=a_viewer(desk.adele),
        problem="Le fermoir s’ouvre tout seul",
        solution="Un passage à l’atelier le resserre, sous garantie.",
        now=NOON,
    )
    form = adele.get(reverse("console:new_article"), {"conversation": of_advisor.pk})
    shown = form.content.decode()
    assert "Le fermoir s’ouvre tout seul" in shown
    assert f'name="solved" value="{of_advisor.pk}"' in shown


def test_a_strangers_solution_is_not_told(desk: SimpleNamespace, at_desk: AtDesk, of_advisor: Any) -> None:
    """Attack A4."""
    answer = at_desk(desk.stranger).get(reverse("console:new_article"), {"conversation": of_advisor.pk})
    assert answer.status_code in (403, 404)


def test_who_looks_after_the_knowledge_orders_the_shelves(desk: SimpleNamespace, adele: Client, rose: Client) -> None:
    address = reverse("console:article_categories")
    assert adele.get(address).status_code == 403
    for name in ("Paiement", "Livraison"):
        assert rose.post(address, {"name_fr": name, "name_en": name, "about_fr": ""}).status_code == 303
    first, second = Category.objects.order_by("position")
    rose.post(address, {"order": f"{second.pk},{first.pk}"})
    assert [it.names["fr"] for it in Category.objects.order_by("position")] == ["Livraison", "Paiement"]
    one = reverse("console:article_category", args=[first.pk])
    assert rose.post(one, {"name_fr": "Payer"}).status_code == 303
    assert rose.get(address).status_code == 200
    assert rose.post(one, {"act": "remove"}).status_code == 303
    assert Category.objects.count() == 1
    assert rose.post(address, {"name_fr": ""}).status_code == 400


def test_strangers_and_ambassadors_find_no_article(desk: SimpleNamespace, adele: Client, at_desk: AtDesk) -> None:
    """Attack A4: wrong shop, wrong role, at every address."""
    article = begun(adele)
    for member, codes in [(desk.stranger, (404,)), (desk.amin, (403,))]:
        client = at_desk(member)
        for answer in (
            client.get(page_of(article)),
            client.post(page_of(article), a_form(based_on=1)),
            client.get(reverse("console:article_versions", args=[article.pk])),
            client.post(reverse("console:article_step", args=[article.pk, "publish"]), {"based_on": 1}),
            client.post(reverse("console:article_arrange", args=[article.pk]), {}),
            client.get(reverse("console:translate_article", args=[article.article_id, "en"])),
        ):
            assert answer.status_code in codes, answer.request["PATH_INFO"]
    article.refresh_from_db()
    assert (article.number, article.state) == (1, "draft")


def test_odd_questions_are_refused(desk: SimpleNamespace, adele: Client) -> None:
    """Attack A18."""
    article = begun(adele)
    for address, asked in [
        ("articles", {"state": "sorted by password"}),
        ("articles", {"after": "' OR 1=1"}),
        ("articles", {"category": "x"}),
        ("article_searches", {"after": "x"}),
    ]:
        assert adele.get(reverse(f"console:{address}"), asked).status_code == 400, asked
    assert adele.get(reverse("console:articles"), {"q": "%' --", "language": "zz", "category": "0"}).status_code == 200
    assert step(adele, article, "explode") == 404
    assert adele.post(page_of(article), a_form()).status_code == 400
