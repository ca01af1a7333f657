"""What the scripts say of what is at hand."""

from __future__ import annotations

from django.utils.translation import gettext as _


def at_hand_texts() -> dict[str, str]:
    """The words of completions, gaps and the panel, by their key."""
    return {
        "key_at_hand": _("What is at hand"),
        "key_at_hand_writing": _("What is at hand, while writing"),
        "key_phrases": _("Phrases"),
        "key_pages": _("Pages and articles"),
        "key_next_gap": _("Next gap to fill"),
        "completions_people": _("Colleagues"),
        "completions_phrases": _("Phrases"),
        "completions_pages": _("Pages and articles"),
        "completions_found": _("{n} found: {first}"),
        "completions_none": _("Nothing found"),
        "gaps_here": _("To fill in: {names}"),
        "gap_customer.first_name": _("the customer’s first name"),
        "gap_agent.name": _("your name"),
        "gap_agent.note": _("your personal note"),
        "gap_shop.name": _("the shop’s name"),
        "gap_order.number": _("the order’s number"),
        "gap_reference": _("the conversation’s number"),
        "not_helpful_noted": _("Noted. It is proposed less for such questions."),
    }
