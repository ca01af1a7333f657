"""What agents write is judged where it is posted, whatever their browser has said of it."""

from __future__ import annotations

from uuid import uuid4

import pytest

from comptoir.domain.conversations.actions import (
    Held,
    Post,
    Posted,
    ToJudge,
    check_introduction,
    judge,
    judging,
    keep_file,
    post_judged,
    post_messages,
)
from comptoir.domain.conversations.errors import FileRefused
from comptoir.domain.conversations.models import Conversation, Entry, HeldMessage
from comptoir.domain.conversations.tests.strict import CLEAN, LINKED, LOUD, PERSONAL, a_strict_desk, writes
from comptoir.domain.conversations.wording_errors import IntroductionForbidden, WordingForbidden, WordingToConfirm
from comptoir.domain.wording.because import because
from comptoir.domain.wording.queries import forget_verdicts, verdict_on
from tests.people import NOON, a_conversation, a_viewer, a_visitor, says

pytestmark = pytest.mark.django_db


def test_what_is_forbidden_is_refused_with_its_clause_and_confirming_does_not_help():
    """A10, G2"""
    desk = a_strict_desk()

    refusal = writes(desk.talk, desk.amin, PERSONAL, is_confirmed=True)

    assert isinstance(refusal, WordingForbidden)
    answer = refusal.as_answer()
    assert (answer["code"], answer["clause"], refusal.status) == ("wording_forbidden", "wording.contact_details", 422)
    [finding] = [it for it in answer["findings"] if it["clause"] == "contact_details"]
    assert PERSONAL[finding["start"] : finding["end"]] == "06 12 34 56 78"
    assert finding["level"] == "forbid"
    assert finding["because"]
    assert not Entry.objects.filter(conversation=desk.talk, author="agent").exists()


def test_what_is_to_be_confirmed_is_sent_when_it_comes_again_confirmed():
    """A9"""
    desk, client_id = a_strict_desk(), uuid4()

    refusal = writes(desk.talk, desk.amin, LOUD, client_id=client_id)
    assert isinstance(refusal, WordingToConfirm)
    assert refusal.as_answer()["code"] == "wording_to_confirm"
    assert isinstance(writes(desk.talk, desk.amin, LOUD, client_id=client_id, is_confirmed=True), Posted)


def test_places_are_counted_as_browsers_count_them():
    """C1"""
    desk = a_strict_desk()
    refusal = writes(desk.talk, desk.amin, f"💍 {PERSONAL}")

    [finding] = [it for it in refusal.as_answer()["findings"] if it["clause"] == "contact_details"]
    assert finding["start"] == len("💍 Appelez-moi au ") + 1


def test_each_audience_is_held_to_its_own_levels():
    """A10: an advisor is only asked."""
    desk = a_strict_desk()
    talk = a_conversation(desk.shop, answered_by=desk.adele)

    assert isinstance(writes(talk, desk.adele, PERSONAL), WordingToConfirm)
    assert isinstance(writes(talk, desk.adele, LINKED, is_confirmed=True), Posted)


def test_each_channel_is_held_to_its_own_levels():
    """A10, D1: what is held in the chat is asked about in a mail."""
    desk = a_strict_desk()
    Conversation.objects.filter(pk=desk.talk.pk).update(channel="email")

    assert isinstance(writes(desk.talk, desk.amin, LINKED), WordingToConfirm)
    assert isinstance(writes(desk.talk, desk.amin, PERSONAL), WordingForbidden)


def test_visitors_and_notes_are_never_judged():
    """B1"""
    desk = a_strict_desk()

    says(desk.talk, PERSONAL)
    says(desk.talk, f"{PERSONAL} {LOUD}", by=desk.amin, kind="note")

    assert Entry.objects.filter(conversation=desk.talk, body__contains="06 12").count() == 2


def test_an_answer_to_a_left_message_is_judged_like_any_other():
    """A10"""
    desk = a_strict_desk()
    request = a_conversation(desk.shop, answered_by=desk.amin, leave_message=True, body="Rappelez-moi")

    assert isinstance(writes(request, desk.amin, PERSONAL), WordingForbidden)
    assert isinstance(writes(request, desk.amin, LINKED), Held)
    assert isinstance(writes(request, desk.amin, CLEAN), Posted)


def test_who_approves_is_asked_to_confirm_what_would_be_held():
    """A7"""
    desk = a_strict_desk()
    talk = a_conversation(desk.shop, answered_by=desk.rose)

    refusal = writes(talk, desk.rose, LINKED)

    assert isinstance(refusal, WordingToConfirm)
    assert {it["level"] for it in refusal.as_answer()["findings"] if it["clause"] == "link"} == {"confirm"}
    assert isinstance(writes(talk, desk.rose, LINKED, is_confirmed=True), Posted)


def test_nobody_waits_for_the_checker_inside_a_transaction(monkeypatch: pytest.MonkeyPatch):
    """What was not judged yet comes back, and with it what its author has sent after it: the order is kept."""
    desk = a_strict_desk()
    talk = a_conversation(desk.shop, answered_by=desk.adele)
    forget_verdicts()
    first, second = (Post(desk.talk.pk, uuid4(), body, viewer=a_viewer(desk.amin)) for body in (CLEAN, "Autre chose ?"))
    others = Post(talk.pk, uuid4(), "Bonjour", visitor_id=talk.visitor_id)
    monkeypatch.setattr(judging, "verdict_on", lambda draft: pytest.fail("the checker was asked"))

    outcome = post_judged([first, others, second], NOON)

    assert [type(it) for it in outcome] == [ToJudge, Posted, ToJudge]
    monkeypatch.setattr(judging, "verdict_on", verdict_on)
    judged = first._replace(judgement=judge(outcome[0].draft))
    assert isinstance(post_judged([judged], NOON)[0], Posted)


