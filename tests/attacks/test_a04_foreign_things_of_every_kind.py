"""Attack A4: every role at every door with the number of everything that another shop has, in the address and in what is sent.

A shop and its neighbour have one thing of each kind that there is. Looked at is not only what is answered, but what the
database was asked: a request that is answered has read nothing of the other shop, and none has touched any of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from comptoir.domain.conversations.models import SavedView
from comptoir.domain.knowledge.models import Phrase, Synonym
from comptoir.domain.people.models import Membership
from comptoir.domain.people.rules import PERMISSIONS, may
from tests.attacks.every_door import NOBODYS, SCRIPTED, WORDS, addresses, form, names_of, shapes
from tests.attacks.every_kind import FOREIGN, OWN, owned, plant
from tests.attacks.watched_rows import Seen, watched
from tests.people import NAMES
from tests.routes import Route, routes

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(600)]

MARK = "zqforeignzq"
AS_SCRIPT = {"HTTP_ACCEPT": "application/json", "HTTP_X_REQUESTED_WITH": "fetch"}
AS_PAGE = {"HTTP_ACCEPT": "text/html"}
DOORS = [it for it in routes("console") if it.door and it.door.right in PERMISSIONS and it.short != "sign_out"]

SAYS_NOTHING = {
    "drop_view": "a list of one's own that is taken away is away, whether it was there or not",
    "mail_unblock": "an address that is let in again is let in, whether it was kept out or not",
}
"""Doors that answer the same whether there is such a thing or not, and why."""

REACHED = {"proof_needed", "no_wallet"}
"""Refusals of what was found."""
IN_ANOTHER_STATE = {"answer_review", "block", "escalate", "mail_settle", "merged", "reopen", "snooze", "spam", "wake"}
IN_ANOTHER_STATE |= {"article_noted", "file", "feed_file", "mail_erase_unclaimed", "seller", "seller_step"}
IN_ANOTHER_STATE |= {"training_watched"}
"""What only opens for a thing that stands otherwise; each has a test of its own beside its view."""


@pytest.fixture
def stage() -> SimpleNamespace:
    """Two shops with one thing of each kind; the other's bear the mark."""
    cache.clear()
    foreign = plant("autre-maison", FOREIGN, MARK)
    return SimpleNamespace(foreign=foreign, own=plant("maison-perle", OWN, "ours"))


def signed_in(member: Membership, **headers: str) -> Client:
    client = Client(raise_request_exception=False, **headers)
    client.force_login(member.user)
    return client


def asked(client: Client, method: str, address: str, sent: Any = None) -> tuple[Any, Seen]:
    """The answer with all that it tells, and what the database was asked for it; whatever was done is undone."""
    kind = {"content_type": "application/json"} if isinstance(sent, str) else {}
    point = transaction.savepoint()
    with watched(MARK) as seen:
        answer = client.get(address, sent) if method == "GET" else client.post(address, sent or {}, **kind)
        answer.told = answer.getvalue().decode("utf-8", "ignore")
    transaction.savepoint_rollback(point)
    cache.clear()
    return answer, seen


def troubles(answer: Any, seen: Seen) -> Iterator[str]:
    """What must not be, in words."""
    is_refused = answer.status_code in (403, 404)
    if answer.status_code >= 500:
        yield "failed"
    if MARK in answer.told or MARK in str(answer.headers):
        yield "showed it"
    if seen.wrote:
        yield f"touched it: {seen.wrote[0][:200]}"
    if seen.read and not is_refused:
        yield f"read it and answered {answer.status_code}: {seen.read[0][:1000]}"


def test_nothing_that_a_shop_or_a_person_has_is_forgotten(stage: SimpleNamespace) -> None:
    """A4: one of every kind stands in both shops, with numbers apart."""
    for model in owned():
        label = model._meta.label
        assert stage.foreign[label].pk != stage.own[label].pk, label


def test_every_number_in_an_address_names_something_that_is_planted() -> None:
    """A4: a new argument fails here until it is said what it names."""
    numbers = {(it.short, name) for it in DOORS for name, kind in it.arguments if kind in ("number", "uuid")}
    named = {(it.short, name) for it in DOORS for name in names_of(it)}
    assert {it for it in numbers - named if it[1] not in NOBODYS} == set()


