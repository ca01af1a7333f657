"""Trying a rule on the past: counted, and nothing done. F."""

from __future__ import annotations

import datetime as dt

import pytest

from comptoir.domain.automation.models import RuleRun
from comptoir.domain.automation.queries import dry_run, rule_for
from comptoir.domain.automation.rules import Acts
from comptoir.domain.automation.tests.stage import a_request, a_rule, tags_of
from comptoir.domain.conversations import actions as talk
from comptoir.domain.conversations.models import Entry
from tests.people import NOON, a_conversation, a_viewer, says

LONG_AGO = NOON - dt.timedelta(days=31)


def tried(by, rule, **more):
    return dry_run(a_viewer(by), rule_for(a_viewer(by), rule.pk), now=NOON, **more)


def test_it_says_in_how_many_of_the_last_thirty_days_it_would_have_run(desk) -> None:
    """F: dry run on past conversations."""
    rule = a_rule(desk.marc, "wrote", Acts(add_tags=("x",)), is_on=False, words="cassée")
    broken = a_request(desk.shop, body="Ma bague est cassée")
    for body in ("Bonjour", "Quel prix ?"):
        a_request(desk.shop, body=body)
    a_request(desk.shop, body="Cassée aussi, mais il y a longtemps", now=LONG_AGO)
    a_request(desk.other, body="Cassée")
    entries = Entry.objects.count()

    told = tried(desk.marc, rule)

    assert (told.looked_at, told.matched, told.following) == (3, 1, None)
    assert [it.id for it in told.examples] == [broken.pk]
    assert (tags_of(broken), Entry.objects.count(), RuleRun.objects.count()) == ([], entries, 0)


@pytest.mark.parametrize(
    ("when", "conditions", "matched"),
    [
        ("opened", {}, 2),
        ("request", {}, 1),
        ("topic", {}, 1),
        ("topic", {"topic": "services"}, 1),
        ("closed", {}, 1),
        ("reopened", {}, 0),
        ("rated", {"at_most": 2}, 1),
        ("rated", {"at_most": 1}, 0),
        ("tagged", {"tag": "Mariage"}, 1),
        ("tagged", {"tag": "sav"}, 0),
        ("at_risk", {}, 0),
        ("broken", {}, 0),
    ],
)
def test_each_kind_of_event_is_looked_for(desk, when, conditions, matched) -> None:
    asked, viewer = a_conversation(desk.shop, answered_by=desk.adele), a_viewer(desk.adele)
    a_conversation(desk.shop)
    talk.become_request(conversation_id=asked.pk, viewer=viewer, now=NOON)
    talk.choose_topic(conversation_id=asked.pk, viewer=viewer, topic="services", now=NOON)
    talk.set_tags(conversation_id=asked.pk, viewer=viewer, names=["mariage"], now=NOON)
    talk.close_conversation(conversation_id=asked.pk, viewer=viewer, now=NOON)
    talk.rate(conversation_id=asked.pk, visitor_id=asked.visitor_id, score=2, now=NOON)

    rule = a_rule(desk.marc, when, Acts(note="Vu"), is_on=False, **conditions)
    assert tried(desk.marc, rule).matched == matched


def test_it_is_bounded_and_goes_on_where_it_stopped(desk, monkeypatch) -> None:
    monkeypatch.setattr("comptoir.domain.automation.queries.trying.PORTION", 2)
    monkeypatch.setattr("comptoir.domain.automation.queries.trying.LOOKED_AT_ONCE", 2)
    for n in range(5):
        a_request(desk.shop, now=NOON - dt.timedelta(hours=n))
    rule = a_rule(desk.marc, "opened", Acts(note="Vu"), is_on=False)

    looked, after = [], None
    for _ in range(3):
        told = tried(desk.marc, rule, after=after)
        looked.append((told.looked_at, told.matched))
        after = told.following
    assert (looked, after) == ([(2, 2), (2, 2), (1, 1)], None)


def test_it_costs_the_same_however_many_match(desk, django_assert_num_queries) -> None:
    rule = a_rule(desk.marc, "wrote", Acts(note="Vu"), is_on=False, words="bonjour", tag="x")
    for _ in range(5):
        says(a_request(desk.shop, body="Bonjour"), "Bonjour encore")
    viewer = a_viewer(desk.marc)
    read = rule_for(viewer, rule.pk)
    dry_run(viewer, read, now=NOON)
    with django_assert_num_queries(3):
        dry_run(viewer, read, now=NOON)
