"""The demo's macros and rules can be kept and used by the charters that the demo's shops are run by. F."""

from __future__ import annotations

import pytest

from comptoir.config.demo.automation import MACROS, RULES, set_up_automation
from comptoir.config.demo.cast import SHOPS
from comptoir.config.demo.editions import demo_edition
from comptoir.domain.automation.models import Macro, Rule
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
