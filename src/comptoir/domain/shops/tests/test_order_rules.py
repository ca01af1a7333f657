"""Whose an order is, and by what a shop's message is known to be its own."""

from __future__ import annotations

import pytest

from comptoir.domain.shops.rules import Known, signed, signed_at, whose_is

AT = 1_796_050_800
BODY = '{"number": "MP-1", "name": "é"}'.encode()


@pytest.mark.parametrize(
    ("number", "email", "known", "whose"),
    [
        ("C-1", "v@x.example", Known("C-1", "other@x.example"), "theirs"),
        ("C-1", "v@x.example", Known("C-2", "v@x.example"), "somebody_elses"),
        ("", "V@x.example", Known("C-2", "v@x.example"), "theirs"),
        ("", "a@x.example", Known("C-2", "v@x.example"), "somebody_elses"),
        ("C-1", "v@x.example", Known(says_email=" V@X.example"), "said"),
        ("C-1", "v@x.example", Known(says_email="a@x.example"), "unproven"),
        ("C-1", "", Known(), "unproven"),
        ("", "", Known(says_email=""), "unproven"),
    ],
)
def test_only_what_the_shop_has_signed_for_proves_whose_an_order_is(number, email, known, whose):
    """A11, D2: an address that anybody can give proves nothing."""
    assert whose_is(number, email, known) == whose


def test_a_signature_holds_for_five_minutes():
    """Attack A16: who overhears a message cannot repeat it later."""
    header = signed("key", BODY, AT)

    assert signed_at("key", BODY, header, AT + 300) == AT
    assert signed_at("key", BODY, header, AT - 300) == AT
    assert signed_at("key", BODY, header, AT + 301) is None
    assert signed_at("key", BODY, header, AT - 301) is None


@pytest.mark.parametrize(
    "header",
    ["", "t=1", "v1=", f"t={AT},v1=", f"t={AT},t={AT},v1=x", "t=-1,v1=x", "t=٣,v1=x", "t=" + "9" * 300, f"t={AT},v1=é"],
)
def test_what_is_not_signed_is_refused(header):
    """Attack A16"""
    assert signed_at("key", BODY, header, AT) is None


def test_another_body_another_key_or_another_time_do_not_fit():
    """Attack A16"""
    header = signed("key", BODY, AT)

    assert signed_at("key", BODY + b" ", header, AT) is None
    assert signed_at("other", BODY, header, AT) is None
    assert signed_at("key", BODY, header.replace(str(AT), str(AT + 1)), AT) is None
    assert signed_at("new", BODY, header + "," + signed("new", BODY, AT).split(",")[1], AT) == AT
