"""Watching over the answers at the desk: the wall, whispers, corrections, approval, alarms and reviews; and who does not get in. A7, D6."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from django.urls import reverse

from comptoir.domain.conversations.actions import assign, close_conversation, put_under_approval
from comptoir.domain.conversations.models import Approval, Entry, HeldMessage
from comptoir.domain.conversations.queries import snapshot
from comptoir.domain.routing.actions import note_seen, set_availability, take_conversation
from comptoir.domain.supervision.actions import ask_review, finish_review
from comptoir.domain.supervision.models import AlarmChoice, Review
from comptoir.surfaces.console.tests.conftest import AS_SCRIPT
from tests.people import NOON, a_conversation, a_member, a_viewer, says

pytestmark = pytest.mark.django_db
SAID = "Bonjour, votre bague est prête."


@pytest.fixture
def talk(desk):
    """Adèle answers a visitor."""
    talk = a_conversation(desk.shop, answered_by=desk.adele)
    talk.said = says(talk, SAID, by=desk.adele).seq
    return talk


@pytest.fixture
def foreigner(desk):
    """A referent of another shop."""
    return a_member(desk.other, "referent", name="Odile")


def sends(client, name, fields, **where):
    return client.post(reverse(f"console:{name}", kwargs=where), fields, **AS_SCRIPT)


def test_the_wall_is_for_those_who_watch_over_a_shop(desk, at_desk) -> None:
    """A7, attack A4"""
    for member in (desk.rose, desk.marc):
        page = at_desk(member).get("/console/wall")
        assert page.status_code == 200
        assert "data-wall" in page.content.decode()
    for member in (desk.amin, desk.adele, desk.stranger):
        assert at_desk(member).get("/console/wall").status_code == 403


def test_the_wall_is_narrowed_down_and_not_to_what_is_not_there(desk, at_desk) -> None:
    rose = at_desk(desk.rose)
    page = rose.get(f"/console/wall?state=held&shop={desk.shop.id}&audience=advisor&page=1").content.decode()
    assert '"state":"held"' in page
    assert rose.get("/console/wall?state=all").status_code == 400
    assert rose.get("/console/wall?audience=nobody").status_code == 400
    assert rose.get(f"/console/wall?shop={desk.other.id}").status_code == 403


def test_a_whisper_comes_by_its_dialog(desk, at_desk, talk) -> None:
    """A7"""
    rose = at_desk(desk.rose)
    assert "Whisper to Adèle" in rose.get(f"/console/c/{talk.pk}/whisper").content.decode()
    own_id = uuid4()
    for _ in range(2):
        assert sends(rose, "whisper", {"body": "Courage", "own_id": own_id}, conversation_id=talk.pk).status_code == 204
    assert [it.body for it in Entry.objects.filter(kind="whisper")] == ["Courage"]
    assert sends(rose, "whisper", {"body": "x", "own_id": "no"}, conversation_id=talk.pk).status_code == 400


def test_a_correction_comes_by_its_dialog_in_place_or_after(desk, at_desk, talk) -> None:
    """A7"""
    rose = at_desk(desk.rose)
    where = {"conversation_id": talk.pk, "seq": talk.said}
    assert SAID in rose.get(reverse("console:correct", kwargs=where)).content.decode()
    fields = {"body": "Bonjour, votre bague sera prête demain.", "own_id": uuid4(), "how": "edit"}
    assert sends(rose, "correct", fields, **where).status_code == 204
    assert Entry.objects.get(conversation=talk, seq=talk.said).body == fields["body"]
    assert SAID in rose.get(reverse("console:correct", kwargs=where)).content.decode()
    assert sends(rose, "correct", fields | {"how": "after", "body": "Après midi."}, **where).status_code == 204
    assert snapshot(talk.pk, public=True)["entries"][-1]["body"] == "Après midi."
    assert rose.get(f"/console/c/{talk.pk}/correct/1").status_code == 409


def test_two_who_correct_or_take_over_at_once_do_not_undo_each_other(desk, at_desk, talk) -> None:
    """A7: each acts on what they saw, and is told when it is so no more."""
    rose, marc = at_desk(desk.rose), at_desk(desk.marc)
    where = {"conversation_id": talk.pk, "seq": talk.said}
    assert 'name="after_changes" value="0"' in marc.get(reverse("console:correct", kwargs=where)).content.decode()
    fields = {"own_id": uuid4(), "how": "edit", "after_changes": "0"}
    assert sends(rose, "correct", fields | {"body": "Votre bague sera prête demain."}, **where).status_code == 204
    assert sends(marc, "correct", fields | {"body": "Votre bague sera prête lundi."}, **where).status_code == 409

    head = marc.get(f"/console/c/{talk.pk}/head").content.decode()
    assert f'{{"seen_answering": {desk.adele.pk}}}' in head
    assert sends(rose, "take", {"seen_answering": desk.adele.pk}, conversation_id=talk.pk).status_code == 204
    refused = sends(marc, "take", {"seen_answering": desk.adele.pk}, conversation_id=talk.pk)
    assert (refused.status_code, "Rose" in refused.json()["message"]) == (409, True)


def test_who_does_not_watch_over_the_shop_neither_whispers_nor_corrects(desk, at_desk, talk, foreigner) -> None:
    """A7, attack A4"""
    fields = {"body": "x", "own_id": uuid4(), "how": "edit"}
    for member, status in ((desk.amin, 403), (desk.adele, 403), (foreigner, 404)):
        client = at_desk(member)
        where = {"conversation_id": talk.pk}
        assert sends(client, "whisper", fields, **where).status_code == status
        assert sends(client, "correct", fields, **where, seq=talk.said).status_code == status
        assert client.get(reverse("console:whisper", kwargs=where)).status_code == status
    assert Entry.objects.get(conversation=talk, seq=talk.said).body == SAID


def test_what_was_taken_over_is_given_back_to_who_is_there(desk, at_desk, talk) -> None:
    """A7"""
    take_conversation(conversation_id=talk.pk, viewer=a_viewer(desk.rose), now=NOON)
    rose = at_desk(desk.rose)
    where = {"conversation_id": talk.pk}
    assert "give-back" not in rose.get(f"/console/c/{talk.pk}/head").content.decode()
    assert sends(rose, "give_back", {}, **where).status_code == 409

    set_availability(user_id=desk.adele.user_id, availability="available", now=NOON)
    note_seen([desk.adele.user_id], NOON)
    assert "give-back" in rose.get(f"/console/c/{talk.pk}/head").content.decode()
    assert sends(at_desk(desk.adele), "give_back", {}, **where).status_code == 403
    assert sends(rose, "give_back", {}, **where).status_code == 204
    talk.refresh_from_db()
    assert talk.assignee_id == desk.adele.pk


def test_somebody_is_put_under_approval_and_it_is_lifted(desk, at_desk, talk) -> None:
    """A7, D6"""
    rose = at_desk(desk.rose)
    fields = {"member": f"{desk.shop.id}:{desk.adele.pk}", "remaining": "3", "word": "Relisons ensemble"}
    assert sends(rose, "put_under_approval", fields).headers["X-Go-To"] == "/console/approvals"
    page = rose.get("/console/approvals").content.decode()
    assert "Relisons ensemble" in page
    assert "3 conversations to go" in page
    own = at_desk(desk.adele).get(f"/console/c/{talk.pk}/head").content.decode()
    assert "A referent reads your messages" in own

    says(talk, "Une bonne nouvelle.", by=desk.adele)
    assert "Une bonne nouvelle." in rose.get("/console/approvals/held").content.decode()
    assert HeldMessage.objects.filter(outcome="").count() == 1

    Approval.objects.update(remaining=0)
    assert "every conversation of the count was read" in rose.get("/console/approvals").content.decode()
    lifting = {"shop": desk.shop.id, "member": desk.adele.pk, "why": "referent"}
    assert sends(rose, "lift_approval", lifting).status_code == 204
    assert not Approval.objects.filter(lifted_at=None).exists()
    assert sends(rose, "lift_approval", lifting | {"why": "whim"}).status_code == 400
    assert sends(rose, "put_under_approval", fields | {"remaining": "0"}).status_code == 400


def test_approval_is_for_those_who_watch_over_that_shop(desk, at_desk, talk, foreigner) -> None:
    """Attack A4"""
    put_under_approval(membership_id=desk.adele.pk, shop_id=desk.shop.id, now=NOON)
    says(talk, "Un secret de la maison.", by=desk.adele)
    putting = {"member": f"{desk.shop.id}:{desk.amin.pk}"}
    lifting = {"shop": desk.shop.id, "member": desk.adele.pk, "why": "referent"}
    for member in (desk.amin, desk.adele, foreigner):
        client = at_desk(member)
        assert sends(client, "put_under_approval", putting).status_code == 403
        assert sends(client, "lift_approval", lifting).status_code == 403
    for path in ("/console/approvals", "/console/approvals/held"):
        assert at_desk(desk.adele).get(path).status_code == 403
        assert "Un secret" not in at_desk(foreigner).get(path).content.decode()
    across = {"member": f"{desk.other.id}:{desk.amin.pk}"}
    assert sends(at_desk(foreigner), "put_under_approval", across).status_code == 404
    assert Approval.objects.filter(lifted_at=None).count() == 1


def test_a_watcher_chooses_alarms_and_quiet_hours(desk, at_desk) -> None:
    rose = at_desk(desk.rose)
    assert "Alarms of the shops" in rose.get("/console/settings").content.decode()
    chosen = {"insult": "on", "quiet_from": "20:00", "quiet_until": "07:30"}
    assert sends(rose, "alarms", chosen).status_code == 302
    kept = AlarmChoice.objects.get()
    assert (kept.user_id, kept.insult, kept.waiting, kept.quiet_until) == (
        desk.rose.user_id,
        True,
        False,
        dt.time(7, 30),
    )
    assert '"quiet_from":"20:00"' in rose.get("/console/settings").content.decode()
    assert sends(rose, "alarms", {"quiet_from": "soon"}).status_code == 400
    assert sends(at_desk(desk.adele), "alarms", chosen).status_code == 403
    assert "Alarms of the shops" not in at_desk(desk.adele).get("/console/settings").content.decode()


@pytest.fixture
def review(desk, talk):
    close_conversation(conversation_id=talk.pk, viewer=a_viewer(desk.adele), now=NOON)
    return Review.objects.get(pk=ask_review(conversation_id=talk.pk, viewer=a_viewer(desk.rose), now=NOON))


def test_a_closed_conversation_is_sent_to_review_and_judged(desk, at_desk, talk) -> None:
    close_conversation(conversation_id=talk.pk, viewer=a_viewer(desk.adele), now=NOON)
    rose = at_desk(desk.rose)
    assert 'data-act="review"' in rose.get(f"/console/c/{talk.pk}/head").content.decode()
    went = sends(rose, "ask_review", {}, conversation_id=talk.pk).headers["X-Go-To"]
    page = rose.get(went).content.decode()
    assert SAID in page
    assert "Warm, without being forced" in page
    fields = {"empathy": "kept", "solved": "not", "word": "Merci", "unknown": "kept"}
    assert rose.post(went, fields, **AS_SCRIPT).status_code == 204
    assert "Adèle" in rose.get("/console/reviews?tab=done").content.decode()
    assert "1/1" in rose.get("/console/reviews?tab=team").content.decode()


def test_the_member_reads_and_answers_and_nobody_else_does(desk, at_desk, review, foreigner) -> None:
    """Attack A4"""
    adele = at_desk(desk.adele)
    where = {"review_id": review.pk}
    assert adele.get(reverse("console:review", kwargs=where)).status_code == 404
    finish_review(
        review_id=review.pk, viewer=a_viewer(desk.rose), verdicts={"empathy": "kept"}, word="Très bien", now=NOON
    )
    assert (
        "Très bien"
        in adele.get("/console/reviews").content.decode()
        + adele.get(reverse("console:review", kwargs=where)).content.decode()
    )
    assert sends(adele, "answer_review", {"answer": "Merci !"}, **where).status_code == 204
    for member in (desk.amin, foreigner, desk.stranger):
        client = at_desk(member)
        assert client.get(reverse("console:review", kwargs=where)).status_code == 404
        assert client.post(reverse("console:review", kwargs=where), {"empathy": "not"}, **AS_SCRIPT).status_code == 404
        assert sends(client, "answer_review", {"answer": "x"}, **where).status_code == 404
        assert sends(client, "drop_review", {}, **where).status_code in (403, 404)
    assert adele.post(reverse("console:review", kwargs=where), {"empathy": "not"}, **AS_SCRIPT).status_code == 404
    assert sends(at_desk(desk.rose), "answer_review", {"answer": "x"}, **where).status_code == 404
    assert Review.objects.get().answer == "Merci !"


def test_lists_of_reviewers_are_theirs_alone(desk, at_desk, review) -> None:
    for tab in ("todo", "done", "team"):
        assert at_desk(desk.adele).get(f"/console/reviews?tab={tab}").status_code == 400
        assert at_desk(desk.rose).get(f"/console/reviews?tab={tab}").status_code == 200
    assert sends(at_desk(desk.marc), "drop_review", {}, review_id=review.pk).status_code == 204
    assert not Review.objects.exists()


def test_what_may_hurt_is_folded_in_a_review(desk, at_desk, talk) -> None:
    """B2"""
    says(talk, "Espèce d'idiot")
    assign(conversation_id=talk.pk, membership_id=desk.adele.pk, now=NOON)
    close_conversation(conversation_id=talk.pk, now=NOON)
    review_id = ask_review(conversation_id=talk.pk, viewer=a_viewer(desk.rose), now=NOON)
    page = at_desk(desk.rose).get(reverse("console:review", kwargs={"review_id": review_id})).content.decode()
    assert "<summary>Words that may hurt</summary>" in page
