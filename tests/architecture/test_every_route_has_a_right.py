"""Who may come in by which address. A new address fails here until somebody has decided who it is for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

ANYBODY = "anybody: it shows what everybody may know"
SHOPS_PAGES = "a page of one of the shop's sites (its origin); no token yet"
VISITOR = "the visitor whose token it is, in their own conversations"
BEARER = "whoever holds the signed address, for ten minutes"
BUYER = "a customer for whom the shop has signed, in their own orders and cases"
SELLER = "a seller for whom the shop has signed, in their own settings and cases"
SIGNED = "whoever brings what the shop has signed: they come in as whom it names"
RATING = "whoever holds the signed link, for thirty days, to rate that one conversation"
AGENT = "a member of a shop, for what that member may see"
REFERENT = "a member with the right `approve_held`; and the author of the message"
ORIGINALS = "a member with the right `see_originals`, and it is kept that they looked"
WORDS = "a member with the right `remove_words`; and who added the word"
MACHINE = "the shop's own systems: whoever shows its key, or signs with it"
PROVIDER = "the provider of a mailbox: whoever knows its address, and signs or shows the mailbox's password"
RULES = "a member with the right `write_rules`"
MAIL = "a member with the right `see_mail`, for what the charter grants them of addresses"
SETTLER = "a member with the right `settle_mail`"
RAW = "a member with the right `see_raw_mail`"
WRITER = "a member with the right `write_first` or `block_senders`"
MAILBOXES = "a member with the right `manage_mailboxes`"
MANAGER = "a member with the right `see_failures`"

RIGHTS = {
    "health": ANYBODY,
    "api:order": MACHINE,
    "api:orders_webhook": MACHINE,
    "api:returns": MACHINE,
    "api:return": MACHINE,
    "api:return_received": MACHINE,
    "api:return_refunded": MACHINE,
    "api:returns_webhook": MACHINE,
    "console:home": ANYBODY,
    "console:sign_in": ANYBODY,
    "console:sign_out": AGENT,
    "console:inbox": AGENT,
    "console:list": AGENT,
    "console:rows": AGENT,
    "console:standing": AGENT,
    "console:keep_view": AGENT,
    "console:several": AGENT,
    "console:drop_view": AGENT,
    "console:availability": AGENT,
    "console:accept": AGENT,
    "console:refuse": AGENT,
    "console:talk": AGENT,
    "console:head": AGENT,
    "console:entries": AGENT,
    "console:messages": AGENT,
    "console:check": AGENT,
    "console:words": AGENT,
    "console:orders_here": AGENT,
    "console:promises_here": AGENT,
    "console:returns_here": AGENT,
    "console:return_ask": AGENT,
    "console:returns": AGENT,
    "console:return": AGENT,
    "console:return_step": AGENT,
    "console:privacy_ask": AGENT,
    "console:privacy": AGENT,
    "console:privacy_request": AGENT,
    "console:privacy_step": AGENT,
    "console:given": AGENT,
    "console:held_here": AGENT,
    "console:approve_held": REFERENT,
    "console:return_held": REFERENT,
    "console:see_returned": AGENT,
    "console:withdraw_held": AGENT,
    "console:files": AGENT,
    "console:file": AGENT,
    "console:take": AGENT,
    "console:hand_over": AGENT,
    "console:cancel_hand_over": AGENT,
    "console:hand_back": AGENT,
    "console:contact_card": AGENT,
    "console:request": AGENT,
    "console:topic": AGENT,
    "console:escalate": AGENT,
    "console:word_due": AGENT,
    "console:category": AGENT,
    "console:link": AGENT,
    "console:unlink": AGENT,
    "console:merge": AGENT,
    "console:merged": AGENT,
    "console:split": AGENT,
    "console:labels": AGENT,
    "console:snooze": AGENT,
    "console:wake": AGENT,
    "console:close": AGENT,
    "console:reopen": AGENT,
    "console:to_referent": AGENT,
    "console:mentions": AGENT,
    "console:mentions_seen": AGENT,
    "console:search": AGENT,
    "console:promises": AGENT,
    "console:promises_day": AGENT,
    "console:promises_commitments": AGENT,
    "console:promise": AGENT,
    "console:promise_release": AGENT,
    "console:promise_kept": AGENT,
    **dict.fromkeys([f"console:{it}" for it in ("macros", "new_macro", "macro", "drop_macro", "run_macro")], AGENT),
    **dict.fromkeys([f"console:{it}" for it in ("rules", "new_rule", "rule", "edit_rule", "try_rule")], RULES),
    **dict.fromkeys([f"console:{it}" for it in ("switch_rule", "move_rule", "remove_rule")], RULES),
    **dict.fromkeys(
        [f"console:{it}" for it in ("mail_here", "entry_quoted", "entry_written", "forward", "spam")], AGENT
    ),
    **dict.fromkeys([f"console:{it}" for it in ("block", "mail_allow", "write")], WRITER),
    **dict.fromkeys([f"console:{it}" for it in ("mail", "mail_one", "mail_words", "mail_written")], MAIL),
    **dict.fromkeys([f"console:{it}" for it in ("mail_blocked", "mail_suppressed")], MAIL),
    **dict.fromkeys([f"console:{it}" for it in ("mail_block", "mail_unblock", "mail_unsuppress")], WRITER),
    **dict.fromkeys([f"console:{it}" for it in ("mail_spam", "mail_settle", "mail_suppress")], SETTLER),
    **dict.fromkeys([f"console:{it}" for it in ("mail_original", "entry_original")], RAW),
    **dict.fromkeys([f"console:{it}" for it in ("mailboxes", "new_mailbox", "try_mailbox")], MAILBOXES),
    **dict.fromkeys([f"console:{it}" for it in ("mailbox", "remove_mailbox")], MAILBOXES),
    "console:team": AGENT,
    "console:writing": AGENT,
    "console:writing_words": AGENT,
    "console:writing_add": AGENT,
    "console:writing_remove": WORDS,
    "console:writing_rules": AGENT,
    "console:charter": AGENT,
    "console:failures": MANAGER,
    "console:retry": MANAGER,
    "console:settings": AGENT,
    "console:preferences": AGENT,
    "console:rehearse": AGENT,
    "console:introduction": AGENT,
    "console:picture": ANYBODY,
    "mailroom:hook": PROVIDER,
    "mailroom:hook_mime": PROVIDER,
    **dict.fromkeys([f"console:{it}" for it in ("cases", "case_here", "case_facts", "case_step", "pass_on")], AGENT),
    **dict.fromkeys([f"console:{it}" for it in ("sellers", "seller", "seller_step")], AGENT),
    "console:original": ORIGINALS,
    **dict.fromkeys([f"market:{it}" for it in ("orders", "order", "contact", "cases", "case")], BUYER),
    **dict.fromkeys([f"market:{it}" for it in ("case_write", "case_close", "case_reopen", "case_file")], BUYER),
    **dict.fromkeys([f"market:{it}" for it in ("profile", "profile_code", "profile_code_again")], SELLER),
    **dict.fromkeys([f"market:{it}" for it in ("seller_cases", "seller_case", "seller_answer", "seller_file")], SELLER),
    **dict.fromkeys(
        [f"market:{it}" for it in ("buyer_enter", "buyer_arrive", "seller_enter", "seller_arrive")], SIGNED
    ),
    "market:seller_follow": SIGNED,
    "market:buyer_leave": ANYBODY,
    "market:seller_leave": ANYBODY,
    "ratings:arrive": ANYBODY,
    "ratings:answer": RATING,
    "widget:loader": ANYBODY,
    "widget:module": ANYBODY,
    "widget:file": BEARER,
    "widget:settings": SHOPS_PAGES,
    "widget:availability": SHOPS_PAGES,
    "widget:conversations": VISITOR,
    "widget:conversation": VISITOR,
    "widget:messages": VISITOR,
    "widget:read": VISITOR,
    "widget:rating": VISITOR,
    "widget:end": VISITOR,
    "widget:leave_message": VISITOR,
    "widget:other_audience": VISITOR,
    "widget:wait": VISITOR,
    "widget:files": VISITOR,
    "widget:address": VISITOR,
}
SAMPLES = {
    "provider": "mailgun",
    "shop_key": "maison-perle",
    "conversation_id": "1",
    "offer_id": "1",
    "failure_id": "1",
    "held_id": "1",
    "other_id": "1",
    "view_id": "1",
    "word_id": "1",
    "macro_id": "1",
    "rule_id": "1",
    "number": "MP-1",
    "seq": "1",
    "seller_id": "1",
    "promise_id": "1",
    "return_id": "1",
    "request_id": "1",
    "mail_id": "1",
    "mailbox_id": "1",
    "blocked_id": "1",
    "act": "accept",
    "name": "widget",
    "digest": "0",
    "signed": "x",
    "place": "0",
    "key": "00000000-0000-4000-8000-000000000000",
    "ending": "webp",
}


def _routes(patterns: list[URLPattern | URLResolver], above: str = "") -> Iterator[tuple[str, str]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inside = f"{pattern.namespace}:" if pattern.namespace else above
            yield from _routes(pattern.url_patterns, inside)
        else:
            yield f"{above}{pattern.name or pattern.callback.__name__}", pattern.callback.__module__


ROUTES = dict(_routes(get_resolver().url_patterns))


def test_every_route_has_a_right_and_no_right_is_left_over() -> None:
    ours = {name for name in ROUTES if not name.startswith("storefront:")}
    assert sorted(ours - RIGHTS.keys()) == []
    assert sorted(RIGHTS.keys() - ours) == []


def _address(name: str) -> str:
    resolver = get_resolver()
    if ":" in name:
        namespace, name = name.split(":")
        above, resolver = resolver.namespace_dict[namespace]
    else:
        above = ""
    (template, arguments), *_ = resolver.reverse_dict.getlist(name)[0][0]
    return "/" + above + template % {argument: SAMPLES[argument] for argument in arguments}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name",
    [name for name, who in RIGHTS.items() if who not in (ANYBODY, SHOPS_PAGES, BEARER)],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_let_in_nowhere(client: Client, name: str, method: str) -> None:
    """A11"""
    answer = getattr(client, method)(_address(name), HTTP_ORIGIN="https://elsewhere.example")
    assert answer.status_code >= 300, f"{name} answered a stranger"
    if answer.status_code in (301, 302):
        assert "/sign-in" in answer["Location"] or name == "console:sign_out"
