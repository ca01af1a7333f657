"""Finding conversations by their words: whoever may see them, by what they may see, whatever they type."""

from __future__ import annotations

import pytest
from django.utils import timezone

from comptoir.domain.conversations import actions
from comptoir.domain.conversations.events import BecameRequest, ConversationOpened, MessagePosted
from comptoir.domain.conversations.models import Conversation, FindableWord
from comptoir.domain.conversations.queries import search
from comptoir.domain.conversations.reactions import index_messages, index_names
from comptoir.domain.conversations.words import words_in
from comptoir.foundation.worker import Worker
from tests.people import a_conversation, a_member, a_shop, a_viewer, says

pytestmark = pytest.mark.django_db

REACTIONS = {ConversationOpened: [index_names], BecameRequest: [index_names], MessagePosted: [index_messages]}


def work_is_done():
    Worker(REACTIONS).deliver_all(timezone.now())


def found_by(member, words, **page):
    return [row.pk for row in search([a_viewer(member)], words, **page).rows]


@pytest.fixture
def shop():
    return a_shop()


@pytest.fixture
def advisor(shop):
    return a_member(shop)


@pytest.fixture
def talk(shop, advisor):
    conversation = a_conversation(shop, answered_by=advisor, first_name="Éloïse", email="eloise.martin@example.com")
    says(conversation, "L’écrin de ma bague est cassé, la ŞTAMPILĂ aussi")
    work_is_done()
    return conversation


@pytest.mark.parametrize(
    "words", ["ecrin", "ÉCRIN", "bague", "bag", "casse ecri", "stampila", "ștampilă", "éloïse", "eloise cassé"]
)
def test_accents_and_capitals_do_not_matter_and_the_last_word_may_be_begun(talk, advisor, words):
    """Search of the console: any word, all of them, the last as far as it is typed."""
    assert found_by(advisor, words) == [talk.pk]


@pytest.mark.parametrize("words", ["bracelet", "bague bracelet", "bag cassé", "ague", "", "   ", "…"])
def test_what_does_not_stand_there_is_not_found(talk, advisor, words):
    assert found_by(advisor, words) == []


def test_words_of_different_messages_find_the_conversation(talk, advisor):
    says(talk, "Pouvez-vous le réparer ?", by=advisor)
    work_is_done()

    assert found_by(advisor, "réparer écrin") == [talk.pk]


def test_a_reference_finds_its_conversation(talk, advisor):
    assert found_by(advisor, talk.reference) == [talk.pk]
    assert found_by(advisor, talk.reference.lower().replace("-", " ")) == [talk.pk]


def test_who_may_not_see_a_conversation_does_not_find_it(shop, talk):
    """A11 and attack A4: the wrong person finds nothing, by no word."""
    stranger = a_member(a_shop("autre-maison"), name="Étienne")
    ambassador = a_member(shop, "ambassador")
    specialist = a_member(shop, name="Zoé", topics=["accounting"])
    Conversation.objects.filter(pk=talk.pk).update(audience="advisor", topic="returns")

    for member in (stranger, ambassador, specialist):
        for words in ("écrin", "éloïse", "eloise.martin@example.com", talk.reference):
            assert found_by(member, words) == [], (member.role, words)


def test_an_ambassador_does_not_find_a_customer_by_an_address(shop, talk, advisor):
    """A11: what the charter does not grant cannot be found out by searching either."""
    ambassador = a_member(shop, "ambassador")
    Conversation.objects.filter(pk=talk.pk).update(assignee=ambassador)

    assert found_by(ambassador, "éloïse") == [talk.pk]
    assert found_by(ambassador, "eloise.martin@example.com") == []
    assert found_by(ambassador, "martin") == []
    Conversation.objects.filter(pk=talk.pk).update(assignee=advisor)
    assert found_by(advisor, "eloise.martin@example.com") == [talk.pk]
    assert found_by(a_member(shop, "manager"), "martin") == [talk.pk]


@pytest.mark.parametrize(
    "words",
    [
        '"écrin',
        "écrin'",
        "écrin; DROP TABLE conversations_entry; --",
        "écrin OR 1=1",
        "écrin NEAR(x",
        "écrin*",
        "%",
        "_",
        "écr_n",
        "{body} : écrin",
        "écrin & | ! <-> :*",
        "\\écrin",
        "écrin\ud800",
        "écrin\x00",
        "^écrin",
        "a" * 10_000,
    ],
)
def test_quotes_and_operators_are_only_words(talk, advisor, words):
    """Attack A18: nothing that is typed is a query; words are found, signs are not."""
    known = set(words_in("L’écrin de ma bague est cassé, la stampila aussi"))
    *whole, begun = words_in(words)[:8] or ["-"]
    stands_there = set(whole) <= known and any(word.startswith(begun) for word in known)

    assert found_by(advisor, words) == ([talk.pk] if stands_there else [])
    assert FindableWord.objects.exists()


def test_languages_without_spaces_are_found_by_their_characters(shop, advisor):
    talk = a_conversation(shop, answered_by=advisor, body="この指輪のサイズは")
    work_is_done()

    assert found_by(advisor, "指輪") == [talk.pk]
    assert found_by(advisor, "時計") == []


def test_pages_follow_each_other_without_gap_or_repetition(shop, advisor):
    talks = [a_conversation(shop, answered_by=advisor, body=f"bague numéro {n}") for n in range(7)]
    work_is_done()

    pages, before = [], None
    for _ in range(3):
        page = search([a_viewer(advisor)], "bague", before=before, limit=3)
        pages.append([row.pk for row in page.rows])
        before = page.next_cursor
    assert [pk for page in pages for pk in page] == [talk.pk for talk in reversed(talks)]
    assert before is None


def test_a_word_that_stands_nearly_everywhere_is_found_newest_first(shop, advisor, monkeypatch):
    monkeypatch.setattr("comptoir.domain.conversations.queries.searching.FEW", 2)
    talks = [a_conversation(shop, answered_by=advisor, body=f"bague numéro {n}") for n in range(5)]
    work_is_done()

    assert found_by(advisor, "bague", limit=2) == [talks[4].pk, talks[3].pk]
    assert found_by(advisor, "numéro 3 bag") == [talks[3].pk]


def test_hearing_an_event_twice_does_no_harm_and_nothing_outlives_the_conversation(talk, advisor):
    """The index goes with what it is the index of."""
    known = FindableWord.objects.count()
    for _ in range(2):
        actions.index_messages([(talk.pk, seq) for seq in range(1, 9)])
        actions.index_names([talk.pk])

    assert FindableWord.objects.count() == known
    assert found_by(advisor, "écrin") == [talk.pk]

    Conversation.objects.filter(pk=talk.pk).delete()
    assert not FindableWord.objects.exists()
