"""Seeds the database of a live desk, in a process of its own: two shops, the whole cast in the first. Prints what tests need."""

from __future__ import annotations

import json

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from comptoir.domain.shops.actions import add_site  # noqa: E402
from tests.people import NAMES, PASSWORD, a_member, a_shop  # noqa: E402


def main() -> None:
    """Migrate (a shared PostgreSQL is emptied first), and bring the cast."""
    call_command("migrate", verbosity=0)
    if connection.vendor == "postgresql":
        call_command("flush", interactive=False, verbosity=0)
    from django.conf import settings

    shop, other = a_shop(), a_shop("autre-maison")
    add_site(shop_id=shop.id, url=settings.PUBLIC_URL)
    members = {role: a_member(shop, role, password=PASSWORD) for role in NAMES}
    members["second_advisor"] = a_member(shop, "advisor", name="Zoé", password=PASSWORD)
    members["stranger"] = a_member(other, "advisor", name="Étienne", password=PASSWORD)
    people = {key: {"id": it.pk, "email": it.user.email, "name": it.display_name} for key, it in members.items()}
    print(json.dumps({"shop": shop.key, "other": other.key, "people": people, "password": PASSWORD}))


if __name__ == "__main__":
    main()
