"""What the console's scripts say of cases between buyers and sellers."""

from __future__ import annotations

from django.utils.translation import gettext as _


def case_texts() -> dict[str, str]:
    """The texts by their keys."""
    return {
        "seller": _("Seller"),
        "told_turn_seller": _("The seller is to answer."),
        "told_turn_support": _("The team is to go on."),
        "told_turn_buyer": _("The buyer is to answer."),
        "told_turn_nobody": _("Nobody is to answer."),
        "read_by_buyer": _("the buyer reads it"),
        "read_by_seller": _("the seller reads it"),
        "read_by_both": _("both read it"),
        "passed_on": _("passed on"),
        "pass_to_seller": _("Pass on to the seller"),
        "pass_to_buyer": _("Pass on to the buyer"),
        "pass_edited": _("Change, then pass on"),
        "masked_here": _("Removed: {what}."),
        "masked_some": _("Something was removed."),
        "show_original": _("Show the original"),
        "choose_side": _("Say first who is to read it."),
    }
