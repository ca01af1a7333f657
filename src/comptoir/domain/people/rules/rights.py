"""Who may do what: the one permission table. Every surface asks here; nobody else decides.

A role says what somebody may do *somewhere* in the shop; which conversations they may see is decided by
`conversations.rules.may_see`, which takes a `Viewer`, and which facts of a customer by the charter's `may_see`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

AGENTS = frozenset({"ambassador", "advisor", "referent"})
WATCHERS = frozenset({"referent", "community_manager", "manager", "administrator"})
MANAGERS = frozenset({"manager", "administrator"})
EVERYBODY = AGENTS | WATCHERS
VISITORS = frozenset({"visitor"})
SELLERS = frozenset({"seller"})

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
    "erase_mail": MANAGERS,
    "see_unclaimed_mail": MANAGERS,
    "see_raw_mail": WATCHERS,
    "block_senders": EVERYBODY - {"ambassador"},
    "write_first": EVERYBODY - {"ambassador"},
    "see_identity_key": frozenset({"administrator"}),
    # Signing in and proving it.
    "manage_security": MANAGERS,
    "manage_single_sign_on": frozenset({"administrator"}),
    # The team.
    "change_members": MANAGERS,
    "import_absences": EVERYBODY,
    "invite": MANAGERS,
    "plan_absences_of_others": MANAGERS | {"referent", "community_manager"},
    "read_rights": EVERYBODY,
    "see_access_log": MANAGERS,
    "see_changes_of_rights": MANAGERS,
    # Training.
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
    # Watching over conversations.
    "correct_answers": WATCHERS,
    "put_under_approval": WATCHERS,
    "review": WATCHERS,
    "watch_wall": WATCHERS,
    "whisper": WATCHERS,
    # The live feed.
    "moderate_feed": WATCHERS,
    "see_staff_feed": EVERYBODY - {"ambassador"},
    "use_feed": EVERYBODY,
    # The offer wallet.
    "give_offers": AGENTS,
    "manage_offers": MANAGERS,
    "see_gifts": WATCHERS,
    "take_out_gifts": MANAGERS,
    # People who come from outside: what their surfaces let them do, and nothing else.
    "answer_buyers": SELLERS,
    "contact_sellers": VISITORS,
    "write_to_the_shop": VISITORS,
}


View = TypeVar("View", bound=Callable[..., object])

OUTSIDE = {
    "anybody": "everybody: it shows what everybody may know",
    "shops_page": "a page of one of the shop's sites (its origin)",
    "signed_address": "whoever holds the signed address, for ten minutes",
    "signed_by_shop": "whoever brings what the shop has signed: they come in as whom it names",
    "rating_link": "whoever holds the signed link, for thirty days, to rate that one conversation",
    "machine": "the shop's own systems: whoever shows its key, or signs with it",
    "provider": "the provider of a mailbox: whoever knows its address, and signs or shows the mailbox's password",
    "signing_in": "whoever has shown a right password a moment ago, in that browser",
    "reset_link": "whoever holds the link to a new password, for an hour, once",
    "invited": "whoever holds the invitation's link, for a week, once",
}
"""Doors at which no role is asked for, and who passes them."""


class Door(NamedTuple):
    """What a view lets in: who has this right, or whom `OUTSIDE` names, by these methods. Every view carries its own."""

    right: str
    methods: tuple[str, ...]


def open_to(who: str, *methods: str) -> Callable[[View], View]:
    """Say of a view that it is for whom `OUTSIDE` names, or for a role's `right`; what is needed for it, the view looks at itself."""
    if who not in OUTSIDE and who not in PERMISSIONS:
        raise ValueError(f"{who} is nobody")

    def declare(view: View) -> View:
        view.door = Door(who, methods)  # type: ignore[attr-defined]
        return view

    return declare


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
