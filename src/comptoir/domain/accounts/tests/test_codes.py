"""Second factors that are typed (mission F, two-factor)."""

from __future__ import annotations

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from comptoir.domain.accounts.actions import (
    accept_code,
    add_totp,
    make_recovery_codes,
    new_totp_secret,
    remove_totp,
    take_recovery_codes,
)
from comptoir.domain.accounts.errors import CodeNotAccepted
from comptoir.domain.accounts.models import SecurityRecord
from comptoir.domain.accounts.queries import factors_of, second_factors_of
from tests.people import NOON

HALF = dt.timedelta(seconds=30)


def code_at(secret: str, now: dt.datetime) -> str:
    return format_hotp_value(hotp_value(secret, int(now.timestamp()) // 30))


@pytest.fixture
def secret(desk) -> str:
    secret = new_totp_secret()
    add_totp(user_id=desk.adele.user_id, secret=secret, code=code_at(secret, NOON), now=NOON)
    return secret


def test_the_code_of_the_app_is_accepted(desk, secret: str) -> None:
    later = NOON + HALF

    assert accept_code(user_id=desk.adele.user_id, code=code_at(secret, later), now=later) == "totp"


def test_a_code_counts_once_however_long_it_is_shown(desk, secret: str) -> None:
    """A23: who looks over a shoulder comes too late, also within the tolerance."""
    later = NOON + HALF
    code = code_at(secret, later)
    accept_code(user_id=desk.adele.user_id, code=code, now=later)

    for moment in (later, later + HALF):
        with pytest.raises(CodeNotAccepted):
            accept_code(user_id=desk.adele.user_id, code=code, now=moment)


def test_the_code_of_setting_up_does_not_sign_in(desk, secret: str) -> None:
    with pytest.raises(CodeNotAccepted):
        accept_code(user_id=desk.adele.user_id, code=code_at(secret, NOON), now=NOON)


def test_a_clock_may_be_half_a_minute_off_and_no_more(desk, secret: str) -> None:
    now = NOON + 10 * HALF

    assert accept_code(user_id=desk.adele.user_id, code=code_at(secret, now - HALF), now=now) == "totp"
    with pytest.raises(CodeNotAccepted):
        accept_code(user_id=desk.adele.user_id, code=code_at(secret, now + 3 * HALF), now=now)


@pytest.mark.parametrize("code", ["", "000000", "12345", "abcdef", "1" * 500, "\0\0\0\0\0\0", "١٢٣٤٥٦"])
def test_anything_else_is_refused(desk, secret: str, code: str) -> None:
    with pytest.raises(CodeNotAccepted):
        accept_code(user_id=desk.adele.user_id, code=code, now=NOON + HALF)


def test_a_wrong_code_sets_nothing_up(desk) -> None:
    with pytest.raises(CodeNotAccepted):
        add_totp(user_id=desk.adele.user_id, secret=new_totp_secret(), code="000000", now=NOON)

    assert not factors_of(desk.adele.user_id).any


def test_anothers_code_is_no_code(desk, secret: str) -> None:
    with pytest.raises(CodeNotAccepted):
        accept_code(user_id=desk.marc.user_id, code=code_at(secret, NOON + HALF), now=NOON + HALF)


def test_what_is_kept_is_sealed(desk, secret: str) -> None:
    """A17: neither the app's secret nor the recovery codes can be read in the database."""
    codes = take_recovery_codes(user_id=desk.adele.user_id)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert secret not in kept
    assert not any(code in kept for code in codes)


def test_recovery_codes_come_with_the_first_factor_and_are_shown_once(desk, secret: str) -> None:
    codes = take_recovery_codes(user_id=desk.adele.user_id)

    assert len(set(codes)) == 10
    assert all(len(code) == 10 and code.isdigit() for code in codes)
    assert take_recovery_codes(user_id=desk.adele.user_id) == ()


def test_a_recovery_code_holds_once_and_is_counted(desk, secret: str) -> None:
    codes = take_recovery_codes(user_id=desk.adele.user_id)
    typed = f"{codes[3][:5]} {codes[3][5:]}"

    assert accept_code(user_id=desk.adele.user_id, code=typed, now=NOON) == "recovery"
    assert factors_of(desk.adele.user_id).codes_left == 9
    with pytest.raises(CodeNotAccepted):
        accept_code(user_id=desk.adele.user_id, code=codes[3], now=NOON)
    assert SecurityRecord.objects.filter(act="code_used", user=desk.adele.user).count() == 1


def test_new_recovery_codes_end_the_old_ones(desk, secret: str) -> None:
    old = take_recovery_codes(user_id=desk.adele.user_id)

    make_recovery_codes(user_id=desk.adele.user_id, now=NOON)

    assert set(take_recovery_codes(user_id=desk.adele.user_id)).isdisjoint(old)
    with pytest.raises(CodeNotAccepted):
        accept_code(user_id=desk.adele.user_id, code=old[0], now=NOON)


def test_without_a_factor_there_is_nothing_to_recover(desk, secret: str) -> None:
    remove_totp(user_id=desk.adele.user_id, now=NOON)

    assert not Authenticator.objects.filter(user=desk.adele.user).exists()
    assert second_factors_of([desk.adele.user_id]) == frozenset()
