"""What people decide about promises, and what they have said."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from comptoir.domain.conversations.errors import ConversationNotFound
from comptoir.domain.promises import errors
from comptoir.domain.promises.actions import confirm_spoken, keep, make_promise, pause, release, resume, sweep
from comptoir.domain.promises.dates import end_of_day
from comptoir.domain.promises.models import Promise
from comptoir.domain.promises.queries import explanation_of
from comptoir.domain.promises.tests.stage import (
    CHARTER,
    DAY,
    HOUR,
    a_request,
    a_word_promising_shop,
    announced,
    later,
    tell,
    the,
)
from tests.people import a_conversation, a_member, a_shop, a_viewer, says

SOON, TOMORROW = later(60), later(DAY)

PARIS = ZoneInfo("Europe/Paris")

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop():
    return a_word_promising_shop()


@pytest.fixture
def adele(shop):
    return a_member(shop)


@pytest.fixture
def rose(shop):
    return a_member(shop, "referent")


@pytest.fixture
def talk(shop, adele):
    return a_conversation(shop, answered_by=adele)


def spoken(talk, adele, *, now=SOON, due=TOMORROW, words="Je vous rappelle demain", **fields):
    said = fields.pop("seq", None) or says(talk, f"{words}.", by=adele, now=later(50)).seq
    facts = {"conversation_id": talk.pk, "seq": said, "viewer": a_viewer(adele), "words": words, "due": due}
    return confirm_spoken(**facts | fields, now=now)


def test_what_an_agent_promises_in_words_becomes_a_dated_promise_of_theirs(talk, adele):
    """C4."""
    promise = spoken(talk, adele)
    assert (promise.kind, promise.clause, promise.words) == ("spoken", "", "Je vous rappelle demain")
    assert (promise.owner_id, promise.made_at, promise.due_at) == (adele.pk, later(50), later(DAY))
    assert promise.next_at == later(DAY - HOUR), "a reminder an hour before"


def test_to_confirm_the_same_words_twice_makes_one_promise(talk, adele):
    """C4."""
    first = spoken(talk, adele)
    again = spoken(talk, adele, seq=first.made_seq, now=later(70))
    other = spoken(talk, adele, seq=first.made_seq, words="Je vous écris lundi")
    assert (again.pk == first.pk, other.pk == first.pk) == (True, False)


def test_a_promise_is_known_by_the_senders_own_id_as_well(talk, adele):
    said = says(talk, "Je vous rappelle demain.", by=adele, now=later(50))
    facts = {"conversation_id": talk.pk, "viewer": a_viewer(adele), "words": "rappeler", "due": later(DAY)}
    assert confirm_spoken(client_id=said.client_id, **facts, now=later(60)).made_seq == said.seq


def test_a_day_that_was_named_means_until_the_shop_closes_on_it():
    """C4: "I will call you back tomorrow"."""
    week = CHARTER.replace('mon-sun = ["00:00-24:00"]', 'mon-fri = ["09:00-12:00", "13:00-17:30"]')
    shop, closing = a_shop(charter=week), dt.time(17, 30)
    assert end_of_day(shop.id, "advisor", dt.date(2026, 12, 2), later(0)).astimezone(PARIS).time() == closing
    sunday = end_of_day(shop.id, "advisor", dt.date(2026, 12, 6), later(0)).astimezone(PARIS)
    assert (sunday.day, sunday.time()) == (7, dt.time()), "where it does not open, the day itself"


def test_its_owner_is_reminded_and_it_breaks_when_nobody_marks_it_kept(talk, adele):
    """C4: a reminder, and a kept or broken mark."""
    spoken(talk, adele)
    sweep(later(DAY - HOUR))
    [reminder] = [it for it in announced("at_risk") if it["kind"] == "spoken"]
    assert (reminder["tell"], reminder["owner_id"]) == (["owner"], adele.pk)
    sweep(later(DAY))
    assert Promise.objects.get(kind="spoken").state == "broken"


def test_its_owner_marks_it_kept_with_the_message_that_shows_it(talk, adele):
    """C4."""
    promise = spoken(talk, adele)
    seq = says(talk, "Comme promis…", by=adele, now=later(2 * HOUR)).seq
    keep(promise_id=promise.pk, viewer=a_viewer(adele), seq=seq, now=later(2 * HOUR))
    promise.refresh_from_db()
    assert (promise.state, promise.settled_at, promise.evidence_seq) == ("kept", later(2 * HOUR), seq)
    with pytest.raises(errors.PromiseIsSettled):
        keep(promise_id=promise.pk, viewer=a_viewer(adele), now=later(3 * HOUR))


def test_done_too_late_it_is_done_and_stays_broken(talk, adele):
    promise = spoken(talk, adele)
    sweep(later(DAY))
    keep(promise_id=promise.pk, viewer=a_viewer(adele), now=later(2 * DAY))
    promise.refresh_from_db()
    assert (promise.state, promise.settled_at, promise.done_at) == ("broken", later(DAY), later(2 * DAY))


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"words": "   "}, errors.WordsMissing),
        ({"words": "x" * 301}, errors.WordsMissing),
        ({"due": later(60)}, errors.DueInThePast),
        ({"due": later(60) + dt.timedelta(days=400)}, errors.DueInThePast),
        ({"due": dt.date.max}, errors.DueInThePast),
        ({"due": later(-DAY).date()}, errors.DueInThePast),
        ({"seq": 1}, errors.NothingWasPromised),
        ({"seq": 10**30}, errors.NothingWasPromised),
    ],
)
def test_what_is_no_promise_is_refused(talk, adele, wrong, refusal):
    seq = says(talk, "Je vous rappelle demain.", by=adele, now=later(50)).seq
    with pytest.raises(refusal):
        spoken(talk, adele, **{"seq": seq} | wrong)


def test_nobody_confirms_in_a_conversation_that_is_not_theirs_to_see(talk, adele):
    seq = says(talk, "Je vous rappelle demain.", by=adele, now=later(50)).seq
    stranger = a_member(a_word_promising_shop(key="autre"), name="Luc")
    with pytest.raises(ConversationNotFound):
        spoken(talk, adele, seq=seq, viewer=a_viewer(stranger))


def test_card_numbers_are_not_kept_in_what_was_promised(talk, adele):
    """D9."""
    assert "4111" not in spoken(talk, adele, words="Je rembourse la carte 4111 1111 1111 1111").words


def test_a_referent_releases_a_promise_and_says_why(shop, adele, rose):
    """G3: released, with who and why."""
    request = a_request(shop)
    promise = the(request, "first_answer")
    with pytest.raises(errors.ReasonMissing):
        release(promise_id=promise.pk, viewer=a_viewer(rose), why="  ", now=later(5))
    release(promise_id=promise.pk, viewer=a_viewer(rose), why="Il a téléphoné.", now=later(5))
    promise.refresh_from_db()
    facts = (promise.state, promise.why, promise.released_by_id, promise.settled_at, promise.next_at)
    assert facts == ("released", "Il a téléphoné.", rose.pk, later(5), None)
    assert [it["released_by"] for it in announced("released")] == [rose.pk]
    sweep(later(2 * DAY))
    assert [it for it in announced("broken") if it["promise_id"] == promise.pk] == []


def test_what_is_broken_may_be_let_go_and_stays_broken(shop, rose):
    promise = the(a_request(shop), "first_answer")
    sweep(later(DAY))
    release(promise_id=promise.pk, viewer=a_viewer(rose), why="Il a téléphoné.", now=later(2 * DAY))
    promise.refresh_from_db()
    assert (promise.state, promise.why, promise.done_at) == ("broken", "Il a téléphoné.", later(2 * DAY))


def test_an_agent_releases_their_own_word_and_nothing_else(shop, talk, adele):
    mine = spoken(talk, adele)
    release(promise_id=mine.pk, viewer=a_viewer(adele), why="Ce n'est plus utile.", now=later(70))
    tell(later(70))
    request = a_request(shop, body="Bonjour", page_url="https://www.maison-perle.example/mon-compte/x")
    with pytest.raises(errors.NotYoursToSettle):
        release(promise_id=the(request, "resolution").pk, viewer=a_viewer(adele), why="non", now=later(80))


def test_who_may_not_see_the_conversation_learns_of_no_promise(shop, rose):
    promise = the(a_request(shop), "first_answer")
    stranger = a_viewer(a_member(a_word_promising_shop(key="autre"), "referent", name="Luc"))
    for act in (
        lambda: release(promise_id=promise.pk, viewer=stranger, why="x", now=later(1)),
        lambda: keep(promise_id=promise.pk, viewer=stranger, now=later(1)),
        lambda: pause(promise_id=promise.pk, viewer=stranger, now=later(1)),
        lambda: keep(promise_id=10**9, viewer=a_viewer(rose), now=later(1)),
    ):
        with pytest.raises(errors.PromiseNotFound):
            act()


def test_an_answer_is_kept_by_answering(shop, rose):
    promise = the(a_request(shop), "first_answer")
    with pytest.raises(errors.KeptByWhatHappens) as refused:
        keep(promise_id=promise.pk, viewer=a_viewer(rose), now=later(1))
    assert refused.value.clause == "promises.message_first_answer"


def test_to_release_what_was_answered_a_moment_ago_comes_too_late(shop, talk, adele, rose):
    tell()
    promise = the(talk, "first_answer")
    says(talk, "Bonjour.", by=adele, now=later(9))
    with pytest.raises(errors.PromiseIsSettled):
        release(promise_id=promise.pk, viewer=a_viewer(rose), why="x", now=later(10))


def test_a_clock_is_stopped_and_started_by_hand_where_the_charter_lets_it(shop, rose):
    request = a_request(shop)
    resolution, answer = the(request, "resolution"), the(request, "first_answer")
    pause(promise_id=resolution.pk, viewer=a_viewer(rose), now=later(HOUR))
    pause(promise_id=resolution.pk, viewer=a_viewer(rose), now=later(2 * HOUR))
    resume(promise_id=resolution.pk, viewer=a_viewer(rose), now=later(3 * HOUR))
    assert the(request, "resolution").due_at == later(2 * DAY + 2 * HOUR)
    with pytest.raises(errors.ClockDoesNotPause):
        pause(promise_id=answer.pk, viewer=a_viewer(rose), now=later(HOUR))


def test_another_app_says_that_what_it_knows_of_is_done(shop):
    """D8."""
    refund = make_promise(shop_id=shop.id, of="return", when="refund", made_at=later(0), subject="return:17")
    keep(promise_id=refund.pk, now=later(5 * DAY))
    refund.refresh_from_db()
    assert (refund.state, refund.settled_at) == ("kept", later(5 * DAY))


def test_a_promise_without_a_conversation_is_seen_by_whose_it_is_and_by_those_who_watch(shop, adele, rose):
    """A11: to the others it does not exist."""
    facts = {"shop_id": shop.id, "of": "return", "when": "refund", "made_at": later(0), "subject": "return:17"}
    promise = make_promise(owner_id=adele.pk, **facts)
    colleague = a_viewer(a_member(shop, "ambassador"))
    for viewer in (a_viewer(adele), a_viewer(rose)):
        assert explanation_of(promise.pk, viewer).promise == promise
    with pytest.raises(errors.PromiseNotFound):
        explanation_of(promise.pk, colleague)
    with pytest.raises(errors.PromiseNotFound):
        release(promise_id=promise.pk, viewer=colleague, why="…", now=SOON)


def test_nobody_gives_a_colleagues_word(shop, talk, adele, rose):
    """C4: what somebody wrote is theirs to promise; who watches over the shop may write it down for them."""
    said = says(talk, "Je vous rappelle demain.", by=adele, now=later(50)).seq
    colleague = a_viewer(a_member(shop, name="Hugo"))
    with pytest.raises(errors.NotYoursToSettle):
        spoken(talk, adele, seq=said, viewer=colleague)
    assert spoken(talk, adele, seq=said, viewer=a_viewer(rose)).owner_id == adele.pk
