"""The shops of the journeys: one for each, so that no journey rings at another's desk."""

from __future__ import annotations

import datetime as dt

from tests.people import ALWAYS_OPEN

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

UNHURRIED = ALWAYS_OPEN + '\n[chat]\noffer_lasts = "120 s"\n'
"""Offers that outlast a journey, on however slow a machine."""

HURRIED = ALWAYS_OPEN.replace('within = "30 s"', 'within = "10 s"').replace('warn_at = "20 s"', 'warn_at = "3 s"')
HURRIED += '\n[chat]\noffer_lasts = "1 s"\n'
"""The promise of 30 s in small: asked for 1 s each, alarm after 3 s, late after 10 s."""


def closed_today() -> str:
    """The charter of a shop whose people answer on another day of the week."""
    another_day = DAYS[(dt.datetime.now(dt.UTC).weekday() + 3) % 7]
    return ALWAYS_OPEN.replace('mon-sun = ["00:00-24:00"]', f'{another_day} = ["09:00-10:00"]')


STRICT = UNHURRIED + '\n[wording.ambassador]\ncontact_details = "forbid"\nlink = "hold"\n'
"""A shop that holds its ambassadors' links, and forbids their contact details."""


WALLET = STRICT + '\n[offers]\nonly_on_request = false\nper_agent_and_day = 9\ncodes = ["MERCI-*"]\n'
"""A shop with promotional codes at hand."""


def shops() -> dict[str, str]:
    """Every shop's charter by its key."""
    usual = ("talk", "refused", "choice", "hand-over", "alone", "gone", "tabs", "twice", "privacy")
    return dict.fromkeys(usual, UNHURRIED) | {
        "hurried": HURRIED,
        "closed": closed_today(),
        "strict": STRICT,
        "wallet": WALLET,
    }
