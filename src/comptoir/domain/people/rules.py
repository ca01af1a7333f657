"""Who may do what: the one permission table. Every surface asks here; nobody else decides.

A role says what somebody may do *somewhere* in the shop; which conversations they may see is decided by
`conversations.rules.may_see`, which takes a `Viewer`, and which facts of a customer by the charter's `may_see`.
"""

from __future__ import annotations

from dataclasses import dataclass

AGENTS = frozenset({"ambassador", "advisor", "referent"})
WATCHERS = frozenset({"referent", "community_manager", "manager", "administrator"})
MANAGERS = frozenset({"manager", "administrator"})
EVERYBODY = AGENTS | WATCHERS

PERMISSIONS: dict[str, frozenset[str]] = {
    "open_console": EVERYBODY,
    "answer": AGENTS,
    "be_offered_conversations": AGENTS,
    "write_notes": EVERYBODY,
    "hand_over": EVERYBODY,
    "escalate": EVERYBODY,
    "keep_watching": WATCHERS | {"advisor"},
    "take_over": WATCHERS | {"advisor"},
    "see_all_conversations": WATCHERS,
    "approve_held": WATCHERS,
    "release_promises": WATCHERS,
    "move_returns": EVERYBODY - {"ambassador"},
    "accept_any_return": WATCHERS,
    "move_privacy": EVERYBODY - {"ambassador"},
    "decide_privacy": WATCHERS,
    "see_colleagues_at_work": EVERYBODY,
    "read_charter": EVERYBODY,
    "add_words": EVERYBODY,
    "remove_words": MANAGERS | {"referent"},
    "write_shop_macros": MANAGERS | {"referent"},
    "write_rules": MANAGERS | {"referent"},
    "see_originals": WATCHERS,
    "manage_sellers": EVERYBODY - {"ambassador"},
    "see_failures": MANAGERS,
    "manage_mailboxes": MANAGERS,
    "see_mail": WATCHERS | {"advisor"},
    "settle_mail": WATCHERS,
    "see_raw_mail": WATCHERS,
    "block_senders": EVERYBODY - {"ambassador"},
    "write_first": EVERYBODY - {"ambassador"},
    # accounts
    "manage_security": MANAGERS,
    "manage_single_sign_on": frozenset({"administrator"}),
    "see_identity_key": frozenset({"administrator"}),
    # Training
    "recognise_training": MANAGERS,
    "release_newcomers": WATCHERS,
    "see_training": WATCHERS,
    "take_training": EVERYBODY,
    "write_training": WATCHERS,
    # What a shop knows and says.
    "manage_knowledge": MANAGERS | {"referent", "community_manager"},
    "publish_articles": MANAGERS | {"referent", "community_manager"},
    "use_phrases": EVERYBODY,
    "write_articles": EVERYBODY - {"ambassador"},
    "write_phrases": EVERYBODY - {"ambassador"},
}


@dataclass(frozen=True, slots=True)
class Viewer:
    """A member of a shop who looks, asks or acts, as plain values."""

    user_id: int
    membership_id: int
    shop_id: int
    role: str
    audience: str = ""
    topics: frozenset[str] = frozenset()
    groups: frozenset[int] = frozenset()
    name: str = ""

    @property
    def sees_all(self) -> bool:
        return may(self.role, "see_all_conversations")


def may(role: str, act: str) -> bool:
    """Whether the role has the right to do `act`, one of the keys of `PERMISSIONS`."""
    return role in PERMISSIONS[act]
