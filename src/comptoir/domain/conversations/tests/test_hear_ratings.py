"""What visitors add to their rating is read like anything they write: a kind word is counted, and shown to whom it is for. B3."""

from __future__ import annotations

import json

import pytest

from comptoir.domain.conversations.actions import hearing_ratings, rate
from comptoir.domain.conversations.events import RatingCommented
from comptoir.domain.conversations.models import Conversation, Rating
from comptoir.domain.conversations.queries import courtesies_of, kind_words_for, number_of_kind_words
from comptoir.domain.conversations.reactions import hear_ratings
from comptoir.domain.wording.rules import Judged, Reading
from comptoir.foundation.broadcast import captured
from comptoir.foundation.worker import Worker
from comptoir.language.customer import read_customer
from comptoir.language.rules import CustomerRules
from tests.people import NOON, a_conversation, a_member, a_shop, says

pytestmark = pytest.mark.django_db(transaction=True)

KIND = "Merci beaucoup, vous êtes adorable et très efficace !"


@pytest.fixture(autouse=True)
def _read_without_a_checker(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the checker would say, in French and at once."""

    def read(body: str, usual_language: str, *, within: float) -> Reading:
        found = read_customer(body, CustomerRules(usual_language))
        return Reading(usual_language, tuple(Judged(it.clause, "off", it.start, it.end, it.why) for it in found))

    monkeypatch.setattr(hearing_ratings, "reading_of", read)


def a_talk() -> tuple[Conversation, object]:
    shop = a_shop()
    adele = a_member(shop)
    talk = a_conversation(shop, answered_by=adele)
    says(talk, "Bonjour, je regarde cela tout de suite.", by=adele)
    return talk, adele


def rates(talk: Conversation, comment: str, score: int = 5) -> list[dict]:
    """The visitor rates, and the worker reads it; returns the frames that it told."""
    rate(conversation_id=talk.pk, visitor_id=talk.visitor_id, score=score, comment=comment, now=NOON)
    with captured() as news:
        Worker({RatingCommented: [hear_ratings]}).deliver_all()
    return [{"to": it.topics, **json.loads(it.frame)} for it in news]


def counted(talk: Conversation) -> dict[str, int]:
    return courtesies_of(talk.shop_id, NOON.date(), NOON.date())


def test_a_kind_word_in_a_rating_is_counted_and_shown_to_whom_it_is_for() -> None:
    """B3"""
    talk, adele = a_talk()

    frames = rates(talk, KIND)

    assert counted(talk) == {"thanks": 1, "compliment": 1}
    assert number_of_kind_words([adele.pk]) == 1
    assert [(it.conversation_id, it.words, it.at) for it in kind_words_for([adele.pk])] == [(talk.pk, KIND, NOON)]
    assert [frame["to"] for frame in frames if frame["t"] == "kind_word"] == [(f"member:{adele.pk}",)]


def test_it_is_for_who_spoke_last_not_for_who_has_taken_it_over_since() -> None:
    """B3"""
    talk, adele = a_talk()
    bruno = a_member(Conversation.objects.get(pk=talk.pk).shop, name="Bruno")
    Conversation.objects.filter(pk=talk.pk).update(assignee=bruno)

    rates(talk, KIND)

    assert (number_of_kind_words([adele.pk]), number_of_kind_words([bruno.pk])) == (1, 0)


def test_a_rating_that_is_changed_counts_nothing_twice() -> None:
    """B3"""
    talk, adele = a_talk()
    for comment in (KIND, KIND, f"{KIND} Bonne journée !", "Vous êtes adorable."):
        rates(talk, comment)

    assert counted(talk) == {"thanks": 1, "compliment": 1, "farewell": 1}
    assert [it.words for it in kind_words_for([adele.pk])] == ["Vous êtes adorable."]


def test_a_kind_word_that_was_taken_back_is_shown_no_longer() -> None:
    """B3"""
    talk, adele = a_talk()
    rates(talk, KIND)

    frames = rates(talk, "", score=2)

    assert kind_words_for([adele.pk]) == []
    assert frames == []


def test_without_a_comment_nothing_is_read() -> None:
    """B3"""
    talk, _ = a_talk()

    assert rates(talk, "   ") == []
    assert counted(talk) == {}


def test_praise_beside_an_insult_is_shown_to_nobody() -> None:
    """B2, B3"""
    talk, adele = a_talk()

    rates(talk, f"{KIND} Mais votre collègue est une espèce de connard.")

    assert kind_words_for([adele.pk]) == []
    assert counted(talk)["insult"] == 1


def test_a_card_number_is_masked_before_anything_reads_it() -> None:
    """D9"""
    talk, adele = a_talk()

    rates(talk, f"{KIND} Ma carte : 4111 1111 1111 1111")

    assert "4111" not in Rating.objects.get().comment
    assert "4111" not in kind_words_for([adele.pk])[0].words
