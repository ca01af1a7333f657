"""How a shop is reached, and which codes are its own."""

from __future__ import annotations

import pytest

from comptoir.domain.charter.rules import chapters, compare, examine, parse
from comptoir.domain.charter.tests.charters import in_shop, small

OWN = """\
also_called = ["Les Petits"]
phones = ["01 99 00 12 34", "3639", "+44 20 7946 0123"]
emails = ["bonjour@petit.example"]
stores = ["12 rue de la Paix, 75002 Paris"]
accounts = ["@petit", "https://www.instagram.com/petit.paris"]"""


def test_a_shop_says_how_it_is_reached_and_which_codes_it_gives():
    """A10, G1"""
    text = in_shop(OWN) + '[offers]\ncodes = ["PETIT10", "MERCI-*"]\n'

    found = examine(text)

    assert [str(it) for it in (*found.mistakes, *found.warnings)] == []
    assert found.charter is not None
    assert found.charter.shop.phones == ("01 99 00 12 34", "3639", "+44 20 7946 0123")
    assert found.charter.shop.stores == ("12 rue de la Paix, 75002 Paris",)
    assert found.charter.offers is not None
    assert found.charter.offers.codes == ("PETIT10", "MERCI-*")


def test_a_charter_that_says_nothing_of_it_is_as_good_as_before():
    """G1"""
    charter = parse(small("[offers]"))

    assert (charter.shop.phones, charter.shop.emails, charter.shop.stores, charter.shop.accounts) == ((), (), (), ())
    assert charter.offers is not None
    assert charter.offers.codes == ()


@pytest.mark.parametrize(
    ("holidays", "languages", "country"),
    [
        ('country = "RO"', '["fr", "en"]', "RO"),
        ("", '["pt", "en"]', "PT"),
        ("", '["en"]', "GB"),
        ("", '["de"]', ""),
    ],
)
def test_numbers_are_those_of_the_country_of_the_holidays_or_else_of_the_language(holidays, languages, country):
    text = small(old='country = "FR"', new=holidays).replace('languages = ["fr", "en"]', f"languages = {languages}")
    for said in ('{ fr = "Charte", en = "Charter" }', '{ fr = "Ambassadeur", en = "Ambassador" }'):
        text = text.replace(said, '"x"')

    assert parse(text).country == country


def test_without_a_country_a_number_needs_its_code():
    text = (
        in_shop('phones = ["030 123456", "+49 30 123456"]').replace('country = "FR"', "").replace('"fr", "en"', '"de"')
    )
    for said in ('{ fr = "Charte", en = "Charter" }', '{ fr = "Ambassadeur", en = "Ambassador" }'):
        text = text.replace(said, '"x"')

    (mistake,) = examine(text).mistakes

    assert (mistake.code, mistake.params["value"]) == ("no_such_phone_number", "030 123456")


def test_the_team_reads_it_in_the_chapters_of_the_charter():
    """G1, A12"""
    told = {
        chapter.key: chapter.rows for chapter in chapters(parse(in_shop(OWN) + '[offers]\ncodes = ["PETIT10"]\n'), "en")
    }

    assert ("Telephone number", "3639") in told["shop"]
    assert ("Store", "12 rue de la Paix, 75002 Paris") in told["shop"]
    assert ("Also called", "Les Petits") in told["shop"]
    assert ("Promotional code", "PETIT10") in told["at_hand"]


def test_a_store_that_opens_is_told_among_the_changes():
    """G1"""
    (change,) = compare(parse(in_shop("")), parse(in_shop('stores = ["12 rue de la Paix, 75002 Paris"]')))

    assert str(change) == "shop.stores: added (12 rue de la Paix, 75002 Paris)"
