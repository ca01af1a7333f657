"""Which rule holds on a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.domain.charter.page_patterns import is_page_of
from comptoir.domain.charter.rules import PageRule, page_rule, parse
from comptoir.domain.charter.tests.charters import SMALL, small

RULES = """\
[[pages]]
path = "/mon-compte/*"
audience = "advisor"
[[pages]]
path = "/alliances/*"
visitor_chooses = true
invite_after = "45 s"
[[pages]]
path = "/contact"
[[pages]]
path = "*/promo/*.html"
visitor_chooses = true
[[pages]]
path = "/été/*"
audience = "advisor"
[[pages]]
path = "*"
audience = "ambassador"
"""

CHARTER = parse(small(RULES))


@pytest.mark.parametrize(
    ("page", "path"),
    [
        ("https://petit.example/mon-compte/commandes", "/mon-compte/*"),
        ("/mon-compte/", "/mon-compte/*"),
        ("/mon-compte", "/mon-compte/*"),
        ("/MON-COMPTE/x?y=/alliances/", "/mon-compte/*"),
        ("/mon-comptes", "*"),
        ("//petit.example/alliances/or#top", "/alliances/*"),
        ("/alliances//or", "/alliances/*"),
        ("/x/../alliances/or", "/alliances/*"),
        ("/x/%2e%2e/alliances/or", "/alliances/*"),
        ("\\alliances\\or", "/alliances/*"),
        ("alliances/or", "/alliances/*"),
        ("/contact/", "/contact"),
        ("/contact/us", "*"),
        ("/fr/promo/noel.html", "*/promo/*.html"),
        ("/fr/promo/noel.htm", "*"),
        ("/%C3%A9t%C3%A9/soldes", "/été/*"),
        ("/ete/soldes", "/été/*"),
        ("https://petit.example", "*"),
        ("https://petit.example?x=1", "*"),
        ("", "*"),
        ("javascript:alert(1)", "*"),
        ("/\x00mon-compte/\x00", "/mon-compte/*"),
        ("/" + "../" * 500 + "mon-compte/", "/mon-compte/*"),
        ("/a" * 100_000, "*"),
    ],
)
def test_the_first_rule_whose_pattern_fits_holds(page, path):
    """A3"""
    assert page_rule(CHARTER, page).path == path


def test_a_rule_says_who_answers_whether_one_chooses_and_when_one_is_invited():
    """A3"""
    chosen, account = page_rule(CHARTER, "/alliances/or"), page_rule(CHARTER, "/mon-compte/")

    assert (chosen.audience, chosen.visitor_chooses, str(chosen.invite_after)) == (None, True, "45 s")
    assert (account.audience, account.visitor_chooses, account.invite_after) == ("advisor", False, None)


def test_a_charter_without_rules_leaves_every_page_to_whoever_is_free():
    """A3"""
    assert page_rule(parse(SMALL), "/anything") == PageRule()


@given(st.text(max_size=300))
def test_no_address_whatever_breaks_the_rules(page):
    """A3"""
    assert page_rule(CHARTER, page).path in {rule.path for rule in CHARTER.pages}


@given(st.text(alphabet="ab/*", max_size=12), st.text(alphabet="ab/", max_size=20))
def test_what_an_earlier_pattern_swallows_it_also_means(later, path):
    for earlier in ("/a*b/*", "*a", "/*b", "*"):
        if later and is_page_of(later, earlier) and is_page_of(path, later):
            assert is_page_of(path, earlier)


def test_a_pattern_of_many_asterisks_is_answered_at_once():
    assert not is_page_of("/" + "a" * 1900, "/" + "*a" * 140 + "*b")
