"""Lists kept under a name: each agent's own."""

from __future__ import annotations

import pytest

from comptoir.domain.conversations.queries import saved_views
from comptoir.surfaces.console.tests.conftest import AS_SCRIPT


def keep(client, name, **query):
    from urllib.parse import urlencode

    return client.post(f"/console/views?{urlencode(query)}", {"name": name}, HTTP_HX_REQUEST="true", **AS_SCRIPT)


def names(member):
    return [view.name for view in saved_views(member.user_id)]


def test_a_list_is_kept_and_stands_in_the_rail_of_who_kept_it(desk, at_desk) -> None:
    """F: saved views."""
    client = at_desk(desk.adele)

    answer = keep(client, "Mariages urgents", view="all", shop=desk.shop.id, only="tag:mariage")

    assert (answer.status_code, answer["HX-Refresh"]) == (204, "true")
    page = client.get("/console/").content.decode()
    assert "Mariages urgents" in page
    assert f"view=all&amp;shop={desk.shop.id}&amp;only=tag%3Amariage" in page
    assert "Mariages urgents" not in at_desk(desk.rose).get("/console/").content.decode()


def test_the_same_name_takes_the_place_of_the_first_and_nobody_removes_anothers(desk, at_desk) -> None:
    client = at_desk(desk.adele)
    keep(client, "À voir", view="mine")
    keep(client, "À voir", view="closed")
    (view,) = saved_views(desk.adele.user_id)
    assert view.view == "closed"

    at_desk(desk.rose).post(f"/console/views/{view.pk}/remove", **AS_SCRIPT)
    assert names(desk.adele) == ["À voir"]
    client.post(f"/console/views/{view.pk}/remove", **AS_SCRIPT)
    assert names(desk.adele) == []


@pytest.mark.parametrize(
    ("name", "query", "status"),
    [
        ("", {}, 400),
        ("x", {"view": "nowhere"}, 400),
        ("x", {"only": "colour:red"}, 400),
        ("x", {"shop": 99}, 403),
        ("x", {"shop": "one"}, 400),
    ],
)
def test_what_there_is_not_is_not_kept(desk, at_desk, name, query, status) -> None:
    assert keep(at_desk(desk.adele), name, **query).status_code == status
    assert names(desk.adele) == []


def test_there_is_an_end_to_views(desk, at_desk) -> None:
    client = at_desk(desk.adele)
    statuses = [keep(client, f"view {n}").status_code for n in range(21)]

    assert statuses == [204] * 20 + [400]
