"""Attack A22: every form of the desk with fields that nobody asked for: they change nothing, and what is in JSON is refused."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import connection, transaction

from comptoir.domain.people.models import Membership, User
from tests.attacks.asking import AS_SCRIPT, addresses, forms_of, signed_in
from tests.people import a_shop
from tests.routes import routes

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(900)]

MORE = {
    "role": "administrator",
    "is_staff": "1",
    "is_superuser": "1",
    "is_active": "1",
    "audience": "advisor",
    "owner": "1",
    "user": "1",
    "user_id": "1",
    "membership": "1",
    "membership_id": "1",
    "by": "1",
    "changed_by_id": "1",
    "assignee_id": "1",
    "chats_at_once": "50",
    "state": "published",
    "stage": "released",
    "reach": "all",
    "source": "system",
    "id": "1",
    "pk": "1",
}
"""What would give rights, or another's name, if anybody took it."""
RIGHTS = ("role", "audience", "is_active", "shop_id", "user_id", "chats_at_once")
ACCOUNTS = ("is_staff", "is_superuser", "is_active", "email")
JSON = {
    "feed_say": lambda house: {"shop": house.shop.id, "client_id": str(uuid4()), "body": "x"},
    "feed_read": lambda house: {"shop": house.shop.id, "post": house.asked_of_all.pk},
    "feed_step": lambda _house: {"body": "x"},
    "messages": lambda _house: {"client_id": str(uuid4()), "body": "x", "kind": "note"},
    "check": lambda _house: {"body": "x", "language": "", "is_final": False},
    "words": lambda _house: {"language": "fr", "word": "rivage"},
    "availability": lambda _house: {"availability": "available"},
    "return_held": lambda _house: {"word": "x"},
    "approve_held": lambda _house: {"body": "x"},
    "run_macro": lambda _house: {"own_id": str(uuid4())},
}
"""What is sent as JSON, with what it takes: a field more is refused."""
OF_WHO_ANSWERS = ("check", "words")


def rights() -> tuple[list[Any], list[Any]]:
    """Who may what, and who signs in by which address."""
    return list(Membership.objects.order_by("pk").values_list("pk", *RIGHTS)), list(
        User.objects.order_by("pk").values_list("pk", "email", "is_active")
    )


@pytest.mark.parametrize("who", ["amin", "adele", "rose"])
def test_no_form_takes_rights_or_another_shop(house: SimpleNamespace, who: str) -> None:
    """A22, A4: whoever may change nobody's rights changes nobody's, one's own least of all; and nothing comes to be elsewhere."""
    other, member = a_shop("autre-maison"), getattr(house, who)
    client, before, elsewhere = signed_in(member, **AS_SCRIPT), rights(), counted(other.id)
    for form in forms_of(house, member):
        if form.method != "POST" or "sign-out" in form.action:
            continue
        more = {name: [value] for name, value in MORE.items() if name not in form.values}
        point = transaction.savepoint()
        answer = client.post(form.action, form.values | more | {"shop_id": [str(other.id)]})
        assert answer.status_code != 500, form.action
        assert rights() == before, form.action
        transaction.savepoint_rollback(point)
        client.post(form.action, form.values | more | {"shop": [str(other.id)]})
        assert counted(other.id) == elsewhere, form.action
        assert rights() == before, form.action
        cache.clear()


def counted(shop_id: int) -> dict[str, int]:
    """How many rows of each table belong to a shop."""
    with connection.cursor() as cursor:
        tables = [it.name for it in connection.introspection.get_table_list(cursor)]
        of_shop = [
            it
            for it in tables
            if any(column.name == "shop_id" for column in connection.introspection.get_table_description(cursor, it))
        ]
        found = {}
        for table in of_shop:
            cursor.execute(f'SELECT COUNT(*) FROM "{table}" WHERE shop_id = %s', [shop_id])
            found[table] = cursor.fetchone()[0]
    return found


@pytest.mark.parametrize("name", JSON)
def test_json_is_closed(house: SimpleNamespace, name: str) -> None:
    """A22: each field more is 400, and nothing was done."""
    [route] = [it for it in routes("console") if it.short == name]
    member = house.amin if name in OF_WHO_ANSWERS else house.rose
    client, wrong = signed_in(member, **AS_SCRIPT), []
    address = next(iter(addresses(route)))
    for field, value in MORE.items():
        body = JSON[name](house)
        if field in body or (name == "feed_say" and field == "reach"):
            continue
        answer = client.post(address, json.dumps(body | {field: value}), content_type="application/json")
        cache.clear()
        if answer.status_code != 400:
            wrong.append((field, answer.status_code))
    assert wrong == []
