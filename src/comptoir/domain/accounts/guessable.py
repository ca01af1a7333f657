"""Passwords that anybody would think of here: asked beside the list of common ones, all of it offline."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from comptoir.domain.accounts.rules import is_too_simple
from comptoir.domain.shops.queries import all_shops


class NotGuessable:
    """A validator of passwords for `AUTH_PASSWORD_VALIDATORS`."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise `ValidationError` for a password that is little more than a row of keys, or a word of the house."""
        known = ["comptoir", *(shop.name for shop in all_shops())]
        if user is not None:
            known += [str(getattr(user, "name", "")), str(getattr(user, "email", "")).partition("@")[0]]
        if is_too_simple(password, known):
            raise ValidationError(self.get_help_text(), code="guessable")

    def get_help_text(self) -> str:
        """What is asked of a password."""
        return _("This password is too easy to guess: a row of keys, or little more than a name.")