def test_a_judgement_holds_for_its_own_words_only():
    """A10: nobody passes by a judgement on something else."""
    desk = a_strict_desk()
    post = Post(desk.talk.pk, uuid4(), CLEAN, viewer=a_viewer(desk.amin))
    [unjudged] = post_judged([post], NOON)
    forget_verdicts()

    passed = post._replace(body=PERSONAL, judgement=judge(unjudged.draft))

    assert isinstance(post_judged([passed], NOON)[0], ToJudge)


def test_a_batch_with_refused_held_and_posted_messages_answers_each():
    desk = a_strict_desk()
    viewer = a_viewer(desk.amin)
    bodies = (CLEAN, PERSONAL, LINKED, LOUD, "Avec plaisir.")
    posts = [Post(desk.talk.pk, uuid4(), body, viewer=viewer) for body in bodies]

    outcome = post_messages(posts, NOON)

    assert [type(it) for it in outcome] == [Posted, WordingForbidden, Held, WordingToConfirm, Posted]
    assert HeldMessage.objects.count() == 1


def test_a_batch_of_answers_costs_the_same_number_of_queries_whatever_its_size(django_assert_num_queries):
    """Posting stays cheap: two queries more than for visitors, for what was held before and for who is under approval."""
    desk = a_strict_desk()
    talks = [a_conversation(desk.shop, visitor=a_visitor(desk.shop), answered_by=desk.adele) for _ in range(20)]
    for talk in talks:
        says(talk, CLEAN, by=desk.adele)
    posts = [Post(talk.pk, uuid4(), CLEAN, viewer=a_viewer(desk.adele)) for talk in talks]
    post_judged(posts[:1], NOON)
    posts[:1] = [Post(talks[0].pk, uuid4(), CLEAN, viewer=a_viewer(desk.adele))]
    post_messages(posts, NOON)
    again = [post._replace(client_id=uuid4()) for post in posts]

    with django_assert_num_queries(9):
        post_judged(again, NOON)


def test_a_files_name_and_a_text_file_carry_nothing_that_a_message_may_not():
    """A10: for ambassadors; an advisor, who would only be asked, is free."""
    desk = a_strict_desk()
    its = {"conversation_id": desk.talk.pk, "viewer": a_viewer(desk.amin), "now": NOON}

    named = keep_file(name="appelez_moi_06_12_34_56_78.txt", content=b"Notice", **its)
    assert named.name == "file.txt"
    assert keep_file(name="notice_bague.txt", content=b"Notice", **its).name == "notice_bague.txt"
    with pytest.raises(FileRefused):
        keep_file(name="notice.txt", content=PERSONAL.encode(), **its)
    talk = a_conversation(desk.shop, answered_by=desk.adele)
    keep_file(conversation_id=talk.pk, viewer=a_viewer(desk.adele), name="a.txt", content=PERSONAL.encode(), now=NOON)
    keep_file(conversation_id=talk.pk, visitor_id=talk.visitor_id, name="a.txt", content=PERSONAL.encode(), now=NOON)


def test_an_introduction_carries_nothing_that_a_message_may_not():
    """A10, C2"""
    desk = a_strict_desk()

    with pytest.raises(IntroductionForbidden, match="introduction_forbidden") as refused:
        check_introduction(viewer=a_viewer(desk.amin), name="Amin", note=PERSONAL, now=NOON)
    assert refused.value.text().endswith(because(refused.value.verdict.blocking[0]))
    with pytest.raises(IntroductionForbidden):
        check_introduction(viewer=a_viewer(desk.amin), name="Amin sur www.amazon.fr", note="", now=NOON)
    check_introduction(viewer=a_viewer(desk.amin), name="Amin", note="Passionné de PERLES !!!", now=NOON)
    check_introduction(viewer=a_viewer(desk.rose), name="Rose", note=f"{LINKED}", now=NOON)


THANKS = "Size 52. Ta, Amin"
"""English; too short to tell, so that it is read as French in a French conversation, where "ta" is familiar."""


def test_what_its_author_says_is_english_is_not_judged_as_french():
    """A9, G2: the server goes by the language that was chosen in the composer."""
    desk = a_strict_desk()
    refusal = writes(desk.talk, desk.amin, THANKS)
    assert isinstance(refusal, WordingToConfirm)
    assert [it.clause for it in refusal.verdict.blocking] == ["familiarity"]

    assert isinstance(writes(desk.talk, desk.amin, THANKS, language="en"), Posted)
    assert isinstance(writes(desk.talk, desk.amin, THANKS), WordingToConfirm)


def test_no_language_lets_out_what_is_forbidden_in_each():
    """A10"""
    desk = a_strict_desk()

    for language in ("", "en", "fr", "pt", "ro"):
        assert isinstance(writes(desk.talk, desk.amin, PERSONAL, language=language), WordingForbidden)


def test_a_language_that_we_do_not_read_is_told_from_the_text():
    """A9"""
    desk = a_strict_desk()

    assert isinstance(writes(desk.talk, desk.amin, THANKS, language="xx"), WordingToConfirm)


def test_a_held_message_stays_in_the_language_that_its_author_said():
    """A7, A9"""
    desk = a_strict_desk()

    held = writes(desk.talk, desk.amin, f"{THANKS} www.amazon.fr", language="en")

    assert isinstance(held, Held)
    row = HeldMessage.objects.get()
    assert (row.language, row.findings.count('"clause"')) == ("en", 1)
