"""What may go wrong with people."""

from django.utils.translation import gettext_lazy as _

from comptoir.foundation.errors import NotFound, Refusal


class UserNotFound(NotFound):
    """Nobody signs in under this number."""


class TokenNotValid(Refusal):
    """The visitor's token was not made here, is over, or belongs elsewhere."""

    code = "token_not_valid"
    status = 401
    message = _("This conversation can no longer be recognised in this browser. Please start again.")
