"""What may go wrong on the pages of buyers and sellers."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from comptoir.foundation.errors import Refusal


class NotEntered(Refusal):
    """Nobody is known here: the session is over, or never began."""

    code = "not_entered"
    status = 403
    message = _(
        "For your safety, this page is open for two hours only. Please come again from your account in the shop."
    )


class TooManyFiles(Refusal):
    """More files at once than are taken."""

    code = "too_many_files"
    status = 413
    message = _("Please send at most %(most)s files at once, %(megabytes)s MB together.")
