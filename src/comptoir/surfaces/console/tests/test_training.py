"""The pages of training: what one learns, what leaves the server, who may look and decide (D6, G5, A4, A19, A22)."""

from __future__ import annotations

from types import SimpleNamespace
from uuid import uuid4

import pytest

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.knowledge.rules import harmless
from comptoir.domain.people.actions import add_member
from comptoir.domain.people.queries import forget_members
from comptoir.domain.training.models import Attempt, Newcomer, Pass
from comptoir.domain.training.queries import forget_passes, taught_keys
from comptoir.domain.training.rules import WATCHED
from comptoir.domain.training.tests.stage import TRAINING, passes, right_answer, takes
from comptoir.foundation.broadcast import captured
from comptoir.surfaces.console.teaching.markup import page_of
from comptoir.surfaces.console.tests.conftest import AS_SCRIPT
from tests.people import ALWAYS_OPEN, NOON, a_conversation, a_member, a_shop, a_viewer, says

ONWARD = '<a class="button main" href="/console/">'
SHADOW = "watch_conversations = 1\nshadow_conversations = 3\n"


@pytest.fixture
def school(db: None) -> SimpleNamespace:
    """A shop that asks for training; Adèle is new."""
    shop, other = (a_shop(key, charter=ALWAYS_OPEN + TRAINING + SHADOW) for key in ("maison-perle", "autre-maison"))
    return SimpleNamespace(
        shop=shop,
        adele=a_member(shop, is_trained=False),
        zoe=a_member(shop, name="Zoé"),
        rose=a_member(shop, "referent", audience="advisor"),
        marc=a_member(shop, "manager"),
        stranger=a_member(other, "manager", name="Étienne"),
    )


def begun(client, school, key="chat") -> Attempt:
    client.post(f"/console/training/modules/{key}/begin", {"shop": school.shop.id})
    return Attempt.objects.get(module_key=key, finished_at=None)


def test_who_is_new_is_told_what_is_missing_with_the_way_there(school, at_desk):
    """G5"""
    page = at_desk(school.adele).get("/console/").content.decode()

    assert "You can answer as soon as you have passed 2 more modules." in page
    assert f"/console/training?shop={school.shop.id}" in page
    assert "You can answer as soon" not in at_desk(school.zoe).get("/console/training").content.decode()


def test_what_waits_cannot_be_taken_before_training_and_the_pane_says_so(school, at_desk):
    """G5: no button that is refused when it is pressed."""
    talk = a_conversation(school.shop, page_url="https://www.maison-perle.example/mon-compte/")
    taking = f'hx-post="/console/c/{talk.pk}/take"'

    closed = at_desk(school.adele).get(f"/console/c/{talk.pk}/head").content.decode()
    assert taking not in closed
    assert '"why_not":"not_trained"' in closed
    assert taking in at_desk(school.zoe).get(f"/console/c/{talk.pk}/head").content.decode()


def test_an_empty_inbox_says_what_is_missing_to_whom_nobody_rings_yet(school, at_desk):
    """G5: the switch would bring nothing; for whom the gate is open, and for who answers elsewhere too, it does."""
    closed = at_desk(school.adele).get("/console/list?view=mine").content.decode()
    assert "You can answer as soon as you have passed 2 more modules." in closed
    assert f"/console/training?shop={school.shop.id}" in closed
    assert "Switch to" not in closed

    assert "Switch to" in at_desk(school.zoe).get("/console/list?view=mine").content.decode()
    elsewhere = {"email": school.adele.user.email, "name": "Adèle", "role": "advisor", "audience": "advisor"}
    add_member(shop_id=a_shop("sans-formation", charter=ALWAYS_OPEN).id, password=None, languages=["fr"], **elsewhere)
    forget_members()
    assert "Switch to" in at_desk(school.adele).get("/console/list?view=mine").content.decode()


def test_the_last_module_opens_the_gate_and_every_page_of_theirs_hears_it(
    school, at_desk, django_capture_on_commit_callbacks
):
    """G5: who passes is told so at once, with the way to the conversations, wherever else they have the desk open."""
    client = at_desk(school.adele)
    passes(school.adele, "welcome")
    assert client.get("/console/standing", **AS_SCRIPT).json()["gates"][0]["words"].endswith("1 more module.")
    with captured() as news, django_capture_on_commit_callbacks(execute=True):
        attempt = takes(a_viewer(school.adele), "chat")
    assert {it.topics for it in news if b'"training"' in it.frame} == {(f"user:{school.adele.user_id}",)}
    shown = client.get(f"/console/training/attempts/{attempt.pk}").content.decode()
    assert ONWARD not in shown, "colleagues are watched before"
    Pass.objects.create(membership=school.adele, key=WATCHED, number=uuid4(), given_at=NOON)
    forget_passes()
    shown = client.get(f"/console/training/attempts/{attempt.pk}").content.decode()
    assert ONWARD in shown
    assert client.get("/console/standing", **AS_SCRIPT).json()["gates"] == []


