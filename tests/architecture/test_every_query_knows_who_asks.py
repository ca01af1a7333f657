"""What a surface asks of the domain, it asks for somebody: every query and action that it calls takes who asks, or is named here.

`tests/attacks/test_a04_foreign_things_of_every_kind.py` watches what the database is then asked; this is read from the signatures
and from the surfaces' own code, so that also what no test reaches is covered.
"""

from __future__ import annotations

import ast
import importlib
import inspect
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.architecture.tree import PRODUCT, module_of, python_files, syntax_of

WHO = {"actor", "agent", "asker", "by", "buyer", "membership_id", "seller", "seller_id", "shop", "shop_id", "shop_ids"}
WHO |= {"shops", "user", "user_id", "viewer", "viewers", "visitor", "visitor_id"}
"""The arguments that say who asks, or in which shop."""

SCOPES = {"shop_id", "shop_ids", "user_id", "viewer", "viewers"}
"""Those of them that must be known, and never come with the request."""

OWN_PROCESSES = ("mailroom", "storefront", "gateway")
"""Surfaces in which nobody's words choose what is asked: what comes and goes by mail, the demo's shops, and the socket,
whose frames are tried one by one (`tests/attacks/test_a04_a22_frames_about_others.py`)."""

OF_WHAT_WAS_FOUND = frozenset(
    [
        "automation.queries.drafts_in",
        "automation.queries.runs_of",
        "automation.queries.versions_of",
        "channels.queries.first_mail_of",
        "channels.queries.hook_key",
        "channels.queries.letters_of",
        "channels.queries.mail_of_entries",
        "channels.queries.mail_of_entry",
        "channels.queries.page_of_mail",
        "channels.queries.raw_kept_at",
        "channels.queries.raw_of",
        "channels.queries.subjects_of",
        "channels.queries.thread_of",
        "channels.queries.trouble_of",
        "channels.queries.words_of_mail",
        "charter.queries.changes_of_version",
        "charter.queries.charter_of_version",
        "conversations.queries.entries_before",
        "conversations.queries.redactor_of",
        "conversations.queries.unnamed",
        "offers.queries.gifts_to",
        "conversations.queries.guessed_categories",
        "conversations.queries.kind_words_for",
        "conversations.queries.last_asked",
        "conversations.queries.messages_to_split",
        "conversations.queries.number_of_kind_words",
        "conversations.queries.rating_token",
        "conversations.queries.said_before",
        "conversations.queries.solution_of",
        "conversations.queries.tags_on",
        "conversations.queries.told_by",
        "conversations.queries.told_once",
        "conversations.queries.unseen_by_visitor",
        "conversations.queries.visitor_messages",
        "accounts.queries.second_factors_of",
        "people.queries.away_now",
        "people.queries.people_of",
        "privacy.queries.read_by",
        "privacy.queries.rights_of",
        "promises.queries.level_of",
        "promises.queries.promises_of",
        "promises.queries.standing_of",
        "returns.actions.reasons_to_refuse",
        "returns.queries.returns_of",
        "routing.queries.hand_over_of",
        "routing.queries.offers_of",
        "routing.queries.visitors_wait",
        "supervision.queries.marks_of",
    ]
)
"""What more there is to tell of a thing that was found for who asks; a view that is given a number finds the thing first."""

