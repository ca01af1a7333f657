"""Passkeys (mission F, two-factor): made and used by a key in a test's hand."""

from __future__ import annotations

import pytest

from comptoir.domain.accounts.actions import (
    accept_passkey,
    add_passkey,
    ask_for_new_passkey,
    ask_for_passkey,
    remove_passkey,
)
from comptoir.domain.accounts.errors import PasskeyNotAccepted
from comptoir.domain.accounts.queries import factors_of
from comptoir.foundation.errors import NotFound
from tests.passkeys import Passkey
from tests.people import NOON


@pytest.fixture(autouse=True)
def _at_home(settings) -> None:
    settings.PUBLIC_URL = "http://localhost:8000"


def made(user_id: int, key: Passkey | None = None, **asked: bool) -> Passkey:
    key, session = key or Passkey(), {}
    options = ask_for_new_passkey(session, user_id=user_id, may_sign_in=asked.get("may_sign_in", True))
    add_passkey(session, user_id=user_id, name="My laptop", answer=key.make(options), now=NOON)
    return key


def test_a_passkey_signs_in_by_itself(desk) -> None:
    key, session = made(desk.adele.user_id), {}

    answer = key.sign(ask_for_passkey(session))

    assert accept_passkey(session, answer=answer, now=NOON) == desk.adele.user_id
    found = factors_of(desk.adele.user_id)
    assert [(it.name, it.may_sign_in) for it in found.passkeys] == [("My laptop", True)]
    assert found.codes_left == 10


def test_signing_in_by_a_passkey_alone_asks_for_a_fingerprint_or_a_pin(desk) -> None:
    key, session = made(desk.adele.user_id), {}
    key.is_verified = False

    with pytest.raises(PasskeyNotAccepted):
        accept_passkey(session, answer=key.sign(ask_for_passkey(session)), now=NOON)


def test_as_a_second_factor_its_presence_is_enough(desk) -> None:
    key, session = made(desk.adele.user_id, Passkey(is_verified=False), may_sign_in=False), {}

    answer = key.sign(ask_for_passkey(session, user_id=desk.adele.user_id))

    assert accept_passkey(session, user_id=desk.adele.user_id, answer=answer, now=NOON) == desk.adele.user_id


def test_what_was_asked_is_answered_once(desk) -> None:
    """A23: an answer that somebody has listened to is worth nothing."""
    key, session = made(desk.adele.user_id), {}
    answer = key.sign(ask_for_passkey(session))
    accept_passkey(session, answer=answer, now=NOON)

    with pytest.raises(PasskeyNotAccepted):
        accept_passkey(session, answer=answer, now=NOON)


def test_an_answer_to_anothers_question_is_refused(desk) -> None:
    key, mine, theirs = made(desk.adele.user_id), {}, {}
    ask_for_passkey(mine)

    with pytest.raises(PasskeyNotAccepted):
        accept_passkey(mine, answer=key.sign(ask_for_passkey(theirs)), now=NOON)


@pytest.mark.parametrize("origin", ["http://localhost:8001", "https://desk.evil.example", "http://sub.localhost:8000"])
def test_what_was_signed_on_another_page_is_refused(desk, origin: str) -> None:
    """A10: a page that looks like ours, on another port or host."""
    key, session = made(desk.adele.user_id), {}
    key.origin = origin

    with pytest.raises(PasskeyNotAccepted):
        accept_passkey(session, answer=key.sign(ask_for_passkey(session)), now=NOON)


def test_anothers_passkey_is_not_ones_own(desk) -> None:
    """A4"""
    key, session = made(desk.adele.user_id), {}
    made(desk.marc.user_id)
    options = ask_for_passkey(session, user_id=desk.marc.user_id)

    with pytest.raises(PasskeyNotAccepted):
        accept_passkey(session, user_id=desk.marc.user_id, answer=key.sign(options), now=NOON)


def test_a_key_does_not_say_whose_it_is(desk) -> None:
    """A4: the user that the browser names is not believed; the key has to be theirs."""
    key, session = made(desk.adele.user_id), {}
    other = made(desk.anne.user_id)

    with pytest.raises(PasskeyNotAccepted):
        accept_passkey(session, answer=key.sign(ask_for_passkey(session), handle=other.user_handle), now=NOON)


def test_a_copy_of_a_key_that_counts_is_noticed(desk) -> None:
    key = made(desk.adele.user_id, Passkey(counter=5))
    for _ in range(2):
        session: dict = {}
        accept_passkey(session, answer=key.sign(ask_for_passkey(session)), now=NOON)
    key.counter = 3

    session = {}
    with pytest.raises(PasskeyNotAccepted):
        accept_passkey(session, answer=key.sign(ask_for_passkey(session)), now=NOON)


@pytest.mark.parametrize(
    "answer", [{}, {"id": "x"}, {"response": {"clientDataJSON": "e30"}}, [], "x", None, {"response": 1}]
)
def test_nonsense_is_refused(desk, answer) -> None:
    """A12"""
    session: dict = {}
    ask_for_passkey(session)

    with pytest.raises(PasskeyNotAccepted):
        accept_passkey(session, answer=answer, now=NOON)


def test_nobody_removes_anothers_passkey(desk) -> None:
    """A4"""
    made(desk.adele.user_id)
    key = factors_of(desk.adele.user_id).passkeys[0]

    with pytest.raises(NotFound):
        remove_passkey(user_id=desk.marc.user_id, passkey_id=key.id, now=NOON)
    remove_passkey(user_id=desk.adele.user_id, passkey_id=key.id, now=NOON)
    assert not factors_of(desk.adele.user_id).any
