"""Every reading of a conversation that is not one's own is kept, whichever way it was read. A11"""

from __future__ import annotations

import pytest

from comptoir.domain.privacy.models import AccessRecord
from comptoir.surfaces.console.tests.conftest import AS_SCRIPT
from tests.people import NOON


def kept() -> list[tuple[int, int, str]]:
    rows = AccessRecord.objects.order_by("pk")
    return list(rows.values_list("membership_id", "conversation_id", "ways"))


def test_who_opens_what_a_colleague_answers_is_written_down(desk, at_desk, of_advisor) -> None:
    """A11."""
    client = at_desk(desk.rose)
    for _time in range(3):
        client.get(f"/console/c/{of_advisor.pk}")
        client.get(f"/console/c/{of_advisor.pk}/entries?after=-1")

    assert kept() == [(desk.rose.pk, of_advisor.pk, ",opened,")]
    assert AccessRecord.objects.get().at == NOON


def test_who_reads_what_is_theirs_is_not(desk, at_desk, of_advisor) -> None:
    at_desk(desk.adele).get(f"/console/c/{of_advisor.pk}")

    assert kept() == []


def test_who_may_not_see_it_reads_nothing_and_nothing_is_kept(desk, at_desk, of_advisor) -> None:
    at_desk(desk.stranger).get(f"/console/c/{of_advisor.pk}")
    at_desk(desk.amin).get(f"/console/c/{of_advisor.pk}/entries?after=0", **AS_SCRIPT)

    assert kept() == []


def test_what_a_search_found_is_said_to_be_so(desk, at_desk, of_advisor) -> None:
    client = at_desk(desk.rose)

    client.get(f"/console/c/{of_advisor.pk}", HTTP_REFERER="https://localhost/console/search?q=bague")

    assert kept() == [(desk.rose.pk, of_advisor.pk, ",search,")]


@pytest.mark.parametrize("times", [1, 5])
def test_reading_again_asks_the_database_nothing_more(
    desk, at_desk, of_advisor, django_assert_max_num_queries, times: int
) -> None:
    """A11: at most one record a member, conversation and hour; the second look costs no query."""
    client = at_desk(desk.rose)
    client.get(f"/console/c/{of_advisor.pk}/entries?after=0")

    with django_assert_max_num_queries(6 * times) as asked:
        for _time in range(times):
            client.get(f"/console/c/{of_advisor.pk}/entries?after=0")

    assert not [it for it in asked.captured_queries if "accessrecord" in it["sql"]]
