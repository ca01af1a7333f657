"""Somebody looks at the wall: they are told what is new, seldom enough, and no more than they see. A7."""

from __future__ import annotations

import pytest

from comptoir.domain.supervision.rules import Choice, ranked
from comptoir.domain.supervision.tests.test_wall import CALM
from comptoir.surfaces.gateway.frames import encode
from comptoir.surfaces.gateway.looking import BURST, PAGE, Looker
from tests.people import NOON, a_member, a_shop, a_viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def rose():
    return a_viewer(a_member(a_shop(), "referent", audience=""))


def tiles(*changes, shop):
    return ranked([CALM._replace(**({"id": n, "shop_id": shop} | each)) for n, each in enumerate(changes, 1)], NOON)


def test_first_everything_then_only_what_is_different(rose):
    looker = Looker([rose], Choice(), 0)
    first = looker.frame(tiles({}, {"words": "Merci"}, shop=rose.shop_id), 0.0)
    assert (first["n"], first["order"], len(first["rows"])) == (2, [1, 2], 2)
    assert first["rows"][0]["who"] == "Vera"

    same = looker.frame(tiles({}, {"words": "Merci"}, shop=rose.shop_id), 1.0)
    assert same == {}

    next_one = looker.frame(tiles({}, {"words": "Au revoir"}, shop=rose.shop_id), 2.0)
    assert next_one == {"t": "wall", "rows": [{"c": 2, "words": "Au revoir"}]}


def test_what_is_on_another_page_is_not_told(rose):
    looker = Looker([rose], Choice(), 1)
    frame = looker.frame(tiles(*[{}] * (PAGE + 2), shop=rose.shop_id), 0.0)
    assert (frame["n"], len(frame["rows"])) == (PAGE + 2, 2)


def test_words_that_hurt_are_not_on_the_wall(rose):
    """B2"""
    looker = Looker([rose], Choice(), 0)
    [row] = looker.frame(tiles({"is_shielded": True, "words": "Idiot"}, shop=rose.shop_id), 0.0)["rows"]
    assert (row["words"], row["shield"], row["need"]) == ("", True, "insult")


def test_names_are_told_to_whom_the_charter_grants_them():
    """A11: who answers as an ambassador sees no names on the wall either."""
    shop = a_shop()
    named = a_viewer(a_member(shop, "manager"))
    masked = a_viewer(a_member(shop, "referent", audience="nobody"))
    here = tiles({}, shop=shop.id)
    assert Looker([named], Choice(), 0).frame(here, 0.0)["rows"][0]["who"] == "Vera"
    assert Looker([masked], Choice(), 0).frame(here, 0.0)["rows"][0]["who"] == ""


def test_who_was_told_much_is_told_more_seldom_and_then_all_at_once(rose):
    """Under 100 kB a minute, whatever happens."""
    looker, told = Looker([rose], Choice(), 0), 0
    for second in range(60):
        here = tiles(*[{"words": f"{second} " + "x" * 60} for _ in range(PAGE)], shop=rose.shop_id)
        frame = looker.frame(here, float(second))
        size = len(encode(frame)) if frame else 0
        looker.pay(size, float(second))
        told += size
    assert told < 100_000
    assert told > BURST
    assert "rows" in looker.frame(here, 120.0)
