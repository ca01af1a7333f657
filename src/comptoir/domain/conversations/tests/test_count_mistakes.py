"""What agents have sent is counted for the team's page: what was mended before is not, and nothing twice."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from comptoir.domain.conversations.actions import Post, approve_held, post_messages
from comptoir.domain.conversations.actions.counting import written_by_agents
from comptoir.domain.conversations.events import MessagePosted
from comptoir.domain.conversations.models import Conversation
from comptoir.domain.conversations.reactions import count_mistakes, hear_visitors
from comptoir.domain.conversations.tests.strict import LINKED, a_strict_desk, writes
from comptoir.domain.wording.checker.reading import answer_to
from comptoir.domain.wording.models import CountedMessage, MistakeCount
from comptoir.domain.wording.queries import asking, forget_verdicts, read_here_for
from comptoir.foundation.worker import Worker
from tests.people import NOON, a_conversation, a_member, a_shop, a_viewer, says

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The checker answers in this process; what it was asked is kept."""
    questions: list[Any] = []

    def ask(question: Any, within: float) -> Any:
        questions.append(question)
        return answer_to(question)

    monkeypatch.setattr(asking.client, "ask", ask)
    forget_verdicts()
    read_here_for(0)
    return questions


def told() -> None:
    Worker({MessagePosted: [hear_visitors, count_mistakes]}).deliver_all()


def counts() -> dict[tuple[str, str], int]:
    return {(row.clause, row.word): row.times for row in MistakeCount.objects.all()}


def a_talk() -> tuple[Conversation, Any]:
    shop = a_shop()
    adele = a_member(shop)
    return a_conversation(shop, answered_by=adele), adele


def event_of(talk: Conversation, seq: int, by: Any) -> MessagePosted:
    return MessagePosted(talk.pk, talk.shop_id, seq, "agent", by.pk, "advisor", NOON)


def test_what_an_agent_sends_is_counted_with_the_better_form() -> None:
    """C1"""
    talk, adele = a_talk()
    says(talk, "Bonjour, ici Adèle, conseillère. Votre comande est prête.", by=adele)
    told()
    row = MistakeCount.objects.get()
    assert (row.clause, row.word, row.better, row.times) == ("spelling", "comande", "commande", 1)
    assert (row.membership_id, row.shop_id, row.language) == (adele.pk, talk.shop_id, "fr")


def test_what_was_mended_before_sending_is_not_counted() -> None:
    """C1"""
    talk, adele = a_talk()
    client_id, viewer = uuid4(), a_viewer(adele)
    for body, is_confirmed in (("VOTRE BAGUE EST PRÊTE.", False), ("Ici Adèle, conseillère. Elle est prête.", True)):
        post_messages([Post(talk.pk, client_id, body, viewer=viewer, is_confirmed=is_confirmed)], NOON)
    told()
    assert counts() == {}


def test_telling_of_a_message_again_counts_nothing() -> None:
    talk, adele = a_talk()
    seq = says(talk, "Ici Adèle. Votre comande est prête.", by=adele).seq
    for _ in range(2):
        count_mistakes([event_of(talk, seq, adele)])()
    assert [times for (clause, _), times in counts().items() if clause == "spelling"] == [1]
    assert CountedMessage.objects.count() == 1


def test_a_message_is_judged_as_it_was_when_it_went_out(asked: list[Any]) -> None:
    """The same draft: what the process found then, it remembers."""
    talk, adele = a_talk()
    says(talk, "C'est une honte, je suis furieuse, vous vous moquez de moi !")
    told()
    says(talk, "Ici Adèle, conseillère. Je regarde.", by=adele)
    says(talk, "Votre comande est partie.", by=adele)
    says(talk, "Ah, merci.")
    says(talk, "Parfait alors.")
    before = len([it for it in asked if hasattr(it, "manner")])
    told()
    assert len([it for it in asked if hasattr(it, "manner")]) == before
    assert ("spelling", "comande") in counts()


def test_notes_and_visitors_are_not_counted() -> None:
    """B1"""
    talk, adele = a_talk()
    says(talk, "slt, ma comande est ou ???")
    says(talk, "sa comande est partie", by=adele, kind="note")
    told()
    assert counts() == {}


def test_a_held_message_counts_when_it_goes_out() -> None:
    """A7"""
    desk = a_strict_desk()
    held = writes(desk.talk, desk.amin, LINKED)
    told()
    assert counts() == {}
    approve_held(held_id=held.held_id, viewer=a_viewer(desk.rose), now=NOON)
    told()
    assert ("link", "") in counts()


def test_what_a_referent_has_written_into_it_is_not_its_authors_mistake() -> None:
    """C1: individual only to the person, and of nobody else."""
    desk = a_strict_desk()
    for body in ("Votre comande est prête.", None):
        held = writes(desk.talk, desk.amin, LINKED)
        approve_held(held_id=held.held_id, viewer=a_viewer(desk.rose), body=body, now=NOON)
    told()
    assert ("spelling", "comande") not in counts()
    assert counts()["link", ""] == 1


def test_a_batch_takes_few_questions(django_assert_max_num_queries: Any) -> None:
    talk, adele = a_talk()
    seqs = [says(talk, f"Votre bague numéro {n} est prête.", by=adele).seq for n in range(20)]
    with django_assert_max_num_queries(3):
        assert len(written_by_agents([event_of(talk, seq, adele) for seq in seqs])) == 20
