"""Rules run when something happened: once for each event, in their order, and never on what a rule has done. F."""

from __future__ import annotations

import datetime as dt

import pytest

from comptoir.domain.automation.actions import FAILURES_AT_MOST, rules_due, run_rules, switch_rule
from comptoir.domain.automation.events import RulesDue
from comptoir.domain.automation.models import Rule, RuleRun, RuleVersion
from comptoir.domain.automation.rules import Acts
from comptoir.domain.automation.tests.stage import a_request, a_rule, notes_in, outcomes, tags_of, tell
from comptoir.domain.conversations import actions as talk
from comptoir.domain.conversations.models import Conversation, Entry
from comptoir.domain.promises.actions import sweep
from comptoir.domain.promises.tests.stage import CHARTER
from comptoir.foundation.broadcast import captured
from comptoir.foundation.models import Announcement
from comptoir.foundation.outbox import announce, because_of
from tests.people import NOON, a_conversation, a_shop, a_viewer, says


def test_a_rule_sorts_what_has_just_been_opened(desk) -> None:
    """F: automation rules."""
    rule = a_rule(desk.marc, "opened", Acts(add_tags=("bague",), priority="high"), words="Cassée, abîmée")
    broken = a_request(desk.shop, body="Ma bague est CASSÉE")
    other = a_request(desk.shop, body="Quels sont vos horaires ?")

    tell()

    broken.refresh_from_db()
    assert (tags_of(broken), broken.priority) == (["bague"], "high")
    assert tags_of(other) == []
    assert outcomes(rule) == ["done"]


def test_a_rule_that_is_off_or_of_another_shop_does_nothing(desk) -> None:
    off = a_rule(desk.marc, "opened", Acts(add_tags=("a",)), is_on=False)
    foreign = a_rule(desk.stranger, "opened", Acts(add_tags=("b",)))
    asked = a_request(desk.shop)
    tell()
    assert (tags_of(asked), outcomes(off), outcomes(foreign)) == ([], [], [])


def test_rules_go_in_their_order_and_each_sees_what_those_before_it_did(desk) -> None:
    first = a_rule(desk.marc, "opened", Acts(priority="urgent"), name="Un")
    second = a_rule(desk.marc, "opened", Acts(add_tags=("vite",)), priority="urgent", name="Deux")
    asked = a_request(desk.shop)
    tell()
    assert (tags_of(asked), outcomes(first), outcomes(second)) == (["vite"], ["done"], ["done"])


def test_each_message_of_a_customer_is_an_event_and_an_agents_is_none(desk) -> None:
    rule = a_rule(desk.marc, "wrote", Acts(note="Client"), words="merci")
    asked = a_conversation(desk.shop, answered_by=desk.adele)
    says(asked, "Merci !")
    says(asked, "Merci à vous", by=desk.adele)
    says(asked, "Autre chose")
    tell()
    assert outcomes(rule) == ["done"]
    assert notes_in(asked) == ["Une règle: Client"]


def test_each_kind_of_event_is_heard(desk) -> None:
    """F: the closed set of events."""
    shop = a_shop(charter=CHARTER)
    whens = ("opened", "request", "topic", "closed", "reopened", "rated", "tagged", "at_risk", "broken")
    rules = {when: a_rule(desk.marc, when, Acts(note=when), name=when) for when in whens}
    asked, viewer = a_conversation(shop, answered_by=desk.adele), a_viewer(desk.adele)

    talk.become_request(conversation_id=asked.pk, viewer=viewer, now=NOON)
    talk.choose_topic(conversation_id=asked.pk, viewer=viewer, topic="services", now=NOON)
    talk.set_tags(conversation_id=asked.pk, viewer=viewer, names=["mariage"], now=NOON)
    talk.close_conversation(conversation_id=asked.pk, viewer=viewer, now=NOON)
    talk.rate(conversation_id=asked.pk, visitor_id=asked.visitor_id, score=2, now=NOON)
    talk.reopen_conversation(conversation_id=asked.pk, viewer=viewer, now=NOON)
    a_request(shop)
    tell()
    for hours in (13, 21, 49):
        sweep(NOON + dt.timedelta(hours=hours))
        tell(NOON + dt.timedelta(hours=hours))

    heard = {when for when, rule in rules.items() if outcomes(rule)}
    assert heard == set(whens)


def test_a_low_rating_is_told_to_the_referents(desk, django_capture_on_commit_callbacks) -> None:
    """F, D7: rated at most so many."""
    rule = a_rule(desk.rose, "rated", Acts(tells=True, priority="urgent"), at_most=2)
    asked = a_conversation(desk.shop, answered_by=desk.adele)
    talk.rate(conversation_id=asked.pk, visitor_id=asked.visitor_id, score=3, now=NOON)
    tell()
    assert outcomes(rule) == []

    talk.rate(conversation_id=asked.pk, visitor_id=asked.visitor_id, score=1, now=NOON)
    with captured() as told, django_capture_on_commit_callbacks(execute=True):
        tell()

    assert outcomes(rule) == ["done"]
    frames = [it.frame for it in told if f"shop:{desk.shop.id}:watchers" in it.topics and b'"t":"rule"' in it.frame]
    assert len(frames) == 1


