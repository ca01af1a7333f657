"""Reading the feed: its pages, what changed since, its words, what is unread. A12, A5."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comptoir.domain.feed.actions import edit, react, read, take_back
from comptoir.domain.feed.errors import PostNotFound
from comptoir.domain.feed.models import Post
from comptoir.domain.feed.queries import (
    changes_after,
    conversation_of_post,
    feed_page,
    openable,
    post_for,
    thread_of,
    unread,
    unseen_namings,
    visible_to,
)
from comptoir.domain.feed.rules import may_see_post
from comptoir.domain.feed.tests.saying import asks, says
from comptoir.foundation.errors import BadRequest
from tests.people import NOON, a_conversation, a_member, a_viewer


def bodies(page: dict) -> list[str]:
    return [it["body"] for it in page["posts"]]


def test_a_page_has_the_newest_threads_and_the_way_to_older_ones(team: SimpleNamespace) -> None:
    for n in range(35):
        says(team.adele, f"Mot {n}")

    first = feed_page(team.zoe)
    second = feed_page(team.zoe, before=first["older"])
    assert bodies(first) == [f"Mot {n}" for n in range(5, 35)]
    assert bodies(second) == [f"Mot {n}" for n in range(5)]
    assert second["older"] is None


def test_a_page_costs_the_same_for_few_and_for_many(team: SimpleNamespace) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            feed_page(team.zoe)
        return len(asked)

    says(team.adele, "Un")
    one = queries()
    for n in range(29):
        says(team.adele, f"Mot {n}")
    assert queries() == one <= 6


def test_a_thread_comes_with_its_newest_answers_and_whole_when_asked(team: SimpleNamespace) -> None:
    root = says(team.adele, "Question", is_question=True)
    for n in range(25):
        says(team.zoe, f"Réponse {n}", answers=root.pk)

    assert len(feed_page(team.rose)["posts"]) == 21
    assert len(thread_of(team.rose, root.pk)["posts"]) == 26


def test_what_was_missed_is_read_by_number_each_post_once_as_it_is(team: SimpleNamespace) -> None:
    """G8: whoever was away is whole again."""
    post = says(team.adele, "Un")
    seen = changes_after(team.zoe, 0)["v"]
    edit(viewer=team.adele, post_id=post.pk, body="Un et demi", now=NOON)
    says(team.adele, "Deux")
    react(viewer=team.zoe, post_id=post.pk, sign="agreed", now=NOON)

    missed = changes_after(team.zoe, seen)
    assert bodies(missed) == ["Deux", "Un et demi"]
    assert (missed["v"], missed["more"]) == (4, False)
    assert changes_after(team.zoe, missed["v"])["posts"] == []


def test_what_was_missed_comes_in_portions(team: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("comptoir.domain.feed.queries.reading.CATCH_UP", 2)
    for n in range(3):
        says(team.adele, f"Mot {n}")

    first = changes_after(team.zoe, 0)
    assert (bodies(first), first["more"]) == (["Mot 0", "Mot 1"], True)
    assert bodies(changes_after(team.zoe, first["v"])) == ["Mot 2"]


def test_a_volunteer_reads_in_numbers_of_their_own(team: SimpleNamespace) -> None:
    """A5: no gap tells that there was something else."""
    for n in range(4):
        says(team.adele, f"Mot {n}", reach="staff" if n % 2 else "all")

    page = changes_after(team.amin, 0)
    assert bodies(page) == ["Mot 0", "Mot 2"]
    assert page["v"] == 2
    assert bodies(changes_after(team.amin, 1)) == ["Mot 2"]


def test_sight_is_the_same_in_the_rule_and_in_the_database(team: SimpleNamespace) -> None:
    """A4: `visible_to` is `may_see_post` as a filter."""
    for who in (team.amin, team.adele, team.stranger):
        for reach in ("all", "staff"):
            says(who, "Mot", reach=reach)

    for viewer in (team.amin, team.adele, team.rose, team.stranger):
        seen = {post.pk for post in Post.objects.all() if may_see_post(viewer, post)}
        assert set(visible_to(viewer).values_list("pk", flat=True)) == seen


@pytest.mark.parametrize("only", ["questions", "mine", "pinned"])
def test_lists_show_what_they_are_for_and_nothing_of_another_shop(team: SimpleNamespace, only: str) -> None:
    says(team.stranger, "Ailleurs", is_question=True)
    asked = says(team.adele, "Une question", is_question=True)
    says(team.zoe, "Un mot")

    found = [it["id"] for it in feed_page(team.adele, only=only)["posts"]]
    assert found == ([] if only == "pinned" else [asked.pk])
    with pytest.raises(BadRequest):
        feed_page(team.adele, only="everything")


def test_words_are_found_without_accents_in_threads_that_one_sees(team: SimpleNamespace) -> None:
    root = says(team.adele, "Le poinçon est caché")
    says(team.zoe, "À l'intérieur de l'anneau", answers=root.pk)
    says(team.adele, "Le poinçon, entre nous", reach="staff")
    says(team.stranger, "Notre poinçon")
    says(team.adele, "Autre chose")

    assert bodies(feed_page(team.amin, words="POINCON cach")) == ["Le poinçon est caché", "À l'intérieur de l'anneau"]
    assert bodies(feed_page(team.amin, words="interieur")) == ["Le poinçon est caché", "À l'intérieur de l'anneau"]
    assert "Le poinçon, entre nous" not in bodies(feed_page(team.amin, words="poincon"))
    assert len(bodies(feed_page(team.rose, words="poincon"))) == 3
    assert feed_page(team.rose, words="?!")["posts"] == []


def test_what_was_taken_back_is_not_found(team: SimpleNamespace) -> None:
    post = says(team.adele, "Un secret")
    take_back(viewer=team.adele, post_id=post.pk, now=NOON)

    assert feed_page(team.rose, words="secret")["posts"] == []


def test_unread_is_what_others_have_said_since(team: SimpleNamespace) -> None:
    first = says(team.adele, "Un")
    says(team.zoe, "Deux")
    says(team.adele, "Entre nous", reach="staff")

    assert unread([team.adele]) == {team.shop.id: 1}
    assert unread([team.amin]) == {team.shop.id: 2}
    assert unread([team.rose, team.stranger]) == {team.shop.id: 3, team.other.id: 0}
    read(viewer=team.rose, post_id=first.pk, now=NOON)
    assert unread([team.rose]) == {team.shop.id: 2}


def test_a_mark_never_goes_back_nor_beyond_what_is_there(team: SimpleNamespace) -> None:
    posts = [says(team.adele, f"Mot {n}") for n in range(3)]
    read(viewer=team.rose, post_id=2**62, now=NOON)
    read(viewer=team.rose, post_id=posts[0].pk, now=NOON)
    assert unread([team.rose]) == {team.shop.id: 0}

    says(team.adele, "Encore")
    assert unread([team.rose]) == {team.shop.id: 1}


def test_who_was_named_is_called_until_they_have_read_it(team: SimpleNamespace) -> None:
    says(team.adele, "@Rose ?", named=[team.rose.membership_id])
    last = says(team.adele, "@Rose !", named=[team.rose.membership_id])
    assert len(unseen_namings([team.rose])) == 2
    assert unseen_namings([team.zoe]) == []

    read(viewer=team.rose, post_id=last.pk, now=NOON)
    assert unseen_namings([team.rose]) == []


def test_the_way_back_is_for_those_who_may_see_the_conversation(team: SimpleNamespace) -> None:
    """A4, A11: for others it is as if the post were about none."""
    talk = a_conversation(team.shop, answered_by=team.of.amin)
    post, plain = asks(team.amin, talk, "Que dire ?"), says(team.amin, "Un mot")
    bea = a_viewer(a_member(team.shop, "ambassador", name="Bea"))

    assert conversation_of_post([team.amin], post.pk) == talk.pk
    assert conversation_of_post([team.rose], post.pk) == talk.pk
    assert openable([team.rose], [post.pk, plain.pk, 999_999]) == [post.pk]
    assert openable([bea, team.stranger], [post.pk]) == []
    for viewer, pk in ((bea, post.pk), (team.stranger, post.pk), (team.rose, plain.pk), (team.rose, 999_999)):
        with pytest.raises(PostNotFound):
            conversation_of_post([viewer], pk)
    assert post_for([bea], post.pk) == post


def test_days_do_not_matter_to_the_order(team: SimpleNamespace) -> None:
    says(team.adele, "Aujourd'hui")
    says(team.adele, "Plus tard écrit, plus tôt daté", now=NOON - dt.timedelta(days=3))

    assert bodies(feed_page(team.zoe))[-1].startswith("Plus tard")
