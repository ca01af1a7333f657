"""The ledger's pages: who sees what, why a date is what it is, and who may let a promise go."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comptoir.domain.promises.actions import hear, make_promise
from comptoir.domain.promises.models import Promise
from comptoir.foundation.clock import now
from comptoir.foundation.models import Announcement
from comptoir.surfaces.console.tests.conftest import AS_SCRIPT
from tests.people import ALWAYS_OPEN, NOON, a_conversation, a_shop, says


@pytest.fixture
def promised(desk):
    """A chat that somebody waits in, and what it was promised."""
    talk = a_conversation(desk.shop, answered_by=desk.adele, first_name="Vera")
    hear([talk.pk], NOON)
    return Promise.objects.get()


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_ledger_shows_each_promise_with_a_clock_that_runs(desk, at_desk, promised):
    """G3."""
    html = page(at_desk(desk.rose), "/console/promises")
    assert f"/console/promises/{promised.pk}" in html
    assert f"/console/c/{promised.conversation_id}" in html
    assert "data-due=" in html
    assert "chat_first_answer" in html
    assert f"/console/promises/{promised.pk}" not in page(at_desk(desk.rose), "/console/promises?view=kept")
    assert f"/console/promises/{promised.pk}" not in page(at_desk(desk.stranger), "/console/promises")


def test_a_part_of_the_ledger_that_is_not_there_is_refused(desk, at_desk):
    for address in ("?view=x", "?kind=x", "?after=x", "?shop=x"):
        assert at_desk(desk.rose).get(f"/console/promises{address}", **AS_SCRIPT).status_code == 400
    assert at_desk(desk.rose).get(f"/console/promises?shop={desk.other.id}", **AS_SCRIPT).status_code == 403


def test_a_full_page_asks_the_database_no_more_than_an_empty_one(desk, at_desk, promised):
    client = at_desk(desk.rose)

    def questions(address):
        with CaptureQueriesContext(connection) as queries:
            page(client, address)
        # Of the rest of the page, processes remember some things for a moment.
        return len([query for query in queries if "promises_promise" in query["sql"]])

    empty = questions("/console/promises?view=kept")
    for _ in range(60):
        hear([a_conversation(desk.shop, first_name="Vera").pk], NOON)
    assert questions("/console/promises") == empty
    assert "after=" in page(client, "/console/promises")


def test_the_pages_follow_by_key(desk, at_desk):
    for _ in range(55):
        hear([a_conversation(desk.shop).pk], NOON)
    client, seen, address = at_desk(desk.rose), 0, "/console/promises"
    for rows in (50, 5):
        html = page(client, address)
        seen += html.count("data-due=")
        assert html.count("chat_first_answer") == rows
        if 'href="?view=open&amp;kind=&amp;shop=&amp;after=' in html:
            address = "/console/promises" + html.split('class="button" href="')[1].split('"')[0].replace("&amp;", "&")
    assert seen == 55


def test_a_date_is_explained(desk, at_desk, promised):
    html = page(at_desk(desk.adele), f"/console/promises/{promised.pk}")
    assert html.count("<li>") >= 2
    assert at_desk(desk.stranger).get(f"/console/promises/{promised.pk}", **AS_SCRIPT).status_code == 404


def test_a_date_is_explained_in_a_dialog_too(desk, at_desk, promised):
    """G3: one click beside the clock."""
    html = at_desk(desk.adele).get(f"/console/promises/{promised.pk}", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in html
    assert html.count("<li>") >= 2
    assert f'href="/console/promises/{promised.pk}"' in html


def test_the_card_asks_again_for_what_is_promised(desk, at_desk, promised):
    """G3."""
    address = f"/console/c/{promised.conversation_id}/promises"
    html = page(at_desk(desk.adele), address)
    assert f'hx-get="/console/promises/{promised.pk}"' in html
    assert "data-warn=" in html, "amber from the charter's warning on"
    Promise.objects.update(done_at=NOON, settled_at=NOON, state="kept")
    assert page(at_desk(desk.adele), address).strip() == ""


def test_my_day_is_mine_alone(desk, at_desk, promised):
    """G3."""
    assert f"/console/promises/{promised.pk}" in page(at_desk(desk.adele), "/console/promises/day")
    assert f"/console/promises/{promised.pk}" not in page(at_desk(desk.amin), "/console/promises/day")


def test_a_referent_releases_with_a_word_and_an_agent_does_not(desk, at_desk, promised):
    """G3."""
    address = f"/console/promises/{promised.pk}"
    assert "/release" not in page(at_desk(desk.adele), address)
    assert at_desk(desk.adele).post(f"{address}/release", {"why": "x"}, **AS_SCRIPT).status_code == 403
    assert at_desk(desk.rose).post(f"{address}/release", {"why": " "}, **AS_SCRIPT).status_code == 400
    assert at_desk(desk.stranger).post(f"{address}/release", {"why": "x"}, **AS_SCRIPT).status_code == 404
    assert at_desk(desk.rose).post(f"{address}/release", {"why": "<b>Elle a téléphoné</b>"}).status_code == 302
    html = page(at_desk(desk.rose), address)
    assert "&lt;b&gt;Elle a téléphoné&lt;/b&gt;" in html
    assert desk.rose.display_name in html


def test_what_is_known_by_hand_is_marked_by_hand(desk, at_desk):
    """C4."""
    charter_says_nothing_of_refunds = make_promise(shop_id=desk.shop.id, of="return", when="refund", made_at=NOON)
    assert charter_says_nothing_of_refunds is None
    mine = Promise.objects.create(
        shop_id=desk.shop.id,
        kind="spoken",
        words="rappeler",
        owner=desk.adele,
        made_at=NOON,
        due_at=NOON.replace(hour=18),
    )
    assert "/kept" in page(at_desk(desk.adele), f"/console/promises/{mine.pk}")
    assert at_desk(desk.adele).post(f"/console/promises/{mine.pk}/kept").status_code == 302
    mine.refresh_from_db()
    assert mine.state == "kept"


def test_a_conversation_shows_what_is_promised_in_it_beside_its_words(desk, at_desk, promised):
    """G3."""
    html = page(at_desk(desk.adele), f"/console/c/{promised.conversation_id}")
    assert f'href="/console/promises/{promised.pk}"' in html


def give_word(client, talk, client_id, *promises):
    post = {"client_id": str(client_id), "promises": [{"words": words, "day": day} for words, day in promises]}
    return client.post(f"/console/c/{talk.pk}/given", post, content_type="application/json", **AS_SCRIPT)


def test_what_an_agent_gives_their_word_for_is_in_the_ledger_once_the_message_is_sent(desk, at_desk):
    """C4: by one key while writing, with its day and its owner."""
    talk = a_conversation(desk.shop, answered_by=desk.adele)
    client, day = at_desk(desk.adele), (now() + dt.timedelta(days=1)).date().isoformat()
    early = give_word(client, talk, uuid4(), ("je vous rappelle demain", day))
    assert (early.status_code, early.json()["code"]) == (400, "nothing_was_promised")
    said = says(talk, "Je vous rappelle demain, et je vous écris.", by=desk.adele)
    for _ in range(2):
        answer = give_word(client, talk, said.client_id, ("je vous rappelle demain", day), ("je vous écris", day))
        assert answer.status_code == 204
    promises = Promise.objects.filter(kind="spoken").order_by("words")
    assert [(it.words, it.owner_id, it.made_seq) for it in promises] == [
        ("je vous rappelle demain", desk.adele.pk, said.seq),
        ("je vous écris", desk.adele.pk, said.seq),
    ]
    assert "je vous rappelle demain" in page(client, f"/console/c/{talk.pk}/promises")


def test_a_word_for_a_day_that_is_over_is_refused_and_so_is_none_at_all(desk, at_desk):
    talk = a_conversation(desk.shop, answered_by=desk.adele)
    said = says(talk, "Je vous ai rappelé.", by=desk.adele)
    client = at_desk(desk.adele)
    assert give_word(client, talk, said.client_id, ("rappeler", "2020-01-01")).json()["code"] == "due_in_the_past"
    assert give_word(client, talk, said.client_id).status_code == 400
    assert not Promise.objects.filter(kind="spoken").exists()


def test_whoever_wants_may_try_whether_warnings_reach_them(desk, at_desk):
    post = {"key": str(uuid4())}
    answer = at_desk(desk.adele).post("/console/settings/rehearse", post, content_type="application/json", **AS_SCRIPT)
    assert answer.status_code == 204
    assert Announcement.objects.filter(name="promises.warning_rehearsed").count() == 1


COMMITMENT = """
[[commitments]]
promise = "chat_first_answer"
share = "50 %"
by = "month"

[wording]
"""


def test_a_commitment_shows_what_is_left_of_it_and_who_could_tip_it(desk, at_desk):
    """G4: with a warning while it can still be kept."""
    a_shop(charter=ALWAYS_OPEN.replace("[wording]\n", COMMITMENT), now=now())
    opened = [a_conversation(desk.shop, answered_by=desk.adele, now=now()) for _ in range(4)]
    hear([talk.pk for talk in opened], now())
    client, address = at_desk(desk.rose), "/console/promises/commitments"
    assert "2 more may be broken until" in page(client, address)
    first, *others = Promise.objects.order_by("pk")
    assert f"/console/promises/{others[0].pk}" in page(client, address)
    assert f"/console/promises/{first.pk}" not in page(at_desk(desk.amin), address), "an advisor’s conversation"
    Promise.objects.exclude(pk=first.pk).update(state="broken", settled_at=now(), next_at=None)
    html = page(client, address)
    assert "1 too many is broken" in html
    assert 'data-mood="broken"' in html
    assert "0 of 3 kept so far (0%). Open: 1." in html
    assert '<section class="commitment"' not in page(at_desk(desk.stranger), address)