def test_every_page_of_training_is_shown_to_who_may_see_it(school, at_desk):
    for address in ("", "/modules/chat", "/watching"):
        assert at_desk(school.adele).get(f"/console/training{address}").status_code == 200, address
    for address in ("/team", "/newcomers", "/write", "/write/chat/en", "/team.csv"):
        assert at_desk(school.rose).get(f"/console/training{address}").status_code == 200, address
        assert at_desk(school.adele).get(f"/console/training{address}").status_code == 403, address


TWICE = """
[training]
before_answering = { advisor = ["chat_rules", "welcome"], ambassador = ["chat", "welcome"] }
"""


def test_modules_of_one_title_are_told_apart_by_whom_they_are_for(db, at_desk):
    """D6: for who watches over all of them, in each list; who answers sees but their own."""
    shop = a_shop(charter=ALWAYS_OPEN + TWICE)
    marc, adele = a_member(shop, "manager"), a_member(shop, is_trained=False)
    lists = [at_desk(marc).get(f"/console/training{it}").content.decode() for it in ("", "/write")]
    assert [it.count("for: Advisor") for it in lists] == [1, 1]
    assert [it.count("for: Ambassador") for it in lists] == [1, 1]
    columns = at_desk(marc).get("/console/training/team").content.decode()
    assert all(f"({name})</th>" in columns for name in ("Advisor", "Ambassador"))
    assert "for: A" not in at_desk(adele).get("/console/training").content.decode()


def test_a_module_that_the_charter_calls_otherwise_stands_there_once(db):
    """D6"""
    shop = a_shop(charter=ALWAYS_OPEN + TWICE.replace('"chat",', ""))
    charter = charter_in_force(shop.id, NOON)[1]
    assert [it for it in taught_keys(shop.id, charter) if "chat" in it] == ["chat_rules"]


def test_what_is_right_is_told_only_after_handing_in(school, at_desk):
    """D6, A22"""
    client = at_desk(school.adele)
    attempt = begun(client, school)
    whys = [it["why"] for it in attempt.paper]
    for place in range(len(attempt.paper)):
        page = client.get(f"/console/training/attempts/{attempt.pk}?q={place}").content.decode()
        assert not any(why in page for why in whys)

    done = takes(a_viewer(school.adele), "chat")

    page = client.get(f"/console/training/attempts/{done.pk}").content.decode()
    assert done.pk == attempt.pk
    assert page.count('class="why"') == len(whys)


def test_answers_are_kept_and_whatever_else_is_sent_changes_nothing(school, at_desk):
    """A22"""
    client = at_desk(school.adele)
    attempt = begun(client, school)
    one = next(n for n, it in enumerate(attempt.paper) if it["kind"] == "one")
    sent = {
        "place": one,
        "choice": right_answer(attempt.paper[one])[0],
        "is_passed": "1",
        "score": "100",
        "membership": 1,
    }

    assert client.post(f"/console/training/attempts/{attempt.pk}/answer", sent).status_code == 302

    attempt.refresh_from_db()
    assert attempt.answers == {str(one): right_answer(attempt.paper[one])}
    assert (attempt.is_passed, attempt.score, attempt.membership_id) == (False, None, school.adele.pk)


def test_an_order_is_given_by_the_place_of_each(school, at_desk):
    client = at_desk(school.adele)
    attempt = begun(client, school)
    place = next(n for n, it in enumerate(attempt.paper) if it["kind"] == "order")
    ranks = {f"rank-{option}": rank for rank, option in enumerate(attempt.paper[place]["right"], 1)}

    client.post(f"/console/training/attempts/{attempt.pk}/answer", {"place": place} | ranks)

    attempt.refresh_from_db()
    assert attempt.answers[str(place)] == attempt.paper[place]["right"]


def test_the_checker_looks_at_a_mended_reply(school, at_desk):
    """C1"""
    client = at_desk(school.adele)
    attempt = begun(client, school)
    place = next(n for n, it in enumerate(attempt.paper) if it["kind"] == "mend")
    address = f"/console/training/attempts/{attempt.pk}/check"

    spoilt = client.post(address, {"place": place, "text": attempt.paper[place]["draft"]}).content.decode()
    mended = client.post(address, {"place": place, "text": attempt.paper[place]["model"]}).content.decode()

    assert "found-faults" in spoilt
    assert "The checker finds nothing more." in mended