@pytest.mark.parametrize("role", NAMES)
def test_nobody_gets_in_by_the_number_of_what_another_shop_has(stage: SimpleNamespace, role: str) -> None:
    """A4: each door by each method with each thing of the other shop: not there, or not for this role."""
    client, wrong = signed_in(stage.own["team"][role], **AS_SCRIPT), []
    for route in (it for it in DOORS if names_of(it)):
        for address in addresses(route, stage.foreign):
            for method in route.methods:
                answer, seen = asked(client, method, address, _words(stage) if method == "POST" else None)
                if answer.status_code not in (403, 404) and route.short not in SAYS_NOTHING:
                    wrong.append((method, address, answer.status_code))
                wrong += [(method, address, it) for it in troubles(answer, seen)]
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("role", ["administrator", "referent", "ambassador"])
def test_nothing_foreign_comes_in_with_what_is_sent(stage: SimpleNamespace, role: str) -> None:
    """A4, A22: at one's own doors, with the numbers of the other shop's things in the question, the form and the shape.

    By those three who between them have every right, and by who has the fewest.
    """
    client, wrong = signed_in(stage.own["team"][role], **AS_SCRIPT), []
    for route in _open_to(role):
        for address in addresses(route, stage.own):
            for method, sent in _ways(route, stage):
                answer, seen = asked(client, method, address, sent)
                wrong += [
                    (method, address, sent if isinstance(sent, str) else "form", it) for it in troubles(answer, seen)
                ]
    assert not wrong, "\n".join(map(str, wrong))


@pytest.mark.parametrize("role", NAMES)
def test_no_page_and_no_list_reads_what_another_shop_has(stage: SimpleNamespace, role: str) -> None:
    """A4: as a page, with nothing asked for that is not theirs."""
    client, wrong = signed_in(stage.own["team"][role], **AS_PAGE), []
    for route in _open_to(role):
        for address in addresses(route, stage.own):
            if "GET" in route.methods:
                answer, seen = asked(client, "GET", address)
                wrong += [(address, it) for it in troubles(answer, seen)]
    assert not wrong, "\n".join(map(str, wrong))


def test_who_is_meant_is_let_in_by_the_same_numbers_of_their_own_things(stage: SimpleNamespace) -> None:
    """Each door opens for somebody with what is planted: else the matrix would prove nothing."""
    clients = {role: signed_in(stage.own["team"][role], **AS_SCRIPT) for role in NAMES}
    shut = [it.short for it in DOORS if names_of(it) and not _opens(it, clients, stage)]
    assert sorted(set(shut) ^ IN_ANOTHER_STATE) == [], " ".join(sorted(shut))


FAULTS = {
    "a list that forgets whose it is": (
        "comptoir.surfaces.console.views.synonyms.synonyms_of",
        lambda *_, **__: list(Synonym.objects.all()),
        "synonyms",
    ),
    "a thing that is found by its number alone": (
        "comptoir.surfaces.console.views.phrases.phrase_for",
        lambda _viewers, phrase_id: Phrase.objects.get(pk=phrase_id),
        "phrase",
    ),
    "a thing that is taken away by its number alone": (
        "comptoir.domain.conversations.actions.drop_view",
        lambda *, view_id, **_: SavedView.objects.filter(pk=view_id).delete(),
        "drop_view",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_matrix_sees_a_check_that_is_missing(
    stage: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    """What the three tests above look for is seen when it is there."""
    place, faulty, name = FAULTS[fault]
    monkeypatch.setattr(place, faulty)
    client, route = signed_in(stage.own["team"]["manager"], **AS_SCRIPT), next(it for it in DOORS if it.short == name)
    found: list[str] = []
    for address in addresses(route, stage.foreign):
        for method in route.methods:
            found += troubles(*asked(client, method, address, _words(stage) if method == "POST" else None))
    assert [it for it in found if it.startswith(("showed", "touched", "read"))], found


def _opens(route: Route, clients: dict[str, Client], stage: SimpleNamespace) -> bool:
    """Whether the thing is found by somebody; what is refused for another reason than who asks for what, was reached."""
    assert route.door
    tries = (
        asked(clients[role], method, address, _words(stage) if method == "POST" else None)[0]
        for role in NAMES
        if may(role, route.door.right)
        for address in addresses(route, stage.own)
        for method in route.methods
    )
    return any(it.status_code not in (403, 404) or json.loads(it.told)["code"] in REACHED for it in tries)


def _words(stage: SimpleNamespace) -> dict[str, str]:
    return WORDS | {"shop": str(stage.own["shops.Shop"].pk)}


def _open_to(role: str) -> list[Route]:
    return [it for it in DOORS if it.door and may(role, it.door.right)]


def _ways(route: Route, stage: SimpleNamespace) -> Iterator[tuple[str, Any]]:
    whole = form(stage.foreign)
    for sent in (whole, whole | {"shop": str(stage.own["shops.Shop"].pk)}):
        yield from ((method, sent) for method in route.methods)
    if route.short in SCRIPTED:
        yield from (("POST", sent) for sent in shapes(stage.foreign))
