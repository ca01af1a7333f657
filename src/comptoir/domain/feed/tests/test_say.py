"""Saying something in the feed. A12."""

from __future__ import annotations

import json
from types import SimpleNamespace
from uuid import uuid4

import pytest

from comptoir.domain.conversations.errors import ConversationNotFound
from comptoir.domain.feed.actions import Chosen, edit, take_back
from comptoir.domain.feed.errors import (
    ExcerptChanged,
    ExcerptNotHere,
    NothingSaid,
    PostIsSilent,
    PostNotFound,
    PostTooLong,
)
from comptoir.domain.feed.models import Excerpt, FeedWord, Naming, Post
from comptoir.domain.feed.queries import changes_after, thread_of
from comptoir.domain.feed.tests.saying import asks, says, shown_of
from comptoir.foundation.broadcast import captured
from comptoir.foundation.errors import NotAllowed
from tests.people import a_conversation
from tests.people import says as writes

CARD = "4111 1111 1111 1111"


def told(news: list) -> dict[str, list[dict]]:
    """What was told, by topic."""
    found: dict[str, list[dict]] = {}
    for delivery in news:
        for topic in delivery.topics:
            found.setdefault(topic, []).append(json.loads(delivery.frame))
    return found


@pytest.fixture
def of_advisor(team: SimpleNamespace):
    talk = a_conversation(
        team.shop,
        answered_by=team.of.adele,
        page_url="https://www.maison-perle.example/mon-compte/commandes",
        first_name="Camille",
        email="camille.durand@courriel.example",
    )
    writes(talk, "Je m'appelle Camille Durand, commande 2024-889, 06 12 34 56 78")
    return talk


def test_nothing_is_told_before_it_is_kept(team: SimpleNamespace) -> None:
    with captured() as news:
        post = says(team.adele, "Bonjour à tous")

    assert post.v == post.open_v == 1
    assert not news  # this test's transaction is never committed


@pytest.mark.django_db(transaction=True)
def test_it_is_told_to_staff_and_volunteers_by_numbers_of_their_own(team: SimpleNamespace) -> None:
    """A5: what is not for volunteers leaves no gap in their numbers."""
    with captured() as news:
        says(team.adele, "Pour tous")
        says(team.adele, "Entre nous", reach="staff")
        says(team.rose, "Pour tous encore")
    heard = told(news)

    staff, everybody = heard[f"shop:{team.shop.id}:feed:staff"], heard[f"shop:{team.shop.id}:feed"]
    assert [it["v"] for it in staff] == [1, 2, 3]
    assert [it["v"] for it in everybody] == [1, 2]
    assert [it["post"]["body"] for it in everybody] == ["Pour tous", "Pour tous encore"]
    assert "Entre nous" not in json.dumps(everybody)
    assert staff[0]["new"]
    assert staff[0]["people"][str(team.adele.membership_id)]["name"] == "Adèle"


def test_a_resend_is_one_post(team: SimpleNamespace) -> None:
    client_id = uuid4()

    first = says(team.adele, "Une fois", client_id=client_id)
    second = says(team.adele, "Une fois", client_id=client_id)

    assert first.pk == second.pk
    assert Post.objects.count() == 1


def test_an_id_that_somebody_else_has_used_is_nobodys(team: SimpleNamespace) -> None:
    """A4"""
    client_id = uuid4()
    says(team.adele, "À moi", client_id=client_id)

    with pytest.raises(PostNotFound):
        says(team.amin, "À moi aussi", client_id=client_id)


@pytest.mark.parametrize("body", ["", "  \n ", "\0"])
def test_nothing_is_not_said(team: SimpleNamespace, body: str) -> None:
    with pytest.raises(NothingSaid):
        says(team.adele, body)


def test_a_post_has_an_end(team: SimpleNamespace) -> None:
    with pytest.raises(PostTooLong):
        says(team.adele, "a" * 4001)


def test_cards_and_contact_details_are_not_kept(team: SimpleNamespace) -> None:
    """D9, A10: in no post, and in nothing that is looked for."""
    post = says(team.adele, f"Elle a payé par {CARD}, joignable au 06 12 34 56 78 ou jeanne@courriel.example")

    assert "1111 1111" not in post.body
    assert "06 12" not in post.body
    assert "jeanne" not in post.body
    assert not FeedWord.objects.filter(word__in=[b"4111", b"jeanne"]).exists()


def test_a_colleague_who_is_called_is_no_account_to_be_masked(team: SimpleNamespace) -> None:
    """A12: "@Rose" stands as it was written wherever it stands; an account elsewhere, and a number, do not."""
    post = says(team.adele, "Un geste pour ce retard @rose ? 06 12 34 56 78, ou sur Instagram @camille.durand")
    assert post.body.startswith("Un geste pour ce retard @rose ?")
    assert "06 12" not in post.body
    assert "camille" not in post.body


def test_who_is_named_is_called(team: SimpleNamespace) -> None:
    post = says(team.adele, "@Rose, une idée ?", named=[team.rose.membership_id, team.rose.membership_id])

    assert list(Naming.objects.values_list("post_id", "membership_id")) == [(post.pk, team.rose.membership_id)]


def test_nobody_is_called_who_may_not_see_it(team: SimpleNamespace) -> None:
    """A5: neither somebody of another shop, nor a volunteer about what is not for them."""
    named = [team.stranger.membership_id, team.amin.membership_id, 999_999]
    says(team.adele, "Entre nous", reach="staff", named=named)

    assert not Naming.objects.exists()


