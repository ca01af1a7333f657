"""The shop's offers and their codes (A12)."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comptoir.domain.offers.actions import Wanted, change_offer, import_codes, make_offer, stop_offer, withdraw_codes
from comptoir.domain.offers.errors import NoCodes, OfferMistaken, OfferNotFound
from comptoir.domain.offers.models import Code
from comptoir.domain.offers.queries import offer_shown, offers_here, offers_of
from comptoir.domain.offers.rules import codes_in, half_hidden, may_be_codes, sentence_with, words_for
from comptoir.foundation.errors import NotAllowed
from tests.people import NOON, a_member, a_shop, a_viewer

MINUTE = dt.timedelta(minutes=1)


def test_codes_come_in_batches_each_once(desk: SimpleNamespace) -> None:
    """A12"""
    text = "MERCI-003;10 %\n merci-004 \nMERCI-004\n\n?!\n4111111111111111\nOTHER-1\n"
    batch, read = import_codes(viewer=a_viewer(desk.marc), offer_id=desk.offer.pk, text=text, name="may.csv", now=NOON)
    assert (batch.codes, batch.known) == (1, 1)
    assert [(it.line, it.why) for it in read.mistakes] == [(3, "again"), (5, "shape"), (6, "card"), (7, "charter")]
    assert sorted(Code.objects.values_list("code", flat=True)) == [f"MERCI-00{n}" for n in range(1, 5)]


def test_a_code_that_looks_like_a_card_is_refused() -> None:
    """D9"""
    assert [it.why for it in codes_in("4111111111111111", lambda _: True).mistakes] == ["card"]


@pytest.mark.parametrize("text", ["", "\n\n", "CODE\n"])
def test_nothing_to_take_in_is_said(desk: SimpleNamespace, text: str) -> None:
    with pytest.raises(NoCodes):
        import_codes(viewer=a_viewer(desk.marc), offer_id=desk.offer.pk, text=text, now=NOON)


def test_a_file_of_any_size_is_bounded(desk: SimpleNamespace) -> None:
    text = "\n".join(f"MERCI-{n:06}" for n in range(50_002))
    with pytest.raises(NoCodes):
        import_codes(viewer=a_viewer(desk.marc), offer_id=desk.offer.pk, text=text, now=NOON)


@pytest.mark.parametrize("who", ["adele", "amin", "rose"])
def test_only_managers_keep_offers(desk: SimpleNamespace, who: str) -> None:
    viewer = a_viewer(getattr(desk, who))
    with pytest.raises(NotAllowed):
        make_offer(viewer=viewer, wanted=Wanted("X", {"fr": "y"}), now=NOON)
    with pytest.raises(NotAllowed):
        stop_offer(viewer=viewer, offer_id=desk.offer.pk, is_stopped=True)


def test_another_shops_manager_finds_no_offer(desk: SimpleNamespace) -> None:
    """A4"""
    other = a_viewer(a_member(a_shop("autre"), "manager", name="Omar"))
    with pytest.raises(OfferNotFound):
        import_codes(viewer=other, offer_id=desk.offer.pk, text="MERCI-9", now=NOON)


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted("", {"fr": "y"}),
        Wanted("New", {}),
        Wanted("New", {"fr": "  "}),
        Wanted("Welcome", {"fr": "y"}),
        Wanted("New", {"fr": "y"}, begins_on=dt.date(2026, 2, 2), ends_on=dt.date(2026, 2, 1)),
    ],
)
def test_what_is_wrong_with_an_offer_is_said(desk: SimpleNamespace, wanted: Wanted) -> None:
    with pytest.raises(OfferMistaken):
        make_offer(viewer=a_viewer(desk.marc), wanted=wanted, now=NOON)


def test_the_list_says_what_is_left_and_why_an_offer_rests(desk: SimpleNamespace, django_assert_num_queries) -> None:
    viewer = a_viewer(desk.marc)
    over = make_offer(viewer=viewer, wanted=Wanted("Over", {"fr": "y"}, ends_on=dt.date(2020, 1, 1)), now=NOON)
    stop_offer(
        viewer=viewer,
        offer_id=make_offer(viewer=viewer, wanted=Wanted("Off", {"fr": "y"}), now=NOON).pk,
        is_stopped=True,
    )
    with django_assert_num_queries(3):
        shown = {it.offer.name: (it.left, it.why) for it in offers_of([desk.shop.id], NOON).rows}
    assert shown == {"Welcome": (3, ""), "Over": (0, "late")}
    stopped = offers_of([desk.shop.id], NOON, is_stopped=True).rows
    assert {it.offer.name: (it.left, it.why) for it in stopped} == {"Off": (0, "stopped")}
    change_offer(viewer=viewer, offer_id=over.pk, wanted=Wanted("Over", {"fr": "y"}))
    assert {it.offer.name: it.why for it in offers_of([desk.shop.id], NOON).rows}["Over"] == "empty"


def test_only_the_codes_place_is_filled_in() -> None:
    """A21: nothing else in the words is a template."""
    assert sentence_with("{{7*7}} {0.__class__} {code}", "MERCI-1") == "{{7*7}} {0.__class__} MERCI-1"
    assert sentence_with("Voici", "MERCI-1") == "Voici MERCI-1"
    assert words_for({"fr": "a", "en": "b"}, "en-GB", ("fr",)) == "b"
    assert words_for({"fr": "a"}, "ro", ("fr", "en")) == "a"


def test_a_code_in_a_list_is_of_no_use() -> None:
    assert half_hidden("MERCI-001") == "MER…01"
    assert may_be_codes("Voici : merci-001, le 12/03 à 10h") == {"MERCI-001"}


def test_however_many_offers_there_are_each_is_listed_once(
    desk: SimpleNamespace, django_assert_num_queries: Any
) -> None:
    """A12: page by page, with as many questions for the hundredth as for the first."""
    made = [
        make_offer(viewer=a_viewer(desk.marc), wanted=Wanted(f"Offer {n}", {"fr": "y"}), now=NOON + n % 4 * MINUTE)
        for n in range(9)
    ]
    names, after, pages = list[str](), None, 0
    while after is not None or not pages:
        with django_assert_num_queries(3):
            page = offers_of([desk.shop.id], NOON, after=after, limit=4)
        names += [it.offer.name for it in page.rows]
        after, pages = page.next_cursor, pages + 1
    assert pages == 3
    assert sorted(names) == sorted(["Welcome", *(it.name for it in made)])
    assert offer_shown([a_viewer(desk.marc)], desk.offer.pk, NOON).left == 3, "and shown however many came after it"


def test_what_is_over_hides_no_offer_that_can_be_given(desk: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    """A12: not even where more offers than are looked at were made since, and their days are over or still to come."""
    monkeypatch.setattr("comptoir.domain.offers.queries.offers.OFFERS_AT_MOST", 1)
    for name, days in (("Over", {"ends_on": dt.date(2026, 11, 30)}), ("Early", {"begins_on": dt.date(2026, 12, 2)})):
        make_offer(viewer=a_viewer(desk.marc), wanted=Wanted(name, {"fr": "y"}, **days), now=NOON + MINUTE)
    rows, _asked = offers_here(a_viewer(desk.adele), desk.talk, NOON)
    assert [it.offer for it in rows] == [desk.offer]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads the plans of SQLite")
def test_what_was_given_of_an_offer_or_a_code_is_found_by_an_index(desk: SimpleNamespace) -> None:
    with CaptureQueriesContext(connection) as queries:
        offer_shown([a_viewer(desk.marc)], desk.offer.pk, NOON)
        withdraw_codes(viewer=a_viewer(desk.marc), offer_id=desk.offer.pk, text="MERCI-001", now=NOON)
    asked = [it["sql"] for it in queries if it["sql"].startswith("SELECT") and "offers_gift" in it["sql"]]
    assert len(asked) == 2
    for sql in asked:
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN QUERY PLAN " + sql.replace("%", "%%"))
            plan = " ".join(row[3] for row in cursor.fetchall())
        assert "USING INDEX" in plan or "USING COVERING INDEX" in plan, plan
