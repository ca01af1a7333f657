"""What may go wrong with charters. Mistakes in a text are `rules.CharterMistakes`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from comptoir.foundation.errors import Refusal


class NoCharter(Refusal):
    """The shop has no charter, or there is no such version."""

    code = "no_charter"
    status = 404
    message = _("This shop has no service charter yet.")