OF_NO_SHOP = {
    "accounts.actions.ask_reset": "whoever has forgotten a password; the answer is the same for every address",
    "accounts.actions.begin_there": "whoever signs in elsewhere",
    "accounts.actions.checked_password": "a rule: whether a new password is good enough",
    "accounts.actions.checked_reset": "whoever holds the link",
    "accounts.actions.come_back_from": "whoever signs in elsewhere: what the provider has signed",
    "accounts.actions.come_in_by": "whom the provider names",
    "accounts.actions.move_sign_in": "the sign-in of the browser that asks",
    "accounts.actions.new_totp_secret": "a new secret",
    "accounts.actions.own_host": "a setting",
    "accounts.actions.reset_password": "whoever holds the link",
    "accounts.actions.sign_in_is_used": "the sign-in of the browser that asks",
    "accounts.actions.signed_out": "the sign-in of the browser that asks",
    "accounts.actions.way_out_of": "an address of the provider",
    "accounts.queries.address_of_return": "an address of our own",
    "accounts.queries.provider_of_key": "the settings of a provider, which the page of signing in names to everybody",
    "accounts.queries.providers": "the names on the page of signing in",
    "conversations.actions.mark_read": "each mark names its reader",
    "conversations.actions.post_message": "the post names its author",
    "conversations.queries.file_of_key": "whoever holds an address that was signed for ten minutes",
    "conversations.queries.findings_as_wire": "a shape of what was found in one's own text",
    "feed.queries.digest_of": "a digest of lines that are there",
    "knowledge.actions.count_views": "numbers of readers",
    "knowledge.actions.picture_path": "a picture of an article, for whoever has its random name",
    "knowledge.queries.compared": "two texts that are there",
    "knowledge.queries.named": "a name among names that are there",
    "marketplace.queries.kind_names": "words",
    "people.actions.accept_invitation": "whoever holds the invitation",
    "people.queries.has_account": "whoever holds an invitation to that address",
    "people.queries.invitation_of_token": "whoever holds the invitation",
    "shops.queries.all_shops": "which shops there are",
    "shops.queries.shop_of_key": "which shops there are",
    "channels.queries.trouble_words": "words",
    "training.queries.mistake_words": "words",
    "training.queries.read_text": "a text that was found",
    "wording.queries.is_read_here_by_choice": "what the checker can do",
    "wording.queries.limits_here": "what the checker can do",
    "wording.queries.verdict_on": "the draft names its shop, which is the conversation's",
}
"""What is nobody's secret, or is shown to who holds something else; and what that is."""


def _asked() -> dict[str, list[Path]]:
    """Each query and action that a surface imports, as `app.queries.name`, with the files that do."""
    found: dict[str, list[Path]] = defaultdict(list)
    surfaces = [it for it in python_files(PRODUCT / "surfaces") if not set(OWN_PROCESSES) & set(it.parts)]
    for path in surfaces:
        for node in ast.walk(syntax_of(path)):
            if isinstance(node, ast.ImportFrom) and _is_door(node.module or ""):
                for it in node.names:
                    found[f"{(node.module or '').removeprefix('comptoir.domain.')}.{it.name}"].append(path)
            elif isinstance(node, ast.ImportFrom) and (node.module or "").count(".") == 2:
                for it in node.names:
                    if it.name in ("actions", "queries"):
                        for name in _taken_of(path, it.asname or it.name):
                            found[f"{(node.module or '').removeprefix('comptoir.domain.')}.{it.name}.{name}"].append(
                                path
                            )
    return {name: paths for name, paths in found.items() if _signature(name) is not None}


def _is_door(module: str) -> bool:
    parts = module.split(".")
    return parts[:2] == ["comptoir", "domain"] and len(parts) == 4 and parts[3] in ("actions", "queries")


