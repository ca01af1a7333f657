"""Seeds the database of a live desk, in a process of its own: two shops, the whole cast in the first. Prints what tests need."""

from __future__ import annotations

import json
import os
from typing import Any

import django

django.setup()

from django.contrib.auth.hashers import make_password  # noqa: E402

from comptoir.domain.charter.queries import charter_in_force  # noqa: E402
from comptoir.domain.people.models import Membership, User  # noqa: E402
from comptoir.domain.shops.actions import add_site  # noqa: E402
from comptoir.domain.shops.queries import KnownShop  # noqa: E402
from comptoir.foundation.clock import now  # noqa: E402
from tests.people import NAMES, PASSWORD, a_member, a_shop  # noqa: E402


def main() -> None:
    """Bring the cast into a database that has tables, and nobody yet."""
    from django.conf import settings

    shop, other = a_shop(), a_shop("autre-maison")
    add_site(shop_id=shop.id, url=settings.PUBLIC_URL)
    members = {role: a_member(shop, role) for role in NAMES}
    members["second_advisor"] = a_member(shop, "advisor", name="Zoé")
    members["stranger"] = a_member(other, "advisor", name="Étienne")
    charters = json.loads(os.environ.get("COMPTOIR_TEST_SHOPS", "{}"))
    shops = {key: _introduced(_team_of(a_shop(key, charter=charter))) for key, charter in charters.items()}
    # One password for all is hashed once: a good hash is slow, and there are many here.
    User.objects.update(password=make_password(PASSWORD))
    cast = {"shop": shop.key, "other": other.key, "people": _introduced(members), "shops": shops}
    print(json.dumps(cast | {"password": PASSWORD}))


def _team_of(shop: KnownShop) -> dict[str, Membership]:
    team = {role: a_member(shop, role) for role in ("ambassador", "advisor", "referent", "manager")}
    team = team | {"second_ambassador": a_member(shop, "ambassador", name="Bruno")}
    if charter_in_force(shop.id, now())[1].training is None:
        return team
    return team | {"newcomer": a_member(shop, "advisor", name="Nora", is_trained=False)}


def _introduced(members: dict[str, Membership]) -> dict[str, dict[str, Any]]:
    return {
        key: {"id": it.pk, "user": it.user_id, "email": it.user.email, "name": it.display_name}
        for key, it in members.items()
    }


if __name__ == "__main__":
    main()
