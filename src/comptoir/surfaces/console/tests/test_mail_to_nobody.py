"""Mail to an address nobody has is shown to managers, and what cannot be read can be erased by them. R8, D9, A11."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from comptoir.domain.channels.actions import forget_unclaimed
from comptoir.domain.channels.models import RawMail, ReceivedMail
from comptoir.domain.channels.tests.conftest import own_domain, senders  # noqa: F401  fixtures
from comptoir.domain.channels.tests.stage import a_mail, a_shop_with_mail, comes
from comptoir.domain.shops.queries import forget_shops
from comptoir.surfaces.console.tests.conftest import AS_SCRIPT
from comptoir.surfaces.console.tests.test_mail_acts import words_of
from tests.people import NOON, a_member

LIST = "/console/mail?state=nobodys"


@pytest.fixture
def house(db, senders):  # noqa: F811
    """Two shops; the first has a manager and a referent, who have nothing to say in the other."""
    shop, box = a_shop_with_mail()
    a_shop_with_mail("autre-maison")
    forget_shops()
    return SimpleNamespace(
        shop=shop,
        box=box,
        marc=a_member(shop, "manager"),
        rose=a_member(shop, "referent", audience="advisor"),
    )


def to_nobody(address: str) -> ReceivedMail:
    mail = comes(a_mail("Un mot qui n’est à personne", to=address), to=address)
    assert (mail.state, mail.why, mail.shop_id) == ("ignored", "unknown_address", None)
    return mail


def test_a_manager_sees_where_it_went_and_nothing_of_what_it_says(house, at_desk):
    mine = f"compta@{house.box.address.partition('@')[2]}"
    to_nobody(mine)
    page = words_of(at_desk(house.marc).get(LIST))

    assert mine in page
    assert "Ignored It was sent to an address that is none of ours." in page
    assert "Un mot" not in page
    assert "To an address nobody has" in words_of(at_desk(house.marc).get("/console/mail"))


def test_what_went_to_another_domain_of_the_house_is_not_named(house, at_desk):
    """A11: it may be the other shop's."""
    to_nobody("compta@ailleurs.example")
    page = words_of(at_desk(house.marc).get(LIST))

    assert "ailleurs.example" not in page
    assert "(at another shop’s domain)" in page


def test_who_manages_nothing_does_not_see_it(house, at_desk):
    to_nobody("compta@ailleurs.example")
    assert at_desk(house.rose).get(LIST).status_code == 400
    assert "To an address nobody has" not in words_of(at_desk(house.rose).get("/console/mail"))


def test_a_manager_erases_it_from_the_list_and_not_what_may_be_another_shops(house, at_desk):
    """D9, A11"""
    mine = to_nobody(f"compta@{house.box.address.partition('@')[2]}")
    theirs = to_nobody("compta@ailleurs.example")
    desk = at_desk(house.marc)
    assert desk.get(LIST).content.decode().count("erase-unclaimed") == 1

    codes = [desk.post(f"/console/mail/{it.pk}/erase-unclaimed", **AS_SCRIPT).status_code for it in (mine, theirs)]

    assert codes == [204, 404]
    assert not RawMail.objects.filter(pk=mine.pk).exists()
    assert RawMail.objects.filter(pk=theirs.pk).exists()
    mine.refresh_from_db()
    assert (mine.why, mine.envelope_to, mine.sender) == ("erased", [], "")
    after = desk.get(LIST).content.decode()
    assert "erase-unclaimed" not in after
    assert at_desk(house.rose).post(f"/console/mail/{theirs.pk}/erase-unclaimed", **AS_SCRIPT).status_code == 403


def test_what_could_not_be_read_says_until_when_it_is_kept_and_is_erased_by_a_click(house, at_desk):
    """D9"""
    mail = comes(a_mail("Une mention très privée"))
    ReceivedMail.objects.filter(pk=mail.pk).update(state="failed", why="too_slow", conversation=None, entry_seq=None)
    desk = at_desk(house.marc)
    before = words_of(desk.get(f"/console/mail/{mail.pk}"))
    referents = words_of(at_desk(house.rose).get(f"/console/mail/{mail.pk}"))

    erased = desk.post(f"/console/mail/{mail.pk}/settle/erase", **AS_SCRIPT)

    assert "could not be read, and its bytes are kept until" in before
    assert "Erase now" in before
    assert "Erase now" not in referents
    assert erased.status_code == 204
    assert not RawMail.objects.filter(pk=mail.pk).exists()
    after = words_of(desk.get(f"/console/mail/{mail.pk}"))
    assert "What it held was erased by the team. Decided by Marc." in after
    assert "Erase now" not in after
    assert "kept until" not in after


def test_after_thirty_days_nothing_of_it_is_left(house, at_desk):
    to_nobody("compta@ailleurs.example")
    forget_unclaimed(before=NOON.replace(year=NOON.year + 1))
    assert "Nothing here." in words_of(at_desk(house.marc).get(LIST))
