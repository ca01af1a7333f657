"""Addresses and ids of our own: guessed ones are refused, changed ones are known (threats 5 and 6, A7)."""

from __future__ import annotations

import pytest

from comptoir.letters.tokens import (
    bounce_local_part,
    could_be_ours,
    letter_of_bounce,
    letter_of_message_id,
    message_id,
    new_local_part,
    plain_local_part,
)

SECRET, OLD = "a secret of this installation", "the one before"


def test_an_address_is_short_plain_and_never_the_same():
    every = {new_local_part(SECRET) for _ in range(500)}
    assert len(every) == 500
    assert all(len(each) <= 40 and each == each.lower() and "+" not in each for each in every)


def test_ours_is_told_from_guesses_without_a_look_into_the_store():
    """Threat 5."""
    ours = new_local_part(SECRET)
    assert could_be_ours(ours, SECRET)
    for guess in (ours[:-1] + ("a" if ours[-1] != "a" else "b"), ours[:-1], ours + "a", "c-", "", "c-" + "a" * 36):
        assert not could_be_ours(guess, SECRET)


def test_a_tag_of_one_kind_opens_no_other():
    tag = bounce_local_part(7, SECRET).rsplit(".", 1)[1]
    assert letter_of_message_id(f"<o7.{tag}@reply.shop.test>", SECRET) is None


@pytest.mark.parametrize(
    "changed",
    [
        "{}",
        '"{}"',
        "{}+work",
        "SRS0=Xk3d=4F=reply.shop.test={}",
        "SRS0+Xk3d=4F=reply.shop.test={}",
        "SRS1=aB3=first.test==Xk3d=4F=reply.shop.test={}",
        "prvs=123456abcd={}",
    ],
)
@pytest.mark.parametrize("case", [str.lower, str.upper, str.title])
def test_what_servers_make_of_an_address_on_the_way_is_undone(changed, case):
    """Threat 6."""
    talk, bounce = new_local_part(SECRET), bounce_local_part(48213, SECRET)
    assert plain_local_part(case(changed.format(talk))) == talk
    assert could_be_ours(case(changed.format(talk)), SECRET)
    assert letter_of_bounce(case(changed.format(bounce)), SECRET) == 48213


def test_what_was_made_with_the_secret_before_still_counts_and_what_was_made_with_another_does_not():
    talk, bounce, letter = new_local_part(OLD), bounce_local_part(3, OLD), message_id(3, OLD, "reply.shop.test")
    both = (SECRET, OLD)
    assert could_be_ours(talk, both)
    assert letter_of_bounce(bounce, both) == letter_of_message_id(letter, both) == 3
    assert not could_be_ours(talk, SECRET)
    assert letter_of_bounce(bounce, SECRET) is None
    assert letter_of_message_id(letter, SECRET) is None


def test_a_letter_is_known_by_its_id_and_a_made_up_id_is_nobodys():
    """A7: an answer cannot be slipped into a conversation by a Message-ID that somebody counted out."""
    ours = message_id(48213, SECRET, "reply.shop.test")
    assert letter_of_message_id(ours, SECRET) == letter_of_message_id(f" {ours.upper()} ", SECRET) == 48213
    tag = ours.split(".")[1].split("@")[0]
    for other in (
        f"<o48214.{tag}@reply.shop.test>",
        "<o48213@reply.shop.test>",
        f"<o048213.{tag}@x>",
        "",
        "<>",
        "o" * 9999,
    ):
        assert letter_of_message_id(other, SECRET) is None


@pytest.mark.parametrize("odd", ["", " ", "+", "=" * 300, "srs0" + "=" * 310, "c-" * 5000, "b-1.\x00", "ç-" + "a" * 36])
def test_odd_addresses_are_nobodys(odd):
    assert not could_be_ours(odd, SECRET)
    assert letter_of_bounce(odd, SECRET) is None


@pytest.mark.parametrize("none", ["", (), ("", "x")])
def test_nothing_is_made_without_a_secret(none):
    with pytest.raises(ValueError, match="secret"):
        new_local_part(none)
