"""The words of training that scripts need."""

from __future__ import annotations

from django.utils.translation import gettext as _


def training_texts() -> dict[str, str]:
    """Told once, wherever one is."""
    return {
        "training_moved": _("Something has moved in your training."),
        "training_ended": _("A module is no longer valid: pass it again to go on answering."),
        "training_ends": _("A module of yours will soon no longer be valid."),
        "training_open": _("You can answer customers."),
        "training_answer": _("To the conversations"),
        "training_go": _("Go to the training"),
    }
