"""What we do about signing in."""

from comptoir.domain.accounts.actions.codes import (
    accept_code,
    add_totp,
    make_recovery_codes,
    new_totp_secret,
    remove_totp,
    take_recovery_codes,
)
from comptoir.domain.accounts.actions.coming_in import come_in_by, person_is, untie
from comptoir.domain.accounts.actions.giving_back import reset_second_factor
from comptoir.domain.accounts.actions.going_there import begin_there, come_back_from, way_out_of
from comptoir.domain.accounts.actions.passkeys import (
    accept_passkey,
    add_passkey,
    ask_for_new_passkey,
    ask_for_passkey,
    remove_passkey,
)
from comptoir.domain.accounts.actions.passwords import (
    ask_reset,
    change_password,
    checked_password,
    checked_reset,
    reset_password,
)
from comptoir.domain.accounts.actions.providers import (
    ProviderWanted,
    add_provider,
    change_provider,
    remove_provider,
    switch_provider,
)
from comptoir.domain.accounts.actions.sign_ins import (
    end_sign_in,
    end_sign_ins,
    keep_sign_in,
    move_sign_in,
    sign_in_is_used,
    signed_out,
)
from comptoir.domain.accounts.adapter import own_host

__all__ = [
    "ProviderWanted",
    "accept_code",
    "accept_passkey",
    "add_passkey",
    "add_provider",
    "add_totp",
    "ask_for_new_passkey",
    "ask_for_passkey",
    "ask_reset",
    "begin_there",
    "change_password",
    "change_provider",
    "checked_password",
    "checked_reset",
    "come_back_from",
    "come_in_by",
    "end_sign_in",
    "end_sign_ins",
    "keep_sign_in",
    "make_recovery_codes",
    "move_sign_in",
    "new_totp_secret",
    "own_host",
    "person_is",
    "remove_passkey",
    "remove_provider",
    "remove_totp",
    "reset_password",
    "reset_second_factor",
    "sign_in_is_used",
    "signed_out",
    "switch_provider",
    "take_recovery_codes",
    "untie",
    "way_out_of",
]
