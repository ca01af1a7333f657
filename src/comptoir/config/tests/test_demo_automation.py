"""The demo's macros and rules can be kept and used by the charters that the demo's shops are run by. F."""

from __future__ import annotations

import pytest

from comptoir.config.demo.automation import MACROS, RULES, set_up_automation
from comptoir.config.demo.cast import SHOPS
from comptoir.config.demo.editions import demo_edition
from comptoir.config.wiring import REACTIONS
from comptoir.domain.automation import reactions
from comptoir.domain.automation.events import RulesDue
from comptoir.domain.automation.models import Macro, Rule
from comptoir.domain.conversations.events import MessagePosted
from comptoir.domain.promises.events import PromiseAtRisk, PromiseBroken
from tests.people import a_member, a_shop


@pytest.mark.django_db
@pytest.mark.parametrize("key", SHOPS)
def test_macros_and_rules_of_the_demo_are_kept(key: str) -> None:
    """F"""
    shop = a_shop(key, charter=demo_edition(SHOPS[key], "http://localhost:8000"))
    manager = a_member(shop, "manager")

    set_up_automation(shop.id, key, manager.joined_at)

    assert Macro.objects.filter(owner=None).count() == len(MACROS[key]) > 0
    assert Rule.objects.filter(is_on=True).count() == len(RULES[key])


def test_rules_hear_of_all_that_they_may_wait_for() -> None:
    """F: the closed set of events."""
    assert all(reactions.look in REACTIONS[kind] for kind in reactions.WHEN)
    assert reactions.look_at_messages in REACTIONS[MessagePosted]
    assert reactions.look_at_risks in REACTIONS[PromiseAtRisk]
    assert reactions.look_at_breaks in REACTIONS[PromiseBroken]
    assert REACTIONS[RulesDue] == [reactions.run]
