"""What we decide of people: who may do what, and when somebody works."""

from comptoir.domain.people.rules.rights import (
    AGENTS,
    EVERYBODY,
    MANAGERS,
    OUTSIDE,
    PERMISSIONS,
    SELLERS,
    VISITORS,
    WATCHERS,
    Door,
    Viewer,
    may,
    open_to,
)

__all__ = [
    "AGENTS",
    "EVERYBODY",
    "MANAGERS",
    "OUTSIDE",
    "PERMISSIONS",
    "SELLERS",
    "VISITORS",
    "WATCHERS",
    "Door",
    "Viewer",
    "may",
    "open_to",
]
