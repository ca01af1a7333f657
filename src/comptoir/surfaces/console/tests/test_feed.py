"""The feed by HTTP: its page, its posts, what is done with them, and what stands beside a conversation. A12, A11, A4."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from comptoir.domain.feed.tests.saying import asks, says
from comptoir.surfaces.console.tests.conftest import AS_SCRIPT
from tests.people import a_member, a_viewer

STEPS = ("edit", "take-back", "hide", "show", "pin", "answer", "react")


@pytest.fixture
def said(desk):
    """What an advisor said to the staff alone."""
    return says(a_viewer(desk.adele), "Entre nous", reach="staff")


@pytest.fixture
def asked(desk, of_advisor):
    """What an advisor asked about their conversation."""
    return asks(a_viewer(desk.adele), of_advisor, "Que dire à Camille ?")


def sent(client: Client, path: str, body: dict[str, Any]) -> Any:
    return client.post(path, json.dumps(body), content_type="application/json", **AS_SCRIPT)


def facts_in(page: str) -> dict[str, Any]:
    part = page.split('<script type="application/json" data-facts="feed">')[1].split("</script>", maxsplit=1)[0]
    return json.loads(part)


def test_the_page_shows_the_feed_of_ones_shop(desk, at_desk, said) -> None:
    page = at_desk(desk.rose).get("/console/feed").content.decode()

    facts = facts_in(page)
    assert [it["body"] for it in facts["page"]["posts"]] == ["Entre nous"]
    assert facts["may"] == {"moderate": True, "staff": True}
    assert 'data-count="feed">1<' in page


def test_a_volunteers_page_has_nothing_of_what_is_for_staff(desk, at_desk, said) -> None:
    """A11"""
    page = at_desk(desk.amin).get("/console/feed").content.decode()

    assert "Entre nous" not in page
    assert facts_in(page)["may"] == {"moderate": False, "staff": False}
    assert facts_in(page)["page"]["v"] == 0


def test_a_link_to_a_post_opens_its_thread(desk, at_desk, said) -> None:
    assert facts_in(at_desk(desk.rose).get(f"/console/feed?post={said.pk}").content.decode())["thread"] == said.pk
    for who in (desk.amin, desk.stranger):
        assert at_desk(who).get(f"/console/feed?post={said.pk}").status_code == 404


def test_it_can_be_said_without_a_socket_and_is_said_once(desk, at_desk) -> None:
    client, body = at_desk(desk.adele), {"shop": desk.shop.id, "client_id": str(uuid4()), "body": "Bonjour"}

    first, second = (sent(client, "/console/feed/say", body) for _ in range(2))
    assert first.status_code == second.status_code == 201
    assert first.json() == second.json()
    after = client.get(f"/console/feed/posts?shop={desk.shop.id}&after=0", **AS_SCRIPT).json()
    assert [it["body"] for it in after["posts"]] == ["Bonjour"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"body": ["x"]},
        {"answers": -1},
        {"answers": 2**70},
        {"membership": 1},
        {"is_pinned": True},
        {"reach": "everybody"},
        {"client_id": "1"},
        {"files": [str(uuid4()) for _ in range(11)]},
    ],
)
def test_what_does_not_have_the_shape_is_refused(desk, at_desk, wrong: dict) -> None:
    """Attack A22"""
    body = {"shop": desk.shop.id, "client_id": str(uuid4()), "body": "x"} | wrong

    assert sent(at_desk(desk.adele), "/console/feed/say", body).status_code == 400


def test_nobody_speaks_or_reads_in_another_shop(desk, at_desk, said) -> None:
    """A4"""
    client, shop = at_desk(desk.stranger), desk.shop.id

    assert sent(client, "/console/feed/say", {"shop": shop, "client_id": str(uuid4()), "body": "x"}).status_code == 403
    assert sent(client, "/console/feed/read", {"shop": shop, "post": said.pk}).status_code == 403
    for path in ("feed", "feed/open", "feed/posts"):
        assert client.get(f"/console/{path}?shop={shop}&after=0", **AS_SCRIPT).status_code == 403, path


@pytest.mark.parametrize("who", ["amin", "stranger"])
def test_a_post_that_one_may_not_see_does_not_exist(desk, at_desk, said, who: str) -> None:
    """A4: by no route, with the answer that one gets for a post that never was."""
    client = at_desk(getattr(desk, who))

    for pk in (said.pk, 999_999):
        answers = [
            sent(client, f"/console/feed/{pk}/{act}", {"body": "x", "why": "x", "sign": "thanks"}) for act in STEPS
        ]
        answers += [client.get(f"/console/feed/{pk}/{what}", **AS_SCRIPT) for what in ("history", "conversation")]
        answers.append(client.get(f"/console/feed/posts?thread={pk}", **AS_SCRIPT))
        assert {it.status_code for it in answers} == {404}
        assert len({it.content for it in answers}) == 1
    assert client.get(f"/console/feed/links?ids={said.pk}", **AS_SCRIPT).json() == {"open": []}


@pytest.mark.parametrize(
    ("act", "body", "key"),
    [
        ("edit", {"body": "Autrement"}, "edited"),
        ("take-back", {}, "taken_back"),
        ("react", {"sign": "thanks"}, "signs"),
    ],
)
def test_ones_own_words_are_ones_own(desk, at_desk, said, act: str, body: dict, key: str) -> None:
    client = at_desk(desk.adele)

    assert sent(client, f"/console/feed/{said.pk}/{act}", body).status_code == 204
    (post,) = client.get(f"/console/feed/posts?thread={said.pk}", **AS_SCRIPT).json()["posts"]
    assert post[key]


@pytest.mark.parametrize(("act", "key"), [("hide", "hidden"), ("pin", "pinned")])
def test_a_referent_hides_and_pins(desk, at_desk, said, act: str, key: str) -> None:
    client = at_desk(desk.rose)

    assert sent(client, f"/console/feed/{said.pk}/{act}", {"why": "Trop tôt"}).status_code == 204
    (post,) = client.get(f"/console/feed/posts?thread={said.pk}", **AS_SCRIPT).json()["posts"]
    assert post[key]
    assert sent(at_desk(desk.adele), f"/console/feed/{said.pk}/{act}", {"why": "x"}).status_code == 403
    assert sent(client, f"/console/feed/{said.pk}/unheard-of", {}).status_code == 404


def test_the_history_is_for_those_who_watch(desk, at_desk, said) -> None:
    sent(at_desk(desk.adele), f"/console/feed/{said.pk}/edit", {"body": "Autrement"})

    steps = at_desk(desk.rose).get(f"/console/feed/{said.pk}/history", **AS_SCRIPT).json()["steps"]
    assert [it["body"] for it in steps] == ["Entre nous"]
    zoe = at_desk(a_member(desk.shop, "advisor", name="Zoé"))
    assert zoe.get(f"/console/feed/{said.pk}/history", **AS_SCRIPT).status_code == 403


def test_a_conversations_messages_are_shown_redacted_before_they_are_sent(desk, at_desk, of_advisor) -> None:
    """A12: what is seen is what is kept."""
    client = at_desk(desk.adele)
    choice = client.get(f"/console/c/{of_advisor.pk}/feed-excerpt", **AS_SCRIPT).json()
    lines = choice["lines"]
    assert [(it["who"], it["words"]) for it in lines] == [("visitor", "Bonjour")]
    assert choice["volunteers"] is False

    about = {"c": of_advisor.pk, "seqs": [lines[0]["seq"]], "digest": lines[0]["sign"]}
    body = {"shop": desk.shop.id, "client_id": str(uuid4()), "body": "Que dire à Camille ?", "about": about}
    assert sent(client, "/console/feed/say", body).status_code == 201
    wrong = body | {"client_id": str(uuid4()), "about": about | {"digest": "0" * 12}}
    assert sent(client, "/console/feed/say", wrong).json()["code"] == "excerpt_changed"

    (post,) = client.get(f"/console/feed/posts?shop={desk.shop.id}&after=0", **AS_SCRIPT).json()["posts"]
    assert post["body"] == "Que dire à ⟦name⟧ ?"
    assert [it["words"] for it in post["excerpt"]] == ["Bonjour"]


def test_only_who_may_see_a_conversation_is_led_to_it(desk, at_desk, asked, of_advisor) -> None:
    """A11, A4"""
    rose = at_desk(desk.rose)

    assert rose.get(f"/console/feed/links?ids={asked.pk},999999", **AS_SCRIPT).json() == {"open": [asked.pk]}
    assert rose.get(f"/console/feed/{asked.pk}/conversation")["Location"] == f"/console/c/{of_advisor.pk}"
    page = rose.get(f"/console/feed?post={asked.pk}").content.decode()
    assert of_advisor.reference not in page
    assert "Camille" not in page.replace("Camille, community", "")


def test_the_conversation_says_what_was_asked_about_it(desk, at_desk, asked, of_advisor) -> None:
    answer = says(a_viewer(desk.rose), "Dites la vérité", answers=asked.pk)
    client = at_desk(desk.adele)
    path = f"/console/c/{of_advisor.pk}"

    assert "New answer" in client.get(f"{path}/feed-asked").content.decode()
    assert sent(client, f"/console/feed/{answer.pk}/answer", {}).status_code == 204
    assert sent(client, f"{path}/feed-seen", {}).status_code == 204
    strip = client.get(path).content.decode()
    assert "Dites la vérité" in strip
    assert "New answer" not in strip


def test_posts_that_name_one_are_among_the_mentions(desk, at_desk) -> None:
    post = says(a_viewer(desk.adele), "@Rose, un avis ?", named=[desk.rose.pk])
    client = at_desk(desk.rose)

    page = client.get("/console/mentions").content.decode()
    assert "@Rose, un avis ?" in page
    assert 'data-count="mentions">1<' in page
    sent(client, "/console/feed/read", {"shop": desk.shop.id, "post": post.pk})
    assert "@Rose, un avis ?" not in client.get("/console/mentions").content.decode()


def test_a_file_is_shown_to_those_who_see_the_post_and_cannot_run(desk, at_desk) -> None:
    """Attacks A2, A4"""
    client = at_desk(desk.adele)
    file = SimpleUploadedFile("notes.txt", b"Une note", content_type="text/html")
    kept = client.post(f"/console/feed/files?shop={desk.shop.id}", {"file": file}, **AS_SCRIPT).json()
    body = {"shop": desk.shop.id, "client_id": str(uuid4()), "files": [kept["key"]], "reach": "staff"}
    assert sent(client, "/console/feed/say", body).status_code == 201

    path = f"/console/feed/files/{kept['key']}"
    answer = at_desk(desk.rose).get(path)
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    for who in (desk.amin, desk.stranger):
        assert at_desk(who).get(path, **AS_SCRIPT).status_code == 404


def test_what_an_answer_becomes_begins_with_its_words(desk, rf, asked) -> None:
    from comptoir.domain.feed.errors import PostNotFound
    from comptoir.surfaces.console.access import Agent
    from comptoir.surfaces.console.feeding import prefilled

    answer = says(a_viewer(desk.rose), "Dites la vérité", answers=asked.pk)
    request = rf.get(f"/?feed={answer.pk}")

    made = prefilled(Agent(desk.rose.user_id, "Rose", (a_viewer(desk.rose),)), request)
    assert made is not None
    assert (made.shop_id, made.words, made.language) == (desk.shop.id, "Dites la vérité", "fr")
    assert made.title == "Que dire à [name] ?"
    with pytest.raises(PostNotFound):
        prefilled(Agent(desk.amin.user_id, "Amin", (a_viewer(desk.amin),)), request)
    assert prefilled(Agent(desk.amin.user_id, "Amin", (a_viewer(desk.amin),)), rf.get("/")) is None


def test_an_answer_becomes_a_phrase_in_its_form(desk, at_desk, asked) -> None:
    """A12: the form begins with its words; once it is kept, the post says so."""
    answer = says(a_viewer(desk.rose), "Dites la vérité", answers=asked.pk)
    client, path = at_desk(desk.rose), f"/console/phrases/new?shop={desk.shop.id}&feed={answer.pk}"

    assert "Dites la vérité</textarea>" in client.get(path).content.decode()
    assert at_desk(desk.stranger).get(path).status_code in (403, 404)
    form = {"shop": desk.shop.id, "feed": answer.pk, "language": "fr", "title": "Vérité", "body": "Dites la vérité"}
    assert client.post("/console/phrases/new", form).status_code == 204
    (post,) = [
        it
        for it in client.get(f"/console/feed/posts?thread={asked.pk}", **AS_SCRIPT).json()["posts"]
        if it["id"] == answer.pk
    ]
    assert post["became"] == "phrase"
