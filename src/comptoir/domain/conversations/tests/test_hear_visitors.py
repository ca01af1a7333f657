"""Visitors' messages are read for the team: moods, insults, kind words, courtesies. B1, B2, B3, C7."""

from __future__ import annotations

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comptoir.domain.conversations.actions import close_conversation, hearing, keep_readings, understood
from comptoir.domain.conversations.events import CustomerGotUpset, MessagePosted
from comptoir.domain.conversations.models import Conversation, CourtesyCount, Entry
from comptoir.domain.conversations.models import Reading as Kept
from comptoir.domain.conversations.queries import (
    courtesies_of,
    entries_after,
    kind_words_for,
    number_of_kind_words,
    snapshot,
)
from comptoir.domain.conversations.reactions import hear_visitors
from comptoir.domain.wording.rules import Judged, Reading
from comptoir.foundation.broadcast import captured
from comptoir.foundation.worker import Worker
from comptoir.language.customer import read_customer
from comptoir.language.rules import CustomerRules
from tests.people import NOON, a_conversation, a_member, a_shop, says

pytestmark = pytest.mark.django_db(transaction=True)

TODAY = NOON.date()
REACTIONS = {MessagePosted: [hear_visitors]}


@pytest.fixture(autouse=True)
def _read_without_a_checker(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the checker would say, in French and at once."""

    def read(body: str, usual_language: str, *, within: float) -> Reading:
        found = read_customer(body, CustomerRules(usual_language))
        return Reading(usual_language, tuple(Judged(it.clause, "off", it.start, it.end, it.why) for it in found))

    monkeypatch.setattr(hearing, "reading_of", read)


def hear() -> list[dict]:
    """Let the worker read what was posted; returns the frames that it told."""
    with captured() as news:
        Worker(REACTIONS).deliver_all()
    return [{"to": it.topics, **json.loads(it.frame)} for it in news]


def a_talk() -> tuple[Conversation, object]:
    shop = a_shop()
    adele = a_member(shop)
    return a_conversation(shop, answered_by=adele), adele


def readings(conversation: Conversation) -> list[dict]:
    entries = snapshot(conversation.pk, public=False)["entries"]
    return [entry["facts"] for entry in entries if entry["kind"] == "reading"]


def test_an_insult_is_marked_before_anybody_sees_it() -> None:
    """B2"""
    talk, _ = a_talk()
    with captured() as news:
        says(talk, "Espèce de connard, répondez-moi enfin")
    team = [json.loads(it.frame) for it in news if it.topics == (f"c:{talk.pk}:team",)]
    assert team[-1]["entry"]["facts"]["shield"] == "insult"
    talk.refresh_from_db()
    assert talk.is_shielded


def test_a_conversation_keeps_its_place_however_late_it_is_read() -> None:
    """B2: what was said is old news; a list does not show the conversation as if something had happened in it."""
    talk, _ = a_talk()
    says(talk, "Vous êtes des voleurs, c'est inadmissible")
    before = Conversation.objects.get(pk=talk.pk).last_entry_at
    hear()
    assert readings(talk)
    assert Conversation.objects.get(pk=talk.pk).last_entry_at == before


def test_lists_are_told_what_is_only_a_change_of_mood_and_what_moves_a_conversation() -> None:
    """B2: an alarm is not over because somebody's mood was read after it."""
    talk, _ = a_talk()
    says(talk, "C'est inadmissible, je suis furieuse !")
    assert {it["moved"] for it in hear() if it["t"] == "changed"} == {False}
    with captured() as news:
        close_conversation(conversation_id=talk.pk, now=NOON)
    assert {it["moved"] for it in map(json.loads, (it.frame for it in news)) if it["t"] == "changed"} == {True}


@pytest.mark.parametrize("words", ["Espèce de connard, répondez-moi enfin", "C'est inadmissible, je suis furieuse !"])
def test_it_is_told_that_who_answers_has_an_upset_customer(words: str) -> None:
    """C7: so that they are given time."""
    talk, adele = a_talk()
    told: list[CustomerGotUpset] = []
    says(talk, words)
    Worker({**REACTIONS, CustomerGotUpset: [told.append]}).deliver_all()
    assert told == [CustomerGotUpset(talk.pk, talk.shop_id, adele.pk, NOON)]


def test_a_calm_customer_needs_no_time() -> None:
    """C7"""
    talk, _ = a_talk()
    told: list[CustomerGotUpset] = []
    says(talk, "Bonjour, où est mon colis ?")
    Worker({**REACTIONS, CustomerGotUpset: [told.append]}).deliver_all()
    assert told == []


def test_the_visitor_never_hears_of_it() -> None:
    """B1, B2"""
    talk, _ = a_talk()
    with captured() as news:
        says(talk, "Espèce de connard, répondez-moi enfin")
        Worker(REACTIONS).deliver_all()
    public = [it.frame.decode() for it in news if f"c:{talk.pk}:public" in it.topics]
    assert public
    assert not any("shield" in told or "reading" in told or "mood" in told for told in public)
    told = json.dumps(snapshot(talk.pk, public=True), default=str) + json.dumps(
        entries_after(talk.pk, 0, public=True), default=str
    )
    assert "connard" in told
    assert "shield" not in told
    assert "mood" not in told
    assert "reading" not in told


def test_the_reading_says_to_the_team_what_is_notable() -> None:
    """B2"""
    talk, _ = a_talk()
    posted = says(talk, "Espèce de connard, répondez-moi enfin")
    hear()
    [facts] = readings(talk)
    assert facts["shield"] == "insult"
    assert facts["mood"] == "angry"
    message = Entry.objects.get(conversation=talk, seq=facts["of"])
    assert message.public_seq == posted.seq
    talk.refresh_from_db()
    assert talk.mood == "angry"
    assert talk.upset_words.startswith("Espèce")


def test_what_is_nothing_special_is_kept_and_not_told() -> None:
    """B2"""
    talk, _ = a_talk()
    says(talk, "Cette bague existe-t-elle en taille 52, en or blanc ?")
    hear()
    assert readings(talk) == []
    assert list(Kept.objects.filter(conversation=talk).values_list("mood", flat=True)) == ["calm", "calm"]


def test_hearing_a_message_twice_counts_it_once() -> None:
    """B2, G8"""
    talk, _ = a_talk()
    says(talk, "Merci beaucoup, vous êtes adorable et très efficace !")
    hear()
    numbers = dict(CourtesyCount.objects.values_list("kind", "number"))
    seq = Kept.objects.filter(conversation=talk).order_by("-seq").values_list("seq", flat=True)[0]
    again = MessagePosted(talk.pk, talk.shop_id, seq, "visitor", None, "advisor", NOON)
    keep_readings(understood([again]), NOON)
    assert dict(CourtesyCount.objects.values_list("kind", "number")) == numbers
    assert len(readings(talk)) == 1


def test_a_customer_is_calm_again_after_two_calm_messages() -> None:
    """C7"""
    talk, _ = a_talk()
    says(talk, "C'est inadmissible, trois semaines de retard, je suis furieuse !")
    hear()
    talk.refresh_from_db()
    assert talk.mood == "angry"
    says(talk, "Le colis devait arriver le 12.")
    hear()
    talk.refresh_from_db()
    assert talk.mood == "angry"
    assert talk.upset_words
    says(talk, "La référence est celle du bon de commande.")
    frames = hear()
    talk.refresh_from_db()
    assert talk.mood == "calm"
    assert talk.upset_words == ""
    assert {"mood": "calm"} in [frame["state"] for frame in frames if frame["t"] == "state"]


def test_a_kind_word_is_for_the_agent_who_spoke() -> None:
    """B3"""
    talk, adele = a_talk()
    says(talk, "Je regarde cela tout de suite.", by=adele)
    says(talk, "Merci beaucoup, vous êtes adorable et très efficace !")
    frames = hear()
    [facts] = readings(talk)
    assert facts["is_kind"] is True
    assert any(frame["t"] == "kind_word" and frame["to"] == (f"member:{adele.pk}",) for frame in frames)
    assert number_of_kind_words([adele.pk]) == 1
    [word] = kind_words_for([adele.pk])
    assert word.conversation_id == talk.pk
    assert "adorable" in word.words


def test_courtesies_are_counted_by_day_and_outlive_the_conversation() -> None:
    """B2, B3, G7"""
    talk, _ = a_talk()
    says(talk, "Merci pour tout. Bonne journée !")
    hear()
    counted = courtesies_of(talk.shop_id, TODAY, TODAY)
    assert counted == {"greeting": 1, "thanks": 1, "farewell": 1}
    Conversation.objects.filter(pk=talk.pk).delete()
    assert courtesies_of(talk.shop_id, TODAY, TODAY) == counted


def test_many_messages_are_heard_with_as_many_questions_as_few() -> None:
    """B1: after a flood the team is told soon, for what is asked of the database does not grow with what waits."""
    shop = a_shop()
    adele = a_member(shop)
    asked = [questions_of(talks, shop, adele) for talks in (2, 2, 12)]
    assert asked[1] == asked[2]
    assert number_of_kind_words([adele.pk]) == 16
    assert courtesies_of(shop.id, TODAY, TODAY)["compliment"] == 16


def questions_of(talks: int, shop: object, adele: object) -> int:
    """How many statements it takes to hear three messages of each of so many conversations: kind, angry, calm."""
    posted = []
    for _ in range(talks):
        talk = a_conversation(shop, answered_by=adele)
        says(talk, "Je regarde cela tout de suite.", by=adele)
        for words in ("Merci beaucoup, vous êtes adorable !", "C'est inadmissible, je suis furieuse !", "Le 12 mars."):
            says(talk, words)
        said = (
            Entry.objects.filter(conversation=talk, author="visitor", kind="message")
            .order_by("seq")
            .values_list("seq", flat=True)
        )
        posted += [MessagePosted(talk.pk, talk.shop_id, seq, "visitor", None, "advisor", NOON) for seq in said[1:]]
    with CaptureQueriesContext(connection) as asked:
        keep_readings(understood(posted), NOON)
    return len(asked)


def test_a_greeting_made_up_in_the_second_message_counts_as_a_late_one() -> None:
    """B2"""
    shop = a_shop()
    talk = a_conversation(shop, body="Vous avez cette bague en 52 ?")
    hear()
    says(talk, "Oh pardon, bonjour !")
    hear()
    says(talk, "Bonjour ? Vous êtes là ?")
    hear()
    counted = courtesies_of(shop.id, TODAY, TODAY)
    assert counted.get("late_greeting") == 1
    assert "greeting" not in counted


def test_a_false_first_look_is_put_right(monkeypatch: pytest.MonkeyPatch) -> None:
    """B2"""
    monkeypatch.setattr(hearing, "reading_of", lambda body, usual, within: Reading("fr"))
    talk, _ = a_talk()
    says(talk, "Avez-vous la bague espèce de connard en or ?")
    hear()
    [facts] = readings(talk)
    assert "shield" not in facts
    talk.refresh_from_db()
    assert not talk.is_shielded
    said = [entry for entry in snapshot(talk.pk, public=False)["entries"] if entry["seq"] == facts["of"]]
    assert "facts" not in said[0]


def test_what_agents_write_is_not_heard() -> None:
    """B2"""
    talk, adele = a_talk()
    says(talk, "Merci de votre patience.", by=adele)
    hear()
    assert Kept.objects.filter(conversation=talk).count() == 1
