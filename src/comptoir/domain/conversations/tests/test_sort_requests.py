"""Priority and tags: said by the team, kept in the stream, and found again."""

from __future__ import annotations

import pytest

from comptoir.domain.conversations import actions
from comptoir.domain.conversations.errors import ConversationNotFound, TooManyTags
from comptoir.domain.conversations.models import Entry, Tag
from comptoir.domain.conversations.queries import Sorting, inbox_page, tags_of_shop, tags_on
from comptoir.domain.conversations.rules import tag_key, tag_names
from comptoir.foundation.errors import BadRequest
from tests.people import NOON, a_conversation, a_member, a_shop, a_viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop():
    return a_shop()


@pytest.fixture
def adele(shop):
    return a_viewer(a_member(shop, "advisor"))


@pytest.fixture
def talk(shop, adele):
    conversation = a_conversation(shop)
    actions.assign(conversation_id=conversation.pk, membership_id=adele.membership_id, now=NOON)
    return conversation


def tagged(conversation, adele, *names):
    actions.set_tags(conversation_id=conversation.pk, viewer=adele, names=names, now=NOON)


def names_on(conversation):
    return [tag.name for tag in tags_on([conversation.pk])[conversation.pk]]


def told(conversation, kind):
    return [entry.public_seq for entry in Entry.objects.filter(conversation=conversation, kind=kind)]


def test_a_priority_is_kept_told_to_the_team_and_found_again(talk, adele) -> None:
    """F: priority."""
    actions.set_priority(conversation_id=talk.pk, viewer=adele, priority="urgent", now=NOON)
    actions.set_priority(conversation_id=talk.pk, viewer=adele, priority="urgent", now=NOON)

    assert told(talk, "priority") == [None]
    assert [row.pk for row in inbox_page([adele], view="all", sorted_by=Sorting("urgent")).rows] == [talk.pk]
    assert inbox_page([adele], view="all", sorted_by=Sorting("low")).rows == []


def test_there_are_four_priorities_and_no_others(talk, adele) -> None:
    with pytest.raises(BadRequest):
        actions.set_priority(conversation_id=talk.pk, viewer=adele, priority="at once!", now=NOON)


def test_tags_are_set_changed_and_found_again_whatever_their_accents(talk, adele, shop) -> None:
    """F: tags."""
    tagged(talk, adele, "Noël", "mariage")
    tagged(talk, adele, "NOEL", "Fête des Mères")

    assert names_on(talk) == ["Fête des Mères", "Noël"]
    assert told(talk, "tags") == [None, None]
    assert [row.pk for row in inbox_page([adele], view="mine", sorted_by=Sorting(tag=tag_key("noel"))).rows] == [
        talk.pk
    ]
    assert inbox_page([adele], view="mine", sorted_by=Sorting(tag=tag_key("mariage"))).rows == []


def test_the_shops_tags_are_suggested_those_most_used_first(talk, adele, shop) -> None:
    other = a_conversation(shop)
    actions.assign(conversation_id=other.pk, membership_id=adele.membership_id, now=NOON)
    tagged(other, adele, "mariage", "or")
    tagged(talk, adele, "or")
    tagged(other, adele, "or")

    assert tags_of_shop(shop.id) == ["or", "mariage"]


def test_nothing_changes_and_nothing_is_told_when_the_tags_are_the_same(talk, adele) -> None:
    tagged(talk, adele, "or")
    tagged(talk, adele, " OR ", "or", "…")

    assert names_on(talk) == ["or"]
    assert len(told(talk, "tags")) == 1


def test_there_is_an_end_to_tags(talk, adele) -> None:
    with pytest.raises(TooManyTags):
        tagged(talk, adele, *(f"tag {n}" for n in range(11)))

    assert not Tag.objects.exists()


def test_who_does_not_see_a_conversation_sorts_nothing(talk) -> None:
    """A11"""
    stranger = a_viewer(a_member(a_shop("autre-maison"), name="Étienne"))

    with pytest.raises(ConversationNotFound):
        tagged(talk, stranger, "or")
    with pytest.raises(ConversationNotFound):
        actions.set_priority(conversation_id=talk.pk, viewer=stranger, priority="low", now=NOON)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (["  à   rappeler ", "à rappeler"], ["à rappeler"]),
        (["a\nb\tc"], ["a b c"]),
        (["\u202eor"], ["or"]),
        (["!!!", ""], []),
        (["x" * 99], ["x" * 30]),
    ],
)
def test_a_tag_stands_on_one_line_and_has_an_end(written, kept) -> None:
    assert tag_names(written) == kept


def test_no_card_number_becomes_a_tag(talk, adele) -> None:
    """D9"""
    tagged(talk, adele, "4111 1111 1111 1111")

    assert "4111" not in "".join(names_on(talk))
