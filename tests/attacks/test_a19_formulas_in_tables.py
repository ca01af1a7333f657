"""Attack A19: no cell of any table that is given out begins as a formula does (as in CVE-2026-41073), whoever wrote what is in it."""

from __future__ import annotations

import csv
import io
from types import SimpleNamespace

import pytest

from comptoir.domain.knowledge.rules import rows_in
from comptoir.domain.knowledge.tests.findable import a_link, a_phrase
from comptoir.domain.offers.models import Offer
from comptoir.domain.people.models import Group, Membership, User
from tests.attacks.asking import AS_PAGE, addresses, pages, read, signed_in
from tests.people import a_member

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(900)]

RUNS = "cmd|' /C calc'!A0"
BEGINNINGS = (
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "\r=",
    "\n=",
    "＝",
    "＋",
    "－",
    "＠",
    " =",
    "\u00a0=",
    "\u200b=",
    "\ufeff=",
    "|",
    "%",
)
FORMULAS = tuple(f"{it}{RUNS}" for it in BEGINNINGS)
TABLES = {"phrases_file", "links_file", "team_readings_table", "training_table", "wallet_gifts_table"}
"""The tables that the desk gives out; a new one fails here until it stands in this list, and is looked through with the others."""
COMPUTES = set("=+-@\t\r\n＝＋－＠|%")


@pytest.fixture
def written(house: SimpleNamespace) -> SimpleNamespace:
    """A shop in which whatever may be named is named so."""
    for number, formula in enumerate(FORMULAS):
        fields = {"words": formula, "shortcut": formula[:20], "topic": ""}
        a_phrase(house.shop, formula, formula, **fields)
        a_link(house.shop, formula, f"/page-{number}", words=formula)
        member = a_member(house.shop, "advisor", name=f"m{number}")
        Membership.objects.filter(pk=member.pk).update(display_name=formula, personal_note=formula)
        User.objects.filter(pk=member.user_id).update(name=formula)
        Group.objects.create(shop_id=house.shop.id, name=formula[:80])
    Offer.objects.update(name=FORMULAS[0])
    Membership.objects.filter(pk=house.amin.pk).update(display_name=FORMULAS[3])
    return house


def tables(house: SimpleNamespace) -> dict[str, str]:
    """Every table that somebody who may everything is given, by the name of its route, once a member of such a name has read."""
    reader = Membership.objects.get(shop_id=house.shop.id, display_name=FORMULAS[0])
    Membership.objects.filter(pk=reader.pk).update(role="referent")
    assert signed_in(reader, **AS_PAGE).get(f"/console/c/{house.talk.pk}").status_code == 200
    client, found = signed_in(a_member(house.shop, "administrator"), **AS_PAGE), {}
    for route in pages():
        answer, words = read(client, next(iter(addresses(route))))
        if "csv" in answer.headers.get("Content-Type", "") or "tab-separated" in answer.headers.get("Content-Type", ""):
            found[route.short] = words.removeprefix("\ufeff")
            assert "attachment" in answer.headers["Content-Disposition"]
    return found


def test_no_cell_of_any_table_is_a_formula(written: SimpleNamespace) -> None:
    """A19: with the signs by which spreadsheets know one, also wide, after a blank, a tab or a line's end."""
    given, wrong = tables(written), []

    assert set(given) == TABLES
    for name, text in given.items():
        rows = list(csv.reader(io.StringIO(text)))
        assert any(RUNS in cell for row in rows for cell in row), name
        wrong += [
            (name, cell) for row in rows for cell in row if cell.strip(" \u00a0\u200b\ufeff")[:1] in COMPUTES - {""}
        ]
    assert [it for it in wrong if it[1].strip(" \u00a0\u200b\ufeff")] == []


def test_what_was_made_harmless_comes_back_as_it_was(written: SimpleNamespace) -> None:
    """A19: a table that is read in again changes nothing."""
    titles = {"text": "body", "title": "title", "words": "words"}
    rows = rows_in(tables(written)["phrases_file"], titles)

    assert {it["title"] for _line, it in rows} >= {it for it in FORMULAS if it == it.strip()}
