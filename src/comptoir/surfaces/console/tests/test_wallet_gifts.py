"""The record of gifts: by period, as a file that no spreadsheet runs, and for the one who asks about their own data."""

from __future__ import annotations

import csv
import io
from types import SimpleNamespace
from uuid import uuid4

import pytest

from comptoir.domain.offers.actions import take_code
from comptoir.domain.offers.models import Gift, Offer, TakenOut
from comptoir.domain.privacy.actions import ask_right, confirm_identity
from comptoir.domain.privacy.models import AccessRecord
from comptoir.foundation.clock import now
from comptoir.surfaces.console.tests.test_wallet import desk, signed_in  # noqa: F401
from tests.people import a_conversation, a_viewer

pytestmark = pytest.mark.django_db
NOW = now()
FILE = "/console/wallet/gifts.csv"


@pytest.fixture
def given(desk: SimpleNamespace) -> Gift:  # noqa: F811
    gift = take_code(viewer=a_viewer(desk.adele), conversation_id=desk.talk.pk, offer_id=desk.offer.pk, now=NOW)
    Gift.objects.filter(pk=gift.pk).update(state="given", given_at=NOW, given_seq=3)
    return gift


def rows_of(answer) -> list[list[str]]:
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_gifts_are_taken_out_as_a_file_and_that_stays_on_record(desk: SimpleNamespace, given: Gift) -> None:  # noqa: F811
    Offer.objects.update(name="=HYPERLINK(1)")
    client = signed_in(desk.marc)
    titles, row = rows_of(client.get(f"{FILE}?shop={desk.shop.id}&from=2026-01-01&to=2099-01-01"))
    assert titles[:2] == ["Offer", "Code"]
    assert row[:2] == ["'=HYPERLINK(1)", "MERCI-001"], "A19: no cell begins as a formula"
    assert row[-1] == desk.talk.reference
    kept = TakenOut.objects.get()
    assert (kept.shop_id, kept.gifts, kept.taken_by_id, str(kept.begins_on)) == (
        desk.shop.id,
        1,
        desk.marc.pk,
        "2026-01-01",
    )
    assert "Taken out as a spreadsheet" in client.get("/console/wallet/gifts").text


@pytest.mark.parametrize("asked", ["from=0001-01-01", "to=9999-12-31", "from=2026-02-30", "to=x"])
def test_a_day_that_no_calendar_of_a_shop_has_is_refused(desk: SimpleNamespace, asked: str) -> None:  # noqa: F811
    """A18"""
    for address in (FILE, "/console/wallet/gifts"):
        assert signed_in(desk.marc).get(f"{address}?{asked}").status_code == 400


def test_only_the_days_that_are_asked_for_are_in_it(desk: SimpleNamespace, given: Gift) -> None:  # noqa: F811
    day = given.day
    client = signed_in(desk.marc)
    for asked, many in ((f"from={day}&to={day}", 1), ("to=2020-01-01", 0), ("from=2099-01-01", 0)):
        assert len(rows_of(client.get(f"{FILE}?{asked}"))) == 1 + many, asked
        assert ("<code>" in client.get(f"/console/wallet/gifts?{asked}").text) is bool(many), asked


@pytest.mark.parametrize("asked", ["from=soon", "from=2026-02-01&to=2026-01-01", "state=nothing"])
def test_days_that_are_none_are_refused(desk: SimpleNamespace, asked: str) -> None:  # noqa: F811
    assert signed_in(desk.marc).get(f"{FILE}?{asked}").status_code == 400


def test_who_watches_sees_the_record_and_takes_none_of_it_out(desk: SimpleNamespace, given: Gift) -> None:  # noqa: F811
    """A5"""
    client = signed_in(desk.rose)
    assert client.get(FILE).status_code == 403
    assert "gifts.csv" not in client.get("/console/wallet/gifts").text
    assert not TakenOut.objects.exists()


def test_a_customer_who_asks_gets_what_they_were_given(desk: SimpleNamespace, given: Gift) -> None:  # noqa: F811
    """D9: once it is known who asks."""
    told = {"conversation_id": desk.talk.pk, "viewer": a_viewer(desk.adele), "right": "access"}
    asked = ask_right(**told, asking_id=uuid4(), now=now())
    client, address = signed_in(desk.rose), f"/console/privacy/{asked.pk}/offers.csv"
    page = client.get(f"/console/privacy/{asked.pk}").text
    assert "MER…01" in page
    assert address not in page
    assert client.get(address).status_code == 409
    confirm_identity(request_id=asked.pk, viewer=a_viewer(desk.rose), way="known_address", now=now())
    assert address in client.get(f"/console/privacy/{asked.pk}").text
    titles, row = rows_of(client.get(address))
    assert (titles[1], row[1]) == ("Code", "MERCI-001")
    assert AccessRecord.objects.filter(ways__contains=",export,", membership=desk.rose).exists()


def test_nobody_is_told_of_others_gifts(desk: SimpleNamespace, given: Gift) -> None:  # noqa: F811
    other = a_conversation(desk.shop, answered_by=desk.adele, body="Que savez-vous de moi ?")
    told = {"conversation_id": other.pk, "viewer": a_viewer(desk.adele), "right": "access"}
    asked = ask_right(**told, asking_id=uuid4(), now=now())
    confirm_identity(request_id=asked.pk, viewer=a_viewer(desk.rose), way="questions", now=now())
    assert len(rows_of(signed_in(desk.rose).get(f"/console/privacy/{asked.pk}/offers.csv"))) == 1
