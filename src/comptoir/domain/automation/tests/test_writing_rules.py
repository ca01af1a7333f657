"""Rules are written by managers and referents, and each version stays. F."""

from __future__ import annotations

import pytest

from comptoir.domain.automation.actions import move_rule, remove_rule, switch_rule, write_rule
from comptoir.domain.automation.errors import NotWritten, RuleNotFound, TooManyOfThem
from comptoir.domain.automation.queries import rule_for, rules_of, versions_of
from comptoir.domain.automation.rules import Acts, Conditions
from comptoir.domain.automation.tests.stage import a_request, a_rule, outcomes, tell
from comptoir.foundation.errors import NotAllowed
from tests.people import NOON, a_viewer


def test_a_new_rule_is_off_until_somebody_switches_it_on(desk) -> None:
    """F"""
    rule = a_rule(desk.marc, "opened", Acts(note="Vu"), is_on=False)
    assert not rule.is_on


def test_every_change_stays_with_who_and_when(desk) -> None:
    """F: versioned."""
    rule = a_rule(desk.marc, "opened", Acts(note="Vu"))
    write_rule(
        viewer=a_viewer(desk.rose),
        rule_id=rule.pk,
        name="Autre",
        when="closed",
        conditions=Conditions(mood="angry"),
        acts=Acts(note="Revu"),
        now=NOON,
    )
    switch_rule(viewer=a_viewer(desk.rose), rule_id=rule.pk, is_on=False, now=NOON)
    switch_rule(viewer=a_viewer(desk.rose), rule_id=rule.pk, is_on=False, now=NOON)

    told = [(it.number, it.change, it.when, it.by_id, it.at) for it in versions_of(rule.pk)]
    assert told == [
        (4, "off", "closed", desk.rose.pk, NOON),
        (3, "written", "closed", desk.rose.pk, NOON),
        (2, "on", "opened", desk.marc.pk, NOON),
        (1, "written", "opened", desk.marc.pk, NOON),
    ]


@pytest.mark.parametrize("who", ["adele", "amin"])
def test_an_agent_writes_no_rules(desk, who) -> None:
    """A11"""
    member = getattr(desk, who)
    with pytest.raises(NotAllowed):
        a_rule(member, "opened", Acts(note="Vu"))
    with pytest.raises(NotAllowed):
        rules_of(a_viewer(member))


def test_a_manager_of_another_shop_finds_no_rule(desk) -> None:
    """A11"""
    rule, viewer = a_rule(desk.marc, "opened", Acts(note="Vu")), a_viewer(desk.stranger)
    written = {"name": "x", "when": "opened", "conditions": Conditions(), "acts": Acts(note="x"), "now": NOON}
    for act in (
        lambda: rule_for(viewer, rule.pk),
        lambda: write_rule(viewer=viewer, rule_id=rule.pk, **written),
        lambda: switch_rule(viewer=viewer, rule_id=rule.pk, is_on=False, now=NOON),
        lambda: move_rule(viewer=viewer, rule_id=rule.pk, is_up=True),
        lambda: remove_rule(viewer=viewer, rule_id=rule.pk, now=NOON),
    ):
        with pytest.raises(RuleNotFound):
            act()
    assert rules_of(viewer) == []


def test_rules_change_places(desk) -> None:
    one, two, three = (a_rule(desk.marc, "opened", Acts(note="Vu"), name=name) for name in "abc")
    viewer = a_viewer(desk.marc)
    move_rule(viewer=viewer, rule_id=three.pk, is_up=True)
    move_rule(viewer=viewer, rule_id=one.pk, is_up=True)
    move_rule(viewer=viewer, rule_id=two.pk, is_up=False)
    assert [it.name for it in rules_of(viewer)] == ["a", "c", "b"]


def test_a_rule_that_was_removed_runs_no_more_and_what_it_did_stays(desk) -> None:
    rule = a_rule(desk.marc, "opened", Acts(note="Vu"))
    a_request(desk.shop)
    tell()
    remove_rule(viewer=a_viewer(desk.marc), rule_id=rule.pk, now=NOON)
    a_request(desk.shop)
    tell()
    assert outcomes(rule) == ["done"]
    assert rules_of(a_viewer(desk.marc)) == []
    assert rule_for(a_viewer(desk.marc), rule.pk).is_removed
    with pytest.raises(RuleNotFound):
        switch_rule(viewer=a_viewer(desk.marc), rule_id=rule.pk, is_on=True, now=NOON)


@pytest.mark.parametrize(
    ("when", "conditions"),
    [
        ("full_moon", {}),
        ("opened", {"at_most": 2}),
        ("rated", {"at_most": 6}),
        ("opened", {"topic": "gossip"}),
        ("opened", {"audience": "neighbours"}),
        ("opened", {"channel": "pigeon"}),
        ("opened", {"mood": "hungry"}),
        ("opened", {"hours": "maybe"}),
        ("opened", {"language": "klingon"}),
        ("opened", {"words": "!!!"}),
        ("opened", {"words": "x" * 201}),
    ],
)
def test_what_there_is_not_is_refused(desk, when, conditions) -> None:
    with pytest.raises(NotWritten):
        a_rule(desk.marc, when, Acts(note="Vu"), **conditions)


def test_there_are_a_hundred_rules_at_most(desk, monkeypatch) -> None:
    monkeypatch.setattr("comptoir.domain.automation.actions.writing.RULES_AT_MOST", 1)
    a_rule(desk.marc, "opened", Acts(note="Vu"))
    with pytest.raises(TooManyOfThem):
        a_rule(desk.marc, "opened", Acts(note="Vu"))


def test_the_list_is_one_question(desk, django_assert_num_queries) -> None:
    for _ in range(3):
        a_rule(desk.marc, "opened", Acts(note="Vu"))
    viewer = a_viewer(desk.marc)
    with django_assert_num_queries(1):
        assert len(rules_of(viewer)) == 3
