"""What became of a mail that was sent from the catcher, in words for who plays its sender."""

from __future__ import annotations

from django.utils.translation import gettext as _

STATES = {
    "waiting": lambda: _("Is being read"),
    "applied": lambda: _("Arrived in its conversation"),
    "quarantined": lambda: _("Held until the team looks at it"),
    "ignored": lambda: _("Nothing comes of it"),
    "failed": lambda: _("Could not be read"),
}
WHY = {
    "automatic": lambda: _("An automatic reply."),
    "blocked": lambda: _("The sender is blocked."),
    "closed_case": lambda: _("The case is closed, and can no longer be opened."),
    "nothing_written": lambda: _("It brings back what was said before, and says nothing else."),
    "seller_starts": lambda: _("A seller cannot begin a contact: they were told the way to sales support."),
    "stranger": lambda: _("It answers a conversation, and comes from somebody who has no part in it."),
    "twice": lambda: _("The same mail is here already."),
    "unknown_address": lambda: _("It was sent to an address that is none of ours."),
    "unproven_sender": lambda: _("Nothing shows that it was sent by whom it names."),
}
WHY["not_here"] = WHY["seller_starts"]


def state_words(state: str, why: str) -> str:
    """Where it stands, and why where that says more. Codes that are new here are left out."""
    said = STATES[state]() if state in STATES else "…"
    return f"{said} · {WHY[why]()}" if why in WHY else said
