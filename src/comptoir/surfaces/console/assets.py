"""The console's own styles, in the order in which they are read."""

from __future__ import annotations

STYLES = (
    "tokens",
    "page",
    "button",
    "field",
    "badge",
    "promise",
    "desk",
    "rail",
    "availability",
    "list",
    "conversation",
    "menu",
    "card",
    "thread",
    "composer",
    "offer",
    "alarm",
    "dialog",
    "toast",
    "palette",
    "plain",
)
