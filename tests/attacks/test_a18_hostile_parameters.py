"""Attack A18: every parameter of every list, filter and search with what databases read as commands, and with fields to sort by.

The parameters are read from the views themselves (as in CVE-2025-21628; a sort oracle as in django-helpdesk's `sort=queue__email_box_pass`).
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from functools import cache as kept
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver

from comptoir.domain.people.models import User
from tests.attacks.asking import AS_PAGE, addresses, pages, read, signed_in
from tests.attacks.planted import leaked
from tests.people import a_conversation, a_member, a_shop, says
from tests.routes import Route

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(900)]

SORTS = (
    "sort",
    "order",
    "order_by",
    "ordering",
    "o",
    "sort_by",
    "filter",
    "user__password__startswith",
    "shop__key",
    "pk__gt",
)
HOSTILE = {
    "quotes": "x' OR '1'='1'; DROP TABLE people_user;--\" OR \"1\"=\"1",
    "a union": "1) UNION SELECT password, email, 1, 1 FROM people_user--",
    "a field": "-user__password",
    "a search": '" OR NEAR("a" AND (* NOT - ^: {col} :',
    "odd signs": "\x00\ud83d%_\\*\u202e".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "too much": "9" * 4000,
    "the first day": "0001-01-01",
    "the last day": "9999-12-31",
    "the last moment": "9999-12-31T23:59:59-14:00_1",
    "a place with odd signs": "1_\x00",
}
ELSEWHERE = "zibeline-d-ailleurs"


@kept
def parameters(route: Route) -> frozenset[str]:
    """What the view of a route, and what it asks in its surface, reads from an address."""
    view = inspect.unwrap(views()[route.name])
    return names_in(view.__module__)


@kept
def names_in(module: str) -> frozenset[str]:
    """The words in `….get("…")` and `….getlist("…")` of a module: those of addresses and of forms, told apart by nobody."""
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    calls = (it for it in ast.walk(tree) if isinstance(it, ast.Call) and isinstance(it.func, ast.Attribute))
    given = (it.args[0] for it in calls if it.func.attr in ("get", "getlist") and it.args)  # type: ignore[attr-defined]
    return frozenset(it.value for it in given if isinstance(it, ast.Constant) and isinstance(it.value, str))


@kept
def views() -> dict[str, object]:
    """The view of each route of the console, by its name."""
    found = dict[str, object]()

    def walk(patterns: list[URLPattern | URLResolver], above: str = "") -> None:
        for it in patterns:
            if isinstance(it, URLResolver):
                walk(it.url_patterns, f"{it.namespace}:" if it.namespace else above)
            else:
                found[f"{above}{it.name or it.callback.__name__}"] = it.callback

    walk(get_resolver().url_patterns)
    return found


def lists() -> list[Route]:
    """The routes of the console that are asked with parameters."""
    return [it for it in pages() if it.short != "charter" and parameters(it)]


@pytest.fixture
def neighbour(house: SimpleNamespace) -> SimpleNamespace:
    """A shop beside it with a conversation whose words stand nowhere else."""
    other = a_shop("autre-maison")
    talk = a_conversation(other, answered_by=a_member(other, name="Odile"), body=f"Bonjour {ELSEWHERE}")
    says(talk, ELSEWHERE)
    return house


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_parameter_is_read_as_a_command(neighbour: SimpleNamespace, kind: str) -> None:
    """A18: 400 or the list as it would be; never a failure, never another shop's words, never a password's digest."""
    client, wrong = signed_in(neighbour.rose, **AS_PAGE), []
    digests = [it for it in User.objects.values_list("password", flat=True) if it]
    for route in lists():
        address = next(iter(addresses(route)))
        for name in sorted(parameters(route)):
            answer, told = read(client, address, **{name: HOSTILE[kind]})
            if answer.status_code >= 500 or ELSEWHERE in told or any(it in told for it in digests):
                wrong.append((route.short, name, answer.status_code))
    assert wrong == []


def test_nothing_is_sorted_or_filtered_by_a_field_that_somebody_names(neighbour: SimpleNamespace) -> None:
    """A18: no sort oracle: each list is as it is without, whatever is asked for, up and down."""
    client, wrong = signed_in(neighbour.amin, **AS_PAGE), []
    for route in lists():
        address = next(iter(addresses(route)))
        plain = told_alike(client, address)
        values = ("user__password", "-visitor__customer__email", "1 DESC")
        told = {it: told_alike(client, address, **dict.fromkeys(SORTS, it)) for it in values}
        wrong += [(route.short, value) for value, shown in told.items() if shown != plain]
    assert wrong == []


def told_alike(client: Client, address: str, **asked: str) -> str:
    """What is answered, without what differs each time, and without the address itself where a page names it."""
    answer, told = read(client, address, **asked)
    told = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|[A-Za-z0-9_-]{43,}|\?[^\"' <]*", "", told)
    assert not leaked(told), address
    return f"{answer.status_code} {told}"


def test_half_a_word_of_what_is_kept_back_finds_nothing(house: SimpleNamespace) -> None:
    """A18, A11: an ambassador learns nothing by asking whether something is found, letter by letter."""
    client = signed_in(house.amin, HTTP_ACCEPT="application/json", HTTP_X_REQUESTED_WITH="fetch")
    for begun in ("zephyrine@q", "Quand", "0633", "KND-9", "FACT-5", "autre.zeph"):
        found = read(client, "/console/search", q=begun)[1]
        nothing = read(client, "/console/search", q="xqzw" + begun[:2])[1]
        assert re.findall(r"/console/c/\d+", found) == re.findall(r"/console/c/\d+", nothing) == [], begun
