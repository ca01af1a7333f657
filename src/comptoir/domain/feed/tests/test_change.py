"""Changing what was said: one's own words, and what those do who watch over the feed. A12, A4."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from comptoir.domain.feed.actions import edit, hide, mark_answer, note_became, pin, react, show, take_back
from comptoir.domain.feed.errors import NothingSaid, PostIsSilent, PostNotFound, PostTooLong, ReasonMissing, TooManyPins
from comptoir.domain.feed.models import Excerpt, FeedWord, Post, Step
from comptoir.domain.feed.queries import changes_after, feed_page, history_of
from comptoir.domain.feed.rules import PINS_AT_MOST
from comptoir.domain.feed.tests.saying import asks, says
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.errors import NotAllowed
from tests.people import NOON, a_conversation

CARD = "4111 1111 1111 1111"


def shown(viewer: Viewer, post: Post) -> dict:
    """The post as that member sees it now."""
    return next(it for it in changes_after(viewer, 0)["posts"] if it["id"] == post.pk)


ACTS: dict[str, Callable[[Viewer, int], object]] = {
    "edit": lambda viewer, pk: edit(viewer=viewer, post_id=pk, body="Autre", now=NOON),
    "take_back": lambda viewer, pk: take_back(viewer=viewer, post_id=pk, now=NOON),
    "hide": lambda viewer, pk: hide(viewer=viewer, post_id=pk, why="non", now=NOON),
    "show": lambda viewer, pk: show(viewer=viewer, post_id=pk, now=NOON),
    "pin": lambda viewer, pk: pin(viewer=viewer, post_id=pk, now=NOON),
    "mark": lambda viewer, pk: mark_answer(viewer=viewer, post_id=pk, now=NOON),
    "react": lambda viewer, pk: react(viewer=viewer, post_id=pk, sign="thanks", now=NOON),
    "history": history_of,
    "became": lambda viewer, pk: note_became(viewer=viewer, post_id=pk, kind="phrase", now=NOON),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("who", ["amin", "stranger"])
def test_what_one_does_not_see_one_does_nothing_with(team: SimpleNamespace, who: str, act: str) -> None:
    """A4: the same answer as for a post that never was."""
    post = says(team.adele, "Entre nous", reach="staff")

    for pk in (post.pk, 999_999):
        with pytest.raises(PostNotFound):
            ACTS[act](getattr(team, who), pk)
    assert shown(team.adele, post)["body"] == "Entre nous"


@pytest.mark.parametrize("act", ["edit", "take_back"])
@pytest.mark.parametrize("who", ["zoe", "rose"])
def test_nobody_changes_the_words_of_another(team: SimpleNamespace, who: str, act: str) -> None:
    """A4: not even a referent, who hides them instead."""
    post = says(team.adele, "À moi")

    with pytest.raises(NotAllowed):
        ACTS[act](getattr(team, who), post.pk)


@pytest.mark.parametrize("act", ["hide", "show", "pin"])
@pytest.mark.parametrize("who", ["adele", "zoe", "amin"])
def test_only_watchers_hide_show_and_pin(team: SimpleNamespace, who: str, act: str) -> None:
    post = says(team.adele, "À moi")

    with pytest.raises(NotAllowed):
        ACTS[act](getattr(team, who), post.pk)


def test_other_words_take_the_place_of_the_first_which_watchers_still_read(team: SimpleNamespace) -> None:
    post = says(team.adele, "Le bracelet est en or")
    edit(viewer=team.adele, post_id=post.pk, body="Le bracelet est en argent", now=NOON)

    assert shown(team.zoe, post)["body"] == "Le bracelet est en argent"
    assert shown(team.zoe, post)["edited"]
    assert [(it.act, it.body) for it in history_of(team.rose, post.pk)] == [("edited", "Le bracelet est en or")]
    assert {bytes(it) for it in FeedWord.objects.values_list("word", flat=True)} >= {b"argent"}
    assert not FeedWord.objects.filter(word=b"or").exists()
    with pytest.raises(NotAllowed):
        history_of(team.zoe, post.pk)


def test_the_same_words_change_nothing(team: SimpleNamespace) -> None:
    post = says(team.adele, "Bien")

    assert edit(viewer=team.adele, post_id=post.pk, body="Bien", now=NOON).v == post.v
    assert not Step.objects.exists()


def test_other_words_are_masked_too(team: SimpleNamespace) -> None:
    """D9"""
    post = says(team.adele, "Bien")

    assert "1111 1111" not in edit(viewer=team.adele, post_id=post.pk, body=f"Carte {CARD}", now=NOON).body
    for body, refusal in (("", NothingSaid), ("a" * 4001, PostTooLong)):
        with pytest.raises(refusal):
            edit(viewer=team.adele, post_id=post.pk, body=body, now=NOON)


def test_what_is_taken_back_is_gone_and_its_thread_stays(team: SimpleNamespace) -> None:
    talk = a_conversation(team.shop, answered_by=team.of.amin)
    root = asks(team.amin, talk, "Que dire de Vera ?")
    answer = says(team.rose, "La vérité", answers=root.pk)
    take_back(viewer=team.amin, post_id=root.pk, now=NOON)
    take_back(viewer=team.amin, post_id=root.pk, now=NOON)

    now = shown(team.zoe, root)
    assert (now["body"], now["taken_back"]) == ("", True)
    assert "excerpt" not in now
    assert not Excerpt.objects.exists()
    assert shown(team.zoe, answer)["body"] == "La vérité"
    assert [it.act for it in history_of(team.rose, root.pk)] == ["taken_back"]
    with pytest.raises(PostIsSilent):
        edit(viewer=team.amin, post_id=root.pk, body="Encore", now=NOON)


def test_what_is_hidden_says_by_whom_and_why(team: SimpleNamespace) -> None:
    post = says(team.adele, "Des mots durs")
    hide(viewer=team.rose, post_id=post.pk, why="  Un client  est nommé ", now=NOON)

    now = shown(team.adele, post)
    assert now["body"] == ""
    assert now["hidden"] == {"by": team.rose.membership_id, "why": "Un client est nommé"}
    assert feed_page(team.zoe, words="durs")["posts"] == []
    show(viewer=team.rose, post_id=post.pk, now=NOON)
    assert shown(team.adele, post)["body"] == "Des mots durs"
    assert [it.act for it in history_of(team.rose, post.pk)] == ["hidden", "shown"]


def test_whoever_hides_says_why(team: SimpleNamespace) -> None:
    post = says(team.adele, "Des mots")

    with pytest.raises(ReasonMissing):
        hide(viewer=team.rose, post_id=post.pk, why="  ", now=NOON)


def test_the_author_of_what_is_hidden_does_not_read_it_back(team: SimpleNamespace) -> None:
    post = says(team.adele, "Des mots")
    hide(viewer=team.rose, post_id=post.pk, why="non", now=NOON)

    with pytest.raises(NotAllowed):
        history_of(team.adele, post.pk)
    with pytest.raises(PostIsSilent):
        edit(viewer=team.adele, post_id=post.pk, body="Des mots encore", now=NOON)


def test_few_things_are_pinned_at_a_time(team: SimpleNamespace) -> None:
    posts = [says(team.rose, f"Règle {n}") for n in range(PINS_AT_MOST + 1)]
    for post in posts[:-1]:
        pin(viewer=team.rose, post_id=post.pk, now=NOON)

    with pytest.raises(TooManyPins):
        pin(viewer=team.rose, post_id=posts[-1].pk, now=NOON)
    pin(viewer=team.rose, post_id=posts[0].pk, is_pinned=False, now=NOON)
    pin(viewer=team.rose, post_id=posts[-1].pk, now=NOON)
    assert {it["id"] for it in feed_page(team.amin, only="pinned")["posts"]} == {post.pk for post in posts[1:]}


def test_what_is_hidden_is_pinned_no_more(team: SimpleNamespace) -> None:
    post = says(team.rose, "Règle")
    pin(viewer=team.rose, post_id=post.pk, now=NOON)
    hide(viewer=team.rose, post_id=post.pk, why="caduc", now=NOON)

    assert feed_page(team.amin, only="pinned")["posts"] == []


def test_an_answer_that_became_a_phrase_says_so(team: SimpleNamespace) -> None:
    post = says(team.rose, "Oui, jusqu'à vingt signes.")
    note_became(viewer=team.rose, post_id=post.pk, kind="phrase", now=NOON)

    assert shown(team.amin, post)["became"] == "phrase"
