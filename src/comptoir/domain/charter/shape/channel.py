"""By which way customers and the shop write to each other."""

from __future__ import annotations

CHANNELS = (
    "chat",
    "email",
    "message",
    "sms",
    "push",
    "marketplace",
    "social",
    "facebook",
    "instagram",
    "x",
    "linkedin",
)
"""The channels on which something is written; `social` is every network."""

WIDER = {"facebook": "social", "instagram": "social", "x": "social", "linkedin": "social"}
"""What holds for a network where nothing is said of it alone."""
