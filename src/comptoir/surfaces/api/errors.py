"""What may go wrong with a request of a shop's own systems."""

from django.utils.translation import gettext_lazy as _

from comptoir.foundation.errors import Refusal


class MethodNotAllowed(Refusal):
    """The address knows other methods."""

    code = "method_not_allowed"
    status = 405
    message = _("This address does not know that method.")
