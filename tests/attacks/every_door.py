"""Every address of the console with the numbers of things of every kind, in the address and in what is sent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from tests.attacks.every_kind import Planted
from tests.routes import Route

KINDS = {
    "absence_id": "people.Absence",
    "article_id": "knowledge.Article",
    "attempt_id": "training.Attempt",
    "blocked_id": "channels.Blocked",
    "category_id": "knowledge.Category",
    "conversation_id": "conversations.Conversation",
    "gift_id": "offers.Gift",
    "group_id": "people.Group",
    "held_id": "conversations.HeldMessage",
    "invitation_id": "people.Invitation",
    "link_id": "knowledge.PageLink",
    "macro_id": "automation.Macro",
    "mail_id": "channels.ReceivedMail",
    "mailbox_id": "channels.Mailbox",
    "membership_id": "people.Membership",
    "number": "training.Pass.number",
    "of": "knowledge.Phrase",
    "offer_id": "offers.Offer",
    "other_id": "conversations.Conversation",
    "phrase_id": "knowledge.Phrase",
    "post_id": "feed.Post",
    "promise_id": "promises.Promise",
    "request_id": "privacy.RightsRequest",
    "return_id": "returns.Return",
    "review_id": "supervision.Review",
    "rule_id": "automation.Rule",
    "search_id": "knowledge.Search",
    "seller_id": "marketplace.Seller",
    "sign_in_id": "accounts.SignIn",
    "synonym_id": "knowledge.Synonym",
    "translation_id": "knowledge.Translation",
    "view_id": "conversations.SavedView",
    "word_id": "wording.DictionaryWord",
}
"""What an argument of an address names; by its number, or by the field that stands behind it."""

HERE = {
    "accept.offer_id": "routing.Offer",
    "refuse.offer_id": "routing.Offer",
    "file.key": "conversations.Attachment.key",
    "feed_file.key": "feed.FeedFile.key",
}
"""Arguments that name something else at one address."""

NOBODYS = {"failure_id", "passkey_id", "tie_id", "seq"}
"""Numbers of what belongs to no shop or is a place in a conversation; `test_a04_foreign_objects.py` tries failures."""

ACTS = {
    "return_step": ("accept", "refuse", "receive", "refund", "close"),
    "case_step": ("step-in", "give-back"),
    "seller_step": ("confirm-sender", "switch-off"),
    "privacy_step": ("confirm", "answer", "extend", "refuse", "withdraw"),
    "mail_settle": ("let-in", "process-again", "spam", "erase"),
    "feed_step": ("edit", "take-back", "hide", "show", "pin", "answer", "react"),
    "article_step": ("submit", "publish", "return", "retire", "restore"),
    "newcomer_step": ("release", "prolong"),
    "training_step": ("publish", "drop", "retire"),
}
PUT_IN = {"phrase": "knowledge.Phrase", "link": "knowledge.PageLink", "article": "knowledge.Translation"}

FIELDS = {
    "after": "conversations.Conversation",
    "based_on": "training.Version",
    "category": "knowledge.Category",
    "conversation": "conversations.Conversation",
    "feed": "feed.Post",
    "follows": "knowledge.Version",
    "group": "people.Group",
    "groups": "people.Group",
    "id": "conversations.Conversation",
    "ids": "conversations.Conversation",
    "mailbox": "channels.Mailbox",
    "member": "people.Membership",
    "mentions": "people.Membership",
    "number": "knowledge.Version",
    "order": "knowledge.Category",
    "other": "conversations.Conversation",
    "post": "feed.Post",
    "redirect_to": "knowledge.Translation",
    "reviewer": "people.Membership",
    "seller": "marketplace.Seller",
    "shop": "shops.Shop",
    "solved": "conversations.Conversation",
    "than": "knowledge.Version",
    "thread": "feed.Post",
    "to": "people.Membership",
    "version": "knowledge.Version",
    "with": "conversations.Conversation",
}
"""Numbers that come in a form or behind the question mark, and what they name."""

WORDS = {
    **dict.fromkeys(
        ("body", "title", "summary", "words", "word", "name", "why", "note", "text", "q", "key"), "intruder"
    ),
    **dict.fromkeys(("language", "of"), "fr"),
    "email": "intruder@elsewhere.example",
    "choice": "grant",
    "how": "again",
    "name_fr": "intruder",
    "role": "advisor",
    "is_confirmed": "on",
    "client_id": str(uuid4()),
}
"""Words of a form, so that it comes as far as the numbers in it."""

SCRIPTED = {"feed_read", "feed_say", "feed_step", "given", "messages", "run_macro"}
"""Doors that take JSON with numbers in it."""


def names_of(route: Route) -> dict[str, str]:
    """What the arguments of the address name, those that name something of a shop's or a person's."""
    found = {name: HERE.get(f"{route.short}.{name}") or KINDS.get(name, "") for name, _kind in route.arguments}
    return {name: kind for name, kind in found.items() if kind}


def addresses(route: Route, things: Planted, **other: Any) -> Iterator[str]:
    """The route's addresses with the numbers of these things, one for each act that it knows."""
    values = {name: value_of(things, kind) for name, kind in names_of(route).items()} | other
    values |= {"seq": 1} if "seq" in route.takes else {}
    values |= {"language": "fr"} if "language" in route.takes else {}
    values |= {"key": value_of(things, "training.Module.key")} if ("key", "text") in route.arguments else {}
    if "kind" in route.takes:
        for kind, label in PUT_IN.items():
            yield route.address(**values | {"kind": kind, "of": value_of(things, label)})
    elif "act" in route.takes:
        yield from (route.address(**values, act=act) for act in ACTS[route.short])
    else:
        yield route.address(**values)


def value_of(things: Planted, kind: str) -> Any:
    """The number of the thing of this kind, or what its field says (`training.Pass.number`)."""
    app, model, *field = kind.split(".")
    return getattr(things[f"{app}.{model}"], *field or ["pk"])


def form(things: Planted) -> dict[str, str]:
    """A form in which each number names one of these things."""
    return WORDS | {name: str(value_of(things, kind)) for name, kind in FIELDS.items()}


def shapes(things: Planted) -> Iterator[str]:
    """What scripts send, with the numbers of these things in it."""
    member, talk = value_of(things, "people.Membership"), value_of(things, "conversations.Conversation")
    post, shop = value_of(things, "feed.Post"), value_of(things, "shops.Shop")
    file, fed = value_of(things, "conversations.Attachment.key"), value_of(things, "feed.FeedFile.key")
    say = {"client_id": uuid4(), "body": "intruder"}
    yield from (
        json.dumps(it, default=str)
        for it in (
            say | {"mentions": [member], "kind": "note"},
            say | {"files": [file]},
            say | {"shop": shop, "answers": post},
            say | {"shop": shop, "files": [fed], "named": [member]},
            say | {"shop": shop, "about": {"c": talk, "seqs": [1], "digest": ""}},
            {"shop": shop, "post": post},
            {"body": "intruder", "named": [member]},
        )
    )
