"""What the ledger can tell, and to whom."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.conversations.actions import assign, close_conversation
from comptoir.domain.promises.actions import sweep
from comptoir.domain.promises.errors import PromiseNotFound
from comptoir.domain.promises.queries import (
    VIEWS,
    Filters,
    day_of,
    days,
    explanation_of,
    ledger,
    promises_of,
    standing_of_commitment,
)
from comptoir.domain.promises.tests.stage import DAY, HOUR, a_request, a_word_promising_shop, later, tell, the
from tests.people import a_conversation, a_member, a_viewer, says

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop():
    return a_word_promising_shop()


def of(page):
    return [(row.conversation_id, row.kind) for row in page.rows]


def test_who_watches_sees_all_that_is_open_the_soonest_due_first(shop):
    """G3."""
    rose = a_viewer(a_member(shop, "referent"))
    request, chat = a_request(shop), a_conversation(shop)
    tell()
    expected = [(chat.pk, "first_answer"), (request.pk, "first_answer"), (request.pk, "resolution")]
    assert of(ledger([rose], Filters())) == expected
    assert of(ledger([rose], Filters(kind="resolution"))) == expected[2:]
    assert of(ledger([rose], Filters(clause="chat_first_answer"))) == expected[:1]
    sweep(later(DAY))
    assert of(ledger([rose], Filters(view="broken"))) == expected[1::-1], "what is settled: the latest first"


def test_pages_follow_each_other_by_key_and_none_is_left_out(shop):
    rose = a_viewer(a_member(shop, "referent"))
    for n in range(7):
        a_request(shop, now=later(60 * (n // 2)))  # pairs are due at the same moment
    for view in ("open", "kept"):
        found, after = [], None
        while True:
            page = ledger([rose], Filters(view=view, kind="resolution"), after=after, limit=3)
            found += [row.pk for row in page.rows]
            after = page.next_cursor
            if after is None:
                break
        assert (len(found), len(set(found))) == ((7, 7) if view == "open" else (0, 0))


def test_an_agent_sees_their_own_and_what_belongs_to_conversations_they_may_see(shop):
    """A11."""
    amin, adele = a_member(shop, "ambassador"), a_member(shop)
    for_ambassadors = a_request(shop)
    for_advisors = a_request(shop, page_url="https://www.maison-perle.example/mon-compte/1")
    taken = a_request(shop)
    assign(conversation_id=taken.pk, membership_id=amin.pk, now=later(1))
    tell(later(1))

    def seen(member):
        return {row.conversation_id for row in ledger([a_viewer(member)], Filters()).rows}

    assert seen(amin) == {for_ambassadors.pk, taken.pk}
    assert seen(adele) == {for_advisors.pk}
    assert {row.conversation_id for row in ledger([a_viewer(amin)], Filters(view="mine")).rows} == {taken.pk}
    assert ledger([a_viewer(a_member(a_word_promising_shop(key="autre"), "manager"))], Filters()).rows == []


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("role", ["ambassador", "advisor", "manager"])
def test_a_page_takes_as_many_questions_for_many_rows_as_for_few(shop, view, role):
    viewer = a_viewer(a_member(shop, role))
    for _ in range(4):
        a_request(shop)
    with CaptureQueriesContext(connection) as queries:
        page = ledger([viewer], Filters(view=view))
        [(row.conversation and row.conversation.reference, row.owner and row.owner.display_name) for row in page.rows]
    assert len(queries) <= 2


def test_no_page_reads_the_table_from_end_to_end(shop):
    if connection.vendor != "sqlite":
        pytest.skip("reads the plans of SQLite")
    viewers = [a_viewer(a_member(shop, role)) for role in ("ambassador", "advisor", "manager")]
    request = a_request(shop)
    with CaptureQueriesContext(connection) as queries:
        for viewer in viewers:
            for view in VIEWS:
                ledger([viewer], Filters(view=view))
            day_of(viewer, later(0))
        promises_of(request.pk)
        standing_of_commitment(shop.id, charter_in_force(shop.id, later(0))[1].commitments[0], later(0))
    plans = {query["sql"]: plan(query["sql"]) for query in queries if "promises_promise" in query["sql"]}
    assert len(plans) > 10
    assert {sql: lines for sql, lines in plans.items() if any("SCAN promises" in line for line in lines)} == {}
    sorts = [sql for sql, lines in plans.items() if any("USE TEMP B-TREE FOR ORDER BY" in line for line in lines)]
    assert [sql for sql in sorts if '"conversation_id" =' not in sql] == []


def plan(sql):
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN " + sql.replace("%", "%%"))
        return [row[3] for row in cursor.fetchall()]


def test_a_members_day_is_what_is_late_what_is_due_today_and_what_comes_later(shop):
    """G3."""
    adele = a_member(shop)
    early, late = a_request(shop), a_request(shop, now=later(HOUR))
    for talk in (early, late):
        assign(conversation_id=talk.pk, membership_id=adele.pk, now=later(HOUR))
    tell(later(HOUR))
    sweep(later(DAY + 60))
    day = day_of(a_viewer(adele), later(DAY + 60))
    assert [row.conversation_id for row in day.overdue] == [early.pk]
    assert [row.conversation_id for row in day.today] == [late.pk]
    assert [row.kind for row in day.later] == ["resolution", "resolution"]

    says(early, "Bonjour, quelle taille ?", by=adele, now=later(DAY + 120))
    tell(later(DAY + 120))
    day = day_of(a_viewer(adele), later(DAY + 120))
    assert day.overdue == [], "answered, though late"
    assert [row.conversation_id for row in day.later] == [late.pk], "who waits for the customer owes nothing"


def test_what_waits_for_customers_does_not_hide_what_is_owed(shop, monkeypatch):
    """G3: however much of it there is."""
    adele = a_member(shop)
    first, second = a_request(shop), a_request(shop, now=later(HOUR))
    for talk in (first, second):
        assign(conversation_id=talk.pk, membership_id=adele.pk, now=later(HOUR))
    says(first, "Bonjour, quelle taille ?", by=adele, now=later(HOUR))
    says(second, "Bonjour.", by=adele, now=later(HOUR))
    tell(later(HOUR))
    monkeypatch.setattr(days, "AT_MOST", 1)
    day = day_of(a_viewer(adele), later(HOUR))
    assert [row.conversation_id for row in day.later] == [second.pk]


def test_a_conversation_tells_what_was_promised_in_it(shop):
    request = a_request(shop)
    assert {row.kind for row in promises_of(request.pk)} == {"first_answer", "resolution"}


def test_a_date_is_explained_step_by_step_to_who_may_see_it(shop):
    rose = a_viewer(a_member(shop, "referent"))
    promise = the(a_request(shop), "resolution")
    found = explanation_of(promise.pk, rose)
    assert found.explanation is not None
    assert found.explanation.due_at == promise.due_at
    assert [step.kind for step in found.explanation.steps] == ["received", "counted", "due"]
    stranger = a_viewer(a_member(a_word_promising_shop(key="autre"), "manager"))
    with pytest.raises(PromiseNotFound):
        explanation_of(promise.pk, stranger)


def test_a_commitment_stands_by_what_is_due_in_its_period(shop):
    """G4."""
    rose = a_viewer(a_member(shop, "referent"))
    requests = [a_request(shop) for _ in range(11)]
    commitment = charter_in_force(shop.id, later(0))[1].commitments[0]
    close_conversation(conversation_id=requests[0].pk, viewer=rose, now=later(HOUR))
    tell(later(HOUR))
    found = standing_of_commitment(shop.id, commitment, later(HOUR))
    numbers = found.standing
    assert (numbers.kept, numbers.broken, numbers.open, numbers.breaks_left) == (1, 0, 10, 1)
    assert (numbers.progress, numbers.can_tip, len(found.at_stake)) == (1.0, True, 10)

    sweep(later(2 * DAY))
    lost = standing_of_commitment(shop.id, commitment, later(2 * DAY))
    assert (lost.standing.broken, lost.standing.is_lost, lost.at_stake) == (10, True, [])
    following = standing_of_commitment(shop.id, commitment, later(40 * DAY))
    assert following.standing.progress is None
