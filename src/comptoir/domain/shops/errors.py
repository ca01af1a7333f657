"""What may go wrong with a shop."""

from django.utils.translation import gettext_lazy as _

from comptoir.foundation.errors import Refusal


class UnknownShop(Refusal):
    """There is no shop of that key."""

    code = "unknown_shop"
    status = 404
    message = _("There is no shop of this name here.")


class ForeignSite(Refusal):
    """The page that asks is not on one of the shop's sites."""

    code = "foreign_site"
    status = 403
    message = _("This site is not one of the shop's own.")


class IdentityNotProven(Refusal):
    """The shop's signature of who its customer is does not hold."""

    code = "identity_not_proven"
    status = 403
    message = _("The shop's signature for this customer is not valid.")