def _taken_of(path: Path, door: str) -> Iterator[str]:
    for node in ast.walk(syntax_of(path)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == door:
            yield node.attr


@cache
def _signature(name: str) -> inspect.Signature | None:
    module, _, attribute = name.rpartition(".")
    it = getattr(importlib.import_module(f"comptoir.domain.{module}"), attribute, None)
    return inspect.signature(it) if inspect.isfunction(inspect.unwrap(it)) else None


def _parameters(name: str) -> list[str]:
    signature = _signature(name)
    return list(signature.parameters) if signature else []


ASKED = _asked()
TAKEN: dict[str, list[list[str]]] = defaultdict(list)
for _each in ASKED:
    TAKEN[_each.rpartition(".")[2]].append(_parameters(_each))
BLIND = {name for name in ASKED if not WHO & set(_parameters(name))}


def test_every_query_and_action_is_told_who_asks() -> None:
    """A4, A11: a new one that is not fails here, until it takes a viewer or a shop, or stands above with its reason."""
    assert sorted(BLIND - OF_WHAT_WAS_FOUND - set(OF_NO_SHOP)) == []


def test_no_exception_outlives_its_reason() -> None:
    assert sorted((OF_WHAT_WAS_FOUND | set(OF_NO_SHOP)) - BLIND) == []


VIEWS = [
    (path, node)
    for path in sorted({path for paths in ASKED.values() for path in paths})
    for node in ast.walk(syntax_of(path))
    if isinstance(node, ast.FunctionDef)
]


def test_a_view_finds_the_thing_for_who_asks_before_it_asks_more_of_it() -> None:
    """A4: a number out of an address goes through what knows who asks, before it goes to what does not."""
    wrong = [
        f"{module_of(path)}.{view.name}: {number} goes to {name}"
        for path, view in VIEWS
        if view.decorator_list
        for name, number, line in _numbers_to_blind_ones(view, {it.rpartition(".")[2] for it in OF_WHAT_WAS_FOUND})
        if not any(_finds(call, number) and call.lineno <= line for call in _calls(view))
    ]
    assert wrong == []


def test_nobody_says_themselves_in_which_shop_they_are() -> None:
    """A4, A22: whose shop it is comes from who asks, not from what they send."""
    wrong = [
        f"{module_of(path)}.{view.name}: {ast.unparse(said)}"
        for path, view in VIEWS
        for call in _calls(view)
        for said in _scopes(call)
        if _comes_with_the_request(said, view)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("view", "faults"),
    [
        ("def a(request, agent, rule_id):\n return runs_of(rule_id)", 1),
        ("def a(request, agent, rule_id):\n rule_for(agent.viewers, rule_id)\n return runs_of(rule_id)", 0),
        ("def a(request, agent):\n it = article_of(shop_id=number_in(request.GET.get('shop')))", 1),
        ("def a(request, agent):\n n = number_in(request.GET.get('shop'))\n it = article_of(shop_id=n)", 1),
        ("def a(request, agent):\n v = agent.in_shop(request.GET['shop'])\n it = article_of(shop_id=v.shop_id)", 0),
    ],
)
def test_the_reading_sees_a_check_that_is_missing(view: str, faults: int) -> None:
    read = ast.parse(view).body[0]
    assert isinstance(read, ast.FunctionDef)
    blind = [
        number
        for _name, number, line in _numbers_to_blind_ones(read, {"runs_of"})
        if not any(_finds(call, number) and call.lineno <= line for call in _calls(read))
    ]
    said = [it for call in _calls(read) for it in _scopes(call) if _comes_with_the_request(it, read)]
    assert len(blind) + len(said) == faults


def _calls(view: ast.FunctionDef) -> list[ast.Call]:
    return [it for it in ast.walk(view) if isinstance(it, ast.Call)]


def _name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _numbers_to_blind_ones(view: ast.FunctionDef, blind: set[str]) -> Iterator[tuple[str, str, int]]:
    """Each number out of the view's address that is given to one of these: to which, the number, on which line."""
    numbers = {it.arg for it in view.args.args} - {"request", "_request", "agent"}
    for call in _calls(view):
        for said in [*call.args, *(it.value for it in call.keywords)]:
            if _name_of(call) in blind and isinstance(said, ast.Name) and said.id in numbers:
                yield _name_of(call), said.id, call.lineno


def _finds(call: ast.Call, number: str) -> bool:
    """Whether who asks goes in with that number."""
    names = {it.id for said in [*call.args, *call.keywords] for it in ast.walk(said) if isinstance(it, ast.Name)}
    return number in names and bool(names & {"agent", "viewer", "viewers", "visitor", "buyer", "seller"})


def _scopes(call: ast.Call) -> list[ast.expr]:
    """What a call of the domain says of who asks: by the keyword, or by the place where such an argument stands."""
    said = [it.value for it in call.keywords if it.arg in SCOPES]
    for parameters in TAKEN.get(_name_of(call), []):
        said += [it for it, taken in zip(call.args, parameters, strict=False) if taken in SCOPES]
    return said


def _comes_with_the_request(said: ast.expr, view: ast.FunctionDef) -> bool:
    """Whether it is read from the request, there or a line above; what `agent` makes of it has been looked at."""
    if isinstance(said, ast.Name):
        values = [
            it.value
            for it in ast.walk(view)
            if isinstance(it, ast.Assign) and any(getattr(to, "id", "") == said.id for to in it.targets)
        ]
        return any(_comes_with_the_request(it, view) for it in values if not isinstance(it, ast.Name))
    text = ast.unparse(said)
    return "request." in text.replace("request.user", "") and "agent" not in text