def test_an_answer_stands_in_the_thread_of_what_it_answers(team: SimpleNamespace) -> None:
    root = says(team.amin, "Peut-on graver un bracelet ?", is_question=True)
    answer = says(team.rose, "Oui, jusqu'à vingt signes.", answers=root.pk)
    deeper = says(team.adele, "Merci", answers=answer.pk)

    root.refresh_from_db()
    assert (answer.root_id, deeper.root_id, root.answers) == (root.pk, root.pk, 2)
    assert [it["id"] for it in thread_of(team.amin, root.pk)["posts"]] == [root.pk, answer.pk, deeper.pk]


def test_an_answer_goes_no_further_than_its_thread(team: SimpleNamespace) -> None:
    root = says(team.adele, "Entre nous", reach="staff")
    answer = says(team.rose, "Bien", answers=root.pk, reach="all")

    assert answer.reach == "staff"
    assert changes_after(team.amin, 0)["posts"] == []


@pytest.mark.parametrize("who", ["amin", "stranger"])
def test_nobody_answers_what_they_do_not_see(team: SimpleNamespace, who: str) -> None:
    """A4"""
    root = says(team.adele, "Entre nous", reach="staff")

    with pytest.raises(PostNotFound):
        says(getattr(team, who), "Moi aussi", answers=root.pk)


def test_a_post_that_was_taken_back_and_has_no_answer_begins_no_thread(team: SimpleNamespace) -> None:
    root = says(team.adele, "Oubliez")
    take_back(viewer=team.adele, post_id=root.pk, now=root.created_at)

    with pytest.raises(PostIsSilent):
        says(team.rose, "Quoi ?", answers=root.pk)


def test_a_question_shows_a_redacted_excerpt(team: SimpleNamespace, of_advisor) -> None:
    """A11, A12"""
    post = asks(team.adele, of_advisor, "Camille Durand veut rendre la commande 2024-889, que dire ?")
    text = json.dumps(thread_of(team.rose, post.pk), default=str, ensure_ascii=False)

    assert post.is_question
    for secret in ("Camille", "Durand", "2024-889", "06 12", "courriel.example"):
        assert secret not in text, secret
    assert "⟦name⟧" in text
    assert "⟦contact⟧" in text
    assert "⟦number⟧" in text
    assert of_advisor.reference not in text
    assert '"conversation' not in text


def test_what_advisors_ask_does_not_reach_volunteers_where_it_is_not_their_conversation(
    team: SimpleNamespace, of_advisor
) -> None:
    """A11"""
    post = asks(team.adele, of_advisor, "Que dire ?", reach="all")

    assert post.reach == "staff"
    assert changes_after(team.amin, 0)["posts"] == []


def test_what_a_volunteer_asks_is_seen_by_all(team: SimpleNamespace) -> None:
    talk = a_conversation(team.shop, answered_by=team.of.amin)

    post = asks(team.amin, talk, "Que dire ?", reach="staff")

    assert post.reach == "all"


def test_an_answer_about_a_conversation_does_not_tell_whose_it_is(team: SimpleNamespace, of_advisor) -> None:
    """A11: what is known of the customer is masked in the words of colleagues too."""
    root = asks(team.adele, of_advisor, "Que dire ?")
    answer = says(team.zoe, "Dites à camille de passer, ou écrivez à camille.durand@courriel.example", answers=root.pk)

    assert "amille" not in answer.body
    changed = edit(viewer=team.zoe, post_id=answer.pk, body="Appelez Camille", now=answer.created_at)
    assert "Camille" not in changed.body


@pytest.mark.parametrize("who", ["amin", "stranger"])
def test_nobody_shows_a_conversation_that_they_may_not_see(team: SimpleNamespace, of_advisor, who: str) -> None:
    """A4"""
    chosen = shown_of(team.adele, of_advisor)

    with pytest.raises(ConversationNotFound):
        says(getattr(team, who), "Que dire ?", excerpt_of=chosen)
    assert not Excerpt.objects.exists()


def test_nothing_is_shown_but_what_the_asker_has_seen(team: SimpleNamespace, of_advisor) -> None:
    seen = shown_of(team.adele, of_advisor)

    with pytest.raises(ExcerptChanged):
        says(team.adele, "Que dire ?", excerpt_of=seen._replace(digest="0" * 32))
    with pytest.raises(ExcerptNotHere):
        says(team.adele, "Que dire ?", excerpt_of=Chosen(of_advisor.pk, (999,), seen.digest))
    with pytest.raises(ExcerptNotHere):
        says(team.adele, "Que dire ?", excerpt_of=Chosen(of_advisor.pk, tuple(range(1, 20)), seen.digest))


def test_notes_of_the_team_are_in_no_excerpt(team: SimpleNamespace, of_advisor) -> None:
    note = writes(of_advisor, "Cliente difficile", by=team.of.adele, kind="note")

    with pytest.raises(ExcerptNotHere):
        says(team.adele, "?", excerpt_of=Chosen(of_advisor.pk, (note.seq,), ""))


def test_an_excerpt_that_is_not_for_volunteers_is_put_into_no_thread_of_theirs(
    team: SimpleNamespace, of_advisor
) -> None:
    """A11"""
    root = says(team.amin, "Pour tous")

    with pytest.raises(NotAllowed):
        asks(team.adele, of_advisor, "Voyez", answers=root.pk)
    assert Post.objects.count() == 1


def test_what_is_typed_is_text(team: SimpleNamespace) -> None:
    """Attack A21: no pattern of any template is filled in, nothing runs."""
    words = "{{7*7}} ${7*7} {% now %} {0.__class__} <script>alert(1)</script> %(why)s"

    assert says(team.adele, words).body == words