def test_an_answer_is_proposed_to_the_team_and_not_sent(desk) -> None:
    rule = a_rule(desk.marc, "opened", Acts(reply="Bonjour {customer}, nous regardons {reference}."), name="Accueil")
    asked = a_request(desk.shop, first_name="Vera")
    tell()
    draft = RuleRun.objects.get(rule=rule).draft
    assert asked.reference in draft
    assert notes_in(asked) == [f"Accueil: {draft}"]
    assert not Entry.objects.filter(conversation_id=asked.pk, kind="message").exclude(author="visitor").exists()


def test_the_same_event_told_twice_is_one_run(desk) -> None:
    """G8: exactly once for a rule and an event."""
    rule = a_rule(desk.marc, "wrote", Acts(note="Vu"))
    asked = a_request(desk.shop)
    event = RulesDue(asked.pk, desk.shop.id, "wrote", f"wrote:{asked.pk}:1", NOON, seq=1)
    for _ in range(3):
        run_rules(event, NOON)
    tell()
    assert (outcomes(rule), notes_in(asked)) == (["done"], ["Une règle: Vu"])


def test_a_worker_that_dies_before_it_has_finished_leaves_nothing_half_done(desk, monkeypatch) -> None:
    """G8: what was done and that it was done stand or fall together."""
    rule, asked = a_rule(desk.marc, "opened", Acts(note="Vu")), a_request(desk.shop)
    event = RulesDue(asked.pk, desk.shop.id, "opened", "opened:x", NOON)
    with monkeypatch.context() as dying:
        dying.setattr("comptoir.domain.automation.actions.running._write_down", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run_rules(event, NOON)
    assert notes_in(asked) == []
    run_rules(event, NOON)
    assert (outcomes(rule), notes_in(asked)) == (["done"], ["Une règle: Vu"])


def test_two_rules_that_would_chase_each_other_run_once_each_at_the_most(desk) -> None:
    """F: loop-proof by its cause."""
    one = a_rule(desk.marc, "tagged", Acts(add_tags=("b",), remove_tags=("a",)), tag="a")
    two = a_rule(desk.marc, "tagged", Acts(add_tags=("a",), remove_tags=("b",)), tag="b")
    asked = a_request(desk.shop)

    talk.set_tags(conversation_id=asked.pk, viewer=a_viewer(desk.marc), names=["a"], now=NOON)
    tell()

    assert (outcomes(one), outcomes(two), tags_of(asked)) == (["done"], [], ["b"])
    assert not Announcement.objects.filter(due_at__lte=NOON).exists()


def test_a_rule_does_not_run_on_what_it_did_itself_nor_on_what_followed_from_it(desk) -> None:
    """F: what a rule caused carries its cause, however far it goes on."""
    filed = a_rule(desk.marc, "topic", Acts(note="Rangé"))
    closed = a_rule(desk.marc, "closed", Acts(note="Fermé"))
    cause = a_rule(desk.marc, "opened", Acts(topic="services", closes=True))
    asked = a_request(desk.shop)
    tell()
    asked.refresh_from_db()
    assert (asked.topic, asked.status) == ("services", "closed")
    assert (outcomes(cause), outcomes(filed), outcomes(closed)) == (["done"], [], [])


def test_what_a_person_does_after_a_rule_is_theirs_again(desk) -> None:
    filed = a_rule(desk.marc, "topic", Acts(note="Rangé"))
    a_rule(desk.marc, "opened", Acts(topic="services"))
    asked = a_request(desk.shop)
    tell()
    talk.choose_topic(conversation_id=asked.pk, viewer=a_viewer(desk.marc), topic="after_sales", now=NOON)
    tell()
    assert outcomes(filed) == ["done"]


def test_nothing_is_due_where_a_rule_is_the_cause(desk, db) -> None:
    a_rule(desk.marc, "opened", Acts(note="Vu"))
    event = RulesDue(1, desk.shop.id, "opened", "k", NOON)
    assert rules_due([event]) == [event]
    with because_of("rule:9"):
        assert rules_due([event]) == []


def test_a_rule_that_cannot_do_what_it_says_is_told_and_switched_off_at_last(
    desk, django_capture_on_commit_callbacks
) -> None:
    """F: it never blocks the worker, nor the rules after it."""
    rule = a_rule(desk.marc, "opened", Acts(snooze="1d", add_tags=("x",)), name="Impossible")
    after = a_rule(desk.marc, "opened", Acts(note="Vu"), name="Après")
    with captured() as told, django_capture_on_commit_callbacks(execute=True):
        for _ in range(FAILURES_AT_MOST):
            a_conversation(desk.shop)
            tell()
    a_conversation(desk.shop)
    tell()

    rule.refresh_from_db()
    assert outcomes(rule) == ["refused"] * FAILURES_AT_MOST
    assert len(outcomes(after)) == FAILURES_AT_MOST + 1
    assert (rule.is_on, rule.stopped_at is not None) == (False, True)
    assert RuleVersion.objects.filter(rule=rule).order_by("-number").first().change == "stopped"
    assert any(b'"why":"stopped"' in it.frame for it in told)
    assert all(it.told for it in RuleRun.objects.filter(rule=rule))

    switch_rule(viewer=a_viewer(desk.marc), rule_id=rule.pk, is_on=True, now=NOON)
    rule.refresh_from_db()
    assert (rule.is_on, rule.failures) == (True, 0)


def test_a_rule_with_a_fault_in_it_harms_nobody_else(desk) -> None:
    """F"""
    rule = a_rule(desk.marc, "opened", Acts(note="Vu"), name="Fautive")
    after = a_rule(desk.marc, "opened", Acts(note="Vu"), name="Après")
    Rule.objects.filter(pk=rule.pk).update(acts="no json at all")
    asked = a_request(desk.shop)
    tell()
    assert (outcomes(rule), outcomes(after), notes_in(asked)) == (["failed"], ["done"], ["Après: Vu"])
    assert not Announcement.objects.filter(due_at__lte=NOON).exists()


def test_a_success_forgets_the_failures_before_it(desk) -> None:
    rule = a_rule(desk.marc, "opened", Acts(snooze="1d"))
    a_conversation(desk.shop)
    tell()
    rule.refresh_from_db()
    assert rule.failures == 1
    a_request(desk.shop)
    tell()
    rule.refresh_from_db()
    assert (rule.failures, outcomes(rule)) == (0, ["refused", "done"])


def test_a_rule_takes_no_chat_from_the_one_who_answers_it(desk) -> None:
    """A6: never a dropped conversation."""
    rule = a_rule(desk.marc, "tagged", Acts(to_audience="advisor"))
    live = a_conversation(desk.shop, answered_by=desk.amin)
    talk.set_tags(conversation_id=live.pk, viewer=a_viewer(desk.marc), names=["sav"], now=NOON)
    tell()
    live.refresh_from_db()
    assert (live.assignee_id, outcomes(rule)) == (desk.amin.pk, ["refused"])


def test_what_waits_goes_where_the_rule_says(desk) -> None:
    a_rule(desk.marc, "opened", Acts(to_audience="advisor"), words="réparation")
    asked = a_request(desk.shop, body="Une réparation, s'il vous plaît")
    assert asked.audience != "advisor" or Conversation.objects.filter(pk=asked.pk).update(audience="ambassador")
    tell()
    asked.refresh_from_db()
    assert (asked.audience, asked.status) == ("advisor", "waiting")


def test_hours_are_those_of_the_moment(desk) -> None:
    """A2"""
    shut = a_rule(desk.marc, "opened", Acts(note="Fermé"), hours="shut")
    is_open = a_rule(desk.marc, "opened", Acts(note="Ouvert"), hours="open")
    a_request(desk.shop)
    tell()
    assert (outcomes(shut), outcomes(is_open)) == ([], ["done"])


def test_many_events_and_no_rule_cost_one_question(desk, django_assert_num_queries) -> None:
    events = [RulesDue(n, desk.shop.id, "wrote", f"wrote:{n}:1", NOON, seq=1) for n in range(20)]
    with django_assert_num_queries(1):
        assert rules_due(events) == []


def test_rules_that_do_not_match_cost_no_questions(desk, django_assert_num_queries) -> None:
    for _ in range(5):
        a_rule(desk.marc, "wrote", Acts(note="Vu"), words="jamais")
    asked = a_request(desk.shop)
    event = RulesDue(asked.pk, desk.shop.id, "wrote", "wrote:x:1", NOON, seq=1)
    run_rules(event, NOON)
    # Rules, runs, conversation, message, tags; and the savepoint around them.
    with django_assert_num_queries(7):
        run_rules(event, NOON)


def test_a_conversation_that_is_gone_stops_nobody(desk) -> None:
    rule = a_rule(desk.marc, "opened", Acts(note="Vu"))
    announce(RulesDue(4711, desk.shop.id, "opened", "k", NOON), at=NOON)
    tell()
    assert outcomes(rule) == []
    assert not Announcement.objects.filter(due_at__lte=NOON).exists()