def test_an_attempt_and_a_certificate_are_nobody_elses(school, at_desk):
    """A4"""
    attempt = begun(at_desk(school.adele), school)
    passes(school.adele, "welcome")
    number = Pass.objects.get(membership=school.adele, key="welcome").number
    for act in ("answer", "check", "hand-in"):
        answer = at_desk(school.zoe).post(f"/console/training/attempts/{attempt.pk}/{act}", {"place": 0, "choice": 0})
        assert answer.status_code == 404
    assert at_desk(school.zoe).get(f"/console/training/attempts/{attempt.pk}").status_code == 404
    for member, status in ((school.adele, 200), (school.rose, 200), (school.zoe, 404), (school.stranger, 404)):
        assert at_desk(member).get(f"/console/training/certificates/{number}").status_code == status


def test_a_newcomer_watches_and_a_referent_releases(school, at_desk):
    """D6"""
    talk = a_conversation(school.shop, answered_by=school.zoe)
    says(talk, "Je suis Zoé, conseillère. Bonjour !", by=school.zoe)
    passes(school.adele, "welcome", "chat")
    client = at_desk(school.adele)
    address = f"/console/training/watching/{talk.pk}"
    assert at_desk(school.stranger).get(address).status_code == 404
    assert "Je suis Zoé" in client.get(address).content.decode()

    client.post(address, {"shop": school.shop.id})

    assert Newcomer.objects.get(pk=school.adele.pk).stage == "supervised"
    page = at_desk(school.rose).get("/console/training/newcomers").content.decode()
    assert "Adèle" in page
    sent = {"shop": school.shop.id, "word": "Bravo."}
    step = f"/console/training/newcomers/{school.adele.pk}"
    assert at_desk(school.adele).post(f"{step}/release", sent).status_code == 403
    assert at_desk(school.rose).post(f"{step}/release", sent).status_code == 204
    assert Newcomer.objects.get(pk=school.adele.pk).stage == "released"


def test_only_a_manager_recognises_and_only_in_their_shop(school, at_desk):
    """A4"""
    address, sent = f"/console/training/team/{school.adele.pk}/recognise", {"shop": school.shop.id}
    assert at_desk(school.rose).post(address, sent).status_code == 403
    assert at_desk(school.stranger).post(address, sent).status_code == 403
    assert at_desk(school.marc).post(address, sent).status_code == 204
    forget_passes()
    assert Pass.objects.filter(membership=school.adele).exists()


def test_no_cell_of_the_file_begins_a_formula(school, at_desk):
    """A19"""
    school.adele.display_name = "=HYPERLINK(1)"
    school.adele.save()

    table = at_desk(school.rose).get("/console/training/team.csv").content.decode()

    assert "\n'=HYPERLINK(1)" in table.replace("\r", "")
    for cell in ("=1", "+1", "-1", "@a", "\t=1", "\r=1", "＝1", " =1"):
        assert harmless(cell).startswith("'")


def test_a_draft_is_written_previewed_and_published(school, at_desk):
    client, address = at_desk(school.rose), "/console/training/write/gems/en"
    sent = {
        "shop": school.shop.id,
        "based_on": 0,
        "title": "Gems",
        "kind": "product",
        "minutes": 5,
        "text": "At **{shop}**.",
        "quiz": "? Yes?\n(x) yes\n( ) no",
    }
    shown = client.post("/console/training/write/preview", sent | {"of": "en"}).content.decode()
    assert "<strong>Maison Perle</strong>" in shown

    assert client.post(f"{address}?shop={school.shop.id}", sent).status_code == 204
    assert client.post(f"{address}/publish", {"shop": school.shop.id}).status_code == 204

    assert "Gems" in at_desk(school.adele).get("/console/training").content.decode()
    assert at_desk(school.adele).post(f"{address}?shop={school.shop.id}", sent).status_code == 403


def test_a_text_cannot_run_or_fetch_anything():
    """A1"""
    page = page_of(
        "<script>alert(1)</script> [x](javascript:alert(1)) ![y](https://evil.example/p.png) <img src=x onerror=alert(1)>"
    )

    assert "<script" not in page
    assert "javascript:" not in page.replace("[x](javascript:alert(1))", "")
    assert 'src="https://evil.example' not in page
    assert "<img src=x" not in page
