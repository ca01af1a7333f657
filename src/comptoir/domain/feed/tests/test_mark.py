"""Which answer counts, and signs beneath a post. A12."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest

from comptoir.domain.feed.actions import hide, mark_answer, react, see_answers
from comptoir.domain.feed.errors import NoSuchSign, PostIsSilent, PostNotFound
from comptoir.domain.feed.queries import asked_in, changes_after, feed_page
from comptoir.domain.feed.tests.saying import asks, says
from comptoir.foundation.broadcast import captured
from comptoir.foundation.errors import NotAllowed
from tests.people import NOON, a_conversation


def test_who_asked_says_which_answer_counts(team: SimpleNamespace) -> None:
    root = says(team.amin, "Peut-on graver ?", is_question=True)
    first, second = says(team.zoe, "Non", answers=root.pk), says(team.rose, "Oui", answers=root.pk)

    mark_answer(viewer=team.amin, post_id=first.pk, now=NOON)
    assert mark_answer(viewer=team.amin, post_id=second.pk, now=NOON).answer_id == second.pk
    assert feed_page(team.amin, only="questions")["posts"] == []
    assert mark_answer(viewer=team.rose, post_id=second.pk, is_answer=False, now=NOON).answer_id is None


def test_others_do_not_say_which_answer_counts(team: SimpleNamespace) -> None:
    root = says(team.amin, "Peut-on graver ?", is_question=True)
    answer = says(team.zoe, "Non", answers=root.pk)

    with pytest.raises(NotAllowed):
        mark_answer(viewer=team.zoe, post_id=answer.pk, now=NOON)
    with pytest.raises(PostNotFound):
        mark_answer(viewer=team.amin, post_id=root.pk, now=NOON)


def test_what_is_hidden_is_no_answer(team: SimpleNamespace) -> None:
    root = says(team.amin, "Peut-on graver ?", is_question=True)
    answer = says(team.zoe, "Non", answers=root.pk)
    hide(viewer=team.rose, post_id=answer.pk, why="faux", now=NOON)

    with pytest.raises(PostIsSilent):
        mark_answer(viewer=team.amin, post_id=answer.pk, now=NOON)


@pytest.mark.django_db(transaction=True)
def test_who_asked_is_told_of_the_answer_in_their_conversation(team: SimpleNamespace) -> None:
    """A12: nobody else hears of which conversation it is."""
    talk = a_conversation(team.shop, answered_by=team.of.amin)
    root = asks(team.amin, talk, "Peut-on graver ?")
    with captured() as news:
        answer = says(team.rose, "Oui", answers=root.pk)
        mark_answer(viewer=team.rose, post_id=answer.pk, now=NOON)

    mine = [json.loads(it.frame) for it in news if it.topics == (f"member:{team.amin.membership_id}",)]
    assert [(it["t"], it["c"], it["marked"]) for it in mine] == [
        ("feed_answered", talk.pk, False),
        ("feed_answered", talk.pk, True),
    ]
    others = [it for it in news if it.topics[0].startswith("shop:")]
    assert others
    assert all("c" not in json.loads(it.frame)["post"] for it in others)


@pytest.mark.django_db(transaction=True)
def test_who_answers_themselves_is_told_nothing(team: SimpleNamespace) -> None:
    root = says(team.amin, "Peut-on graver ?", is_question=True)
    with captured() as news:
        says(team.amin, "J'ai trouvé", answers=root.pk, named=[team.amin.membership_id])

    assert not [it for it in news if it.topics[0].startswith("member:")]


def test_the_conversation_shows_what_was_asked_about_it(team: SimpleNamespace) -> None:
    talk = a_conversation(team.shop, answered_by=team.of.amin)
    root = asks(team.amin, talk, "Peut-on graver ?")
    assert [(it.post.pk, it.answer, it.is_new) for it in asked_in(team.amin, talk.pk)] == [(root.pk, None, False)]

    answer = says(team.rose, "Oui", answers=root.pk)
    mark_answer(viewer=team.rose, post_id=answer.pk, now=NOON)
    (asked,) = asked_in(team.amin, talk.pk)
    assert (asked.answer, asked.is_new) == (answer, True)
    assert not asked_in(team.rose, talk.pk)[0].is_new

    see_answers(viewer=team.amin, conversation_id=talk.pk)
    assert not asked_in(team.amin, talk.pk)[0].is_new


def test_what_advisors_asked_is_not_shown_to_a_volunteer_who_takes_over(team: SimpleNamespace) -> None:
    """A11"""
    talk = a_conversation(team.shop, answered_by=team.of.adele)
    asks(team.adele, talk, "Que dire ?", reach="staff")

    assert asked_in(team.amin, talk.pk) == []
    assert len(asked_in(team.rose, talk.pk)) == 1


def test_a_sign_is_set_once_and_taken_away(team: SimpleNamespace) -> None:
    post = says(team.rose, "Oui")
    for viewer in (team.amin, team.amin, team.zoe):
        react(viewer=viewer, post_id=post.pk, sign="thanks", now=NOON)
    (shown,) = changes_after(team.adele, 0)["posts"]
    assert shown["signs"] == {"thanks": [team.amin.membership_id, team.zoe.membership_id]}

    react(viewer=team.amin, post_id=post.pk, sign="thanks", is_on=False, now=NOON)
    react(viewer=team.amin, post_id=post.pk, sign="thanks", is_on=False, now=NOON)
    (shown,) = changes_after(team.adele, 0)["posts"]
    assert shown["signs"] == {"thanks": [team.zoe.membership_id]}


@pytest.mark.parametrize("sign", ["", "poop", "<script>", "THANKS"])
def test_there_are_no_other_signs(team: SimpleNamespace, sign: str) -> None:
    post = says(team.rose, "Oui")

    with pytest.raises(NoSuchSign):
        react(viewer=team.amin, post_id=post.pk, sign=sign, now=NOON)
