"""What is at hand while writing: suggestions, completions, what is put in, and the pages on which it is kept (A8, A12, D3, D4)."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from comptoir.domain.conversations.actions import record_solution
from comptoir.domain.conversations.events import MessagePosted
from comptoir.domain.conversations.reactions import count_used
from comptoir.domain.knowledge.models import Article, Lesson, PageLink, Phrase, Synonym, Translation, Use
from comptoir.domain.knowledge.tests.findable import a_link, a_phrase
from comptoir.foundation.clock import now
from comptoir.foundation.worker import Worker
from comptoir.surfaces.console.tests.conftest import AS_SCRIPT
from tests.people import NOON, a_conversation, a_viewer, says

ASKED = "Bonjour, mon colis n'est toujours pas là"


@pytest.fixture
def here(desk) -> SimpleNamespace:
    """Amin answers somebody who asks where the parcel is."""
    desk.talk = a_conversation(desk.shop, answered_by=desk.amin, language="fr", body=ASKED)
    desk.phrase = a_phrase(
        desk.shop,
        "Délai de livraison",
        "Bonjour {customer.first_name}, commande {order.number}. {{7*7}}",
        shortcut="delai",
    )
    desk.link = a_link(desk.shop, "Suivre un colis", "/suivi")
    return desk


def at(desk, rest: str = "") -> str:
    return f"/console/c/{desk.talk.pk}/at-hand{rest}"


def test_what_could_answer_is_shown_with_why(here, at_desk) -> None:
    """D3"""
    page = at_desk(here.amin).get(at(here)).content.decode()
    assert "Suivre un colis" in page
    assert "asks about: “colis”" in page


def test_when_the_team_has_answered_the_last_words_still_count(here, at_desk) -> None:
    says(here.talk, "Je regarde.", by=here.amin)
    assert "Suivre un colis" in at_desk(here.amin).get(at(here)).content.decode()


def test_a_phrase_and_a_page_say_who_changed_them_last(here, at_desk) -> None:
    """A8, D4"""
    Phrase.objects.update(changed_by=here.rose)
    phrase = at_desk(here.rose).get(f"/console/phrases/{here.phrase.pk}").content.decode()
    page = at_desk(here.marc).get(f"/console/pages/{here.link.pk}").content.decode()

    assert f"Last changed by {here.rose.display_name} on " in phrase
    assert "Last changed on " in page


def test_who_may_not_change_a_phrase_has_nothing_to_write_into(here, at_desk) -> None:
    """A8"""
    read = at_desk(here.amin).get(f"/console/phrases/{here.phrase.pk}").content.decode()
    written = at_desk(here.marc).get(f"/console/phrases/{here.phrase.pk}").content.decode()

    assert (read.count(" readonly"), read.count("disabled>")) == (4, 3)
    assert " readonly" not in written


def test_markup_in_what_is_proposed_is_text(here, at_desk) -> None:
    """Attacks A1 and A21"""
    a_phrase(here.shop, "<script>alert(1)</script> colis", "<img src=x onerror=alert(1)> {{ 7*7 }}")
    page = at_desk(here.amin).get(at(here)).content.decode()
    assert "<script>" not in page
    assert "<img" not in page
    assert "{{ 7*7 }}" in page


def test_a_phrase_is_filled_with_what_the_agent_may_see_and_counted_once_it_is_sent(here, at_desk) -> None:
    """A8, A11: an ambassador is granted no orders, and a visitor without a name leaves a gap."""
    answer = at_desk(here.amin).post(at(here, f"/phrase/{here.phrase.pk}"), **AS_SCRIPT).json()
    assert answer["text"] == here.phrase.body
    assert [gap["name"] for gap in answer["gaps"]] == ["customer.first_name", "order.number"]
    assert not Use.objects.exists(), "a draft is no use of it"
    filled = here.phrase.body.replace("{customer.first_name}", "Vera").replace("{order.number}", "MP-1042")
    says(here.talk, filled, by=here.amin, now=now())
    Worker({MessagePosted: [count_used]}).deliver_all()
    assert Use.objects.get().times == 1
    assert Lesson.objects.exists()


def test_a_page_is_put_in_by_its_address(here, at_desk) -> None:
    """A12"""
    answer = at_desk(here.amin).post(at(here, f"/link/{here.link.pk}"), **AS_SCRIPT).json()
    assert answer == {"text": "https://www.maison-perle.example/suivi", "gaps": []}


@pytest.mark.parametrize(
    ("sign", "query", "title"), [("/", "del", "Délai de livraison"), ("#", "suivre", "Suivre un colis")]
)
def test_a_sign_finds_what_begins_so(here, at_desk, sign: str, query: str, title: str) -> None:
    """A8, A12"""
    answer = at_desk(here.amin).get(at(here, "/completions"), {"sign": sign, "q": query}, **AS_SCRIPT).json()
    assert answer["rows"][0]["title"] == title


@pytest.mark.parametrize("path", ["/phrase/999999", "/spam/1", "/article/1", "/link/999999"])
def test_what_is_not_there_is_not_put_in(here, at_desk, path: str) -> None:
    assert at_desk(here.amin).post(at(here, path), **AS_SCRIPT).status_code == 404


def test_no_other_sign_opens_anything(here, at_desk) -> None:
    assert at_desk(here.amin).get(at(here, "/completions"), {"sign": "%", "q": "a"}, **AS_SCRIPT).status_code == 400


def test_a_stranger_finds_nothing_here(here, at_desk) -> None:
    """A11; attack A4"""
    client = at_desk(here.stranger)
    for path in ("", "/completions?sign=/"):
        assert client.get(at(here, path), **AS_SCRIPT).status_code == 404
    for path in (f"/phrase/{here.phrase.pk}", f"/phrase/{here.phrase.pk}/no-help"):
        assert client.post(at(here, path), **AS_SCRIPT).status_code == 404
    for path in (f"phrases/{here.phrase.pk}", f"pages/{here.link.pk}"):
        assert client.get(f"/console/{path}").status_code in (403, 404)
    assert "Délai de livraison" not in client.get("/console/phrases").content.decode()


def test_what_does_not_help_is_learnt(here, at_desk) -> None:
    assert at_desk(here.amin).post(at(here, f"/link/{here.link.pk}/no-help"), **AS_SCRIPT).status_code == 204
    assert Lesson.objects.first().failed == 1


def test_a_solution_becomes_a_phrase_and_a_draft_by_one_click_each_once(here, at_desk) -> None:
    """D4"""
    talk = a_conversation(here.shop, answered_by=here.adele, language="fr")
    record_solution(
        conversation_id=talk.pk,
        viewer=a_viewer(here.adele),
        problem="Colis en retard",
        solution="Livré demain.",
        now=NOON,
    )
    client = at_desk(here.adele)
    for kind in ("phrase", "article", "phrase", "article"):
        answer = client.post(f"/console/c/{talk.pk}/solution/{kind}", **AS_SCRIPT)
        assert (answer.status_code, bool(answer.headers["X-Go-To"])) == (204, True)
    assert Phrase.objects.filter(solved=talk.pk, body="Livré demain.").count() == 1
    assert Article.objects.filter(solved=talk.pk).count() == 1


def test_what_is_made_of_a_solution_begins_without_its_customer(here, at_desk) -> None:
    """D4, D9: nothing personal is in words that all are to read, whoever may read it in the conversation."""
    talk = a_conversation(here.shop, answered_by=here.adele, language="fr", body="Je m’appelle Camille Durand")
    told = {
        "problem": "Colis de Mme Durand, commande n° 99812, en retard",
        "solution": "Rappelée au 06 98 76 54 32 et écrit à camille.durand@courriel.example : livré demain.",
    }
    record_solution(conversation_id=talk.pk, viewer=a_viewer(here.adele), now=NOON, **told)
    client = at_desk(here.adele)
    shown = client.get(reverse("console:new_article"), {"conversation": talk.pk}).content.decode()
    for kind in ("phrase", "article"):
        client.post(f"/console/c/{talk.pk}/solution/{kind}", **AS_SCRIPT)
    phrase, draft = Phrase.objects.get(solved=talk.pk), Translation.objects.get(article__solved=talk.pk)
    for words in (f"{phrase.title} {phrase.body}", f"{draft.title} {draft.body}", shown):
        assert "livré demain" in words
        assert not [it for it in ("Durand", "durand", "99812", "98 76") if it in words]
    assert phrase.title == "Colis de Mme [name], commande n° [number], en retard"


def test_without_a_solution_there_is_nothing_to_make(here, at_desk) -> None:
    talk = a_conversation(here.shop, answered_by=here.adele, language="fr")
    assert at_desk(here.adele).post(f"/console/c/{talk.pk}/solution/phrase", **AS_SCRIPT).status_code == 404


def test_a_phrase_is_written_changed_listed_and_removed(here, at_desk) -> None:
    """A8"""
    client = at_desk(here.adele)
    form = {"language": "fr", "title": "Merci", "body": "Merci à vous.", "shortcut": "/merci"}
    assert client.post("/console/phrases/new", form, **AS_SCRIPT).status_code == 204
    made = Phrase.objects.get(shortcut="merci")
    page = client.get("/console/phrases", {"q": "merci", "language": "fr"}).content.decode()
    assert "Merci à vous." in page
    assert client.get(f"/console/phrases/{made.pk}").status_code == 200
    assert client.post(f"/console/phrases/{made.pk}", form | {"body": "Merci."}, **AS_SCRIPT).status_code == 204
    assert client.post(f"/console/phrases/{made.pk}/remove", **AS_SCRIPT).status_code == 204
    assert not Phrase.objects.filter(pk=made.pk).exists()


def test_a_spreadsheet_goes_out_and_comes_in(here, at_desk) -> None:
    """Attack A19"""
    a_phrase(here.shop, "=HYPERLINK(1)", "+1")
    client = at_desk(here.adele)
    out = client.get("/console/phrases/file").content.decode()
    assert "'=HYPERLINK(1)" in out
    sent = SimpleUploadedFile("phrases.csv", out.replace("+1", "+2").encode())
    page = client.post("/console/phrases/file", {"file": sent}).content.decode()
    assert "1 changed" in page
    assert Phrase.objects.get(title="=HYPERLINK(1)").body == "+2"


def test_a_sitemap_brings_pages_and_what_is_none_is_refused(here, at_desk) -> None:
    """A12; attack A14"""
    client = at_desk(here.rose)
    sitemap = "<urlset><url><loc>https://www.maison-perle.example/livraison</loc></url><url><loc>https://evil.example/</loc></url></urlset>"
    page = client.post(
        "/console/pages/file", {"file": SimpleUploadedFile("sitemap.xml", sitemap.encode())}
    ).content.decode()
    assert "1 new" in page
    assert "1 row was left out" in page
    assert PageLink.objects.filter(title="Livraison", source="sitemap").exists()
    bomb = SimpleUploadedFile("sitemap.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><urlset/>')
    assert client.post("/console/pages/file", {"file": bomb}, **AS_SCRIPT).status_code == 400
    assert client.post("/console/pages/file", **AS_SCRIPT).status_code == 400


def test_pages_and_synonyms_are_looked_after_by_those_who_may(here, at_desk) -> None:
    assert at_desk(here.adele).get("/console/synonyms").status_code == 403
    assert (
        at_desk(here.adele).post("/console/pages/new", {"address": "https://www.maison-perle.example/x"}).status_code
        == 403
    )
    client = at_desk(here.rose)
    assert client.post("/console/synonyms", {"language": "fr", "words": "jonc\nbangle"}, **AS_SCRIPT).status_code == 204
    group = Synonym.objects.get()
    assert "jonc = bangle" in client.get("/console/synonyms").content.decode()
    assert client.post(f"/console/synonyms/{group.pk}/remove", **AS_SCRIPT).status_code == 204


@pytest.mark.parametrize("query", [{"language": "xx"}, {"after": "nowhere"}, {"shop": "x"}])
def test_filters_that_are_none_are_refused(here, at_desk, query: dict[str, str]) -> None:
    """Attack A18"""
    assert at_desk(here.rose).get("/console/phrases", query, **AS_SCRIPT).status_code == 400
