"""Reviews: chosen by rules, by asking and by the draw; judged by the charter's clauses; read and answered by whom they are about. D6."""

from __future__ import annotations

import datetime as dt

import pytest

from comptoir.domain.charter.actions import apply_charter
from comptoir.domain.charter.queries import forget_charters
from comptoir.domain.conversations.actions import approve_held, close_conversation, put_under_approval
from comptoir.domain.conversations.errors import ConversationNotFound
from comptoir.domain.conversations.models import Reading
from comptoir.domain.conversations.tests.strict import CLEAN, LOUD, STRICT, a_strict_desk, told, writes
from comptoir.domain.supervision.actions import (
    answer_review,
    ask_review,
    choose_closed,
    choose_rated,
    draw_week,
    drop_review,
    finish_review,
    see_review,
)
from comptoir.domain.supervision.errors import NothingJudged, NothingToReview, ReviewIsDone, ReviewNotFound
from comptoir.domain.supervision.models import Review
from comptoir.domain.supervision.queries import (
    marks_of,
    own_reviews,
    review_for,
    reviews_done,
    reviews_to_do,
    reviews_waiting,
    team_averages,
)
from comptoir.domain.supervision.rules import averages_of, number_to_draw
from comptoir.foundation.broadcast import captured
from comptoir.foundation.errors import BadRequest, NotAllowed
from tests.people import NOON, a_conversation, a_member, a_shop, a_viewer, says

pytestmark = pytest.mark.django_db
LATER = NOON + dt.timedelta(hours=1)
GOOD = {"introduction": "kept", "promise": "none", "empathy": "not", "solved": "kept"}


@pytest.fixture
def desk():
    return a_strict_desk()


def over(desk, words=CLEAN, **terms):
    """The conversation is answered and closed."""
    writes(desk.talk, desk.amin, words, **terms)
    close_conversation(conversation_id=desk.talk.pk, viewer=a_viewer(desk.amin), now=NOON)
    return desk.talk.pk


def reviewed(desk, by=None, verdicts=GOOD, word="Très clair.", **terms):
    over(desk)
    review_id = ask_review(conversation_id=desk.talk.pk, viewer=a_viewer(by or desk.rose), now=NOON)
    viewer = a_viewer(by or desk.rose)
    finish_review(review_id=review_id, viewer=viewer, verdicts=verdicts, word=word, now=LATER, **terms)
    return review_id


def test_a_plain_conversation_is_chosen_by_no_rule(desk):
    assert choose_closed(conversation_id=over(desk), now=NOON) is None
    assert choose_rated(conversation_id=desk.talk.pk, shop_id=desk.shop.id, score=3, now=NOON) is None


def test_an_insult_a_low_rating_and_a_checker_overruled_ask_for_a_review(desk):
    """B2, D4, G2"""
    insulted = over(desk)
    Reading.objects.create(
        conversation_id=insulted, seq=1, mood="angry", findings='[{"clause":"insult"}]', read_at=NOON
    )
    assert choose_closed(conversation_id=insulted, now=NOON)
    assert Review.objects.get().reason == "insult"
    assert choose_rated(conversation_id=insulted, shop_id=desk.shop.id, score=1, now=NOON) is None

    desk.talk = a_conversation(desk.shop, answered_by=desk.amin)
    choose_closed(conversation_id=over(desk, LOUD, is_confirmed=True), now=NOON)
    assert Review.objects.get(conversation=desk.talk).reason == "overruled"

    desk.talk = a_conversation(desk.shop, answered_by=desk.amin)
    choose_rated(conversation_id=over(desk), shop_id=desk.shop.id, score=2, now=NOON)
    assert Review.objects.get(conversation=desk.talk).reason == "rating"


def test_what_a_newcomer_answers_is_reviewed(desk):
    """D6"""
    put_under_approval(membership_id=desk.amin.pk, shop_id=desk.shop.id, why="newcomer", remaining=3, now=NOON)
    held = writes(desk.talk, desk.amin, CLEAN)
    approve_held(held_id=held.held_id, viewer=a_viewer(desk.rose), now=NOON)
    close_conversation(conversation_id=desk.talk.pk, now=NOON)
    choose_closed(conversation_id=desk.talk.pk, now=NOON)
    choose_closed(conversation_id=desk.talk.pk, now=NOON)
    assert [it.reason for it in Review.objects.all()] == ["newcomer"]


def test_a_share_of_last_week_is_drawn_once_a_week_from_each_member(desk):
    """D6: the draw spares nobody."""
    for member in (desk.amin, desk.adele):
        for _ in range(3):
            talk = a_conversation(desk.shop, answered_by=member)
            says(talk, CLEAN, by=member)
            close_conversation(conversation_id=talk.pk, now=NOON)
    next_week = NOON + dt.timedelta(days=7)

    drawn = draw_week(shop_id=desk.shop.id, now=next_week, draw=lambda those, n: list(those)[:n])
    assert len(drawn) == 2
    assert {it.membership_id for it in Review.objects.filter(reason="random")} == {desk.amin.pk, desk.adele.pk}
    assert draw_week(shop_id=desk.shop.id, now=next_week + dt.timedelta(hours=1)) == []


def with_charter(desk, reviews):
    """The shop has written down how it reviews."""
    apply_charter(text=f"{STRICT}\n[reviews]\n{reviews}\n", now=NOON)
    forget_charters()


def test_the_charter_says_how_much_is_drawn_and_which_rating_is_low(desk):
    """G1: the shop decides what is looked at again."""
    with_charter(desk, 'drawn = "50 %"\nlow_rating = 3')
    for _ in range(4):
        desk.talk = a_conversation(desk.shop, answered_by=desk.amin)
        over(desk)
    assert len(draw_week(shop_id=desk.shop.id, now=NOON + dt.timedelta(days=7))) == 2
    Review.objects.all().delete()
    assert choose_rated(conversation_id=desk.talk.pk, shop_id=desk.shop.id, score=3, now=NOON)


def test_a_charter_may_ask_for_no_reviews(desk):
    """G1"""
    with_charter(desk, 'drawn = "0 %"\nlow_rating = 0')
    over(desk)
    assert draw_week(shop_id=desk.shop.id, now=NOON + dt.timedelta(days=7)) == []
    assert choose_rated(conversation_id=desk.talk.pk, shop_id=desk.shop.id, score=1, now=NOON) is None


def test_of_few_one_is_drawn_of_many_the_share():
    assert [number_to_draw(n, 0.05) for n in (0, 1, 20, 21, 100)] == [0, 1, 1, 2, 5]
    assert number_to_draw(10, 0.0) == 0


def test_the_member_reads_the_scorecard_and_the_word_and_may_answer(desk, django_capture_on_commit_callbacks):
    with captured() as news, django_capture_on_commit_callbacks(execute=True):
        review_id = reviewed(desk)
    amin = a_viewer(desk.amin)
    [(topics, frame)] = told(news, "review")
    assert (topics, frame["id"]) == ((f"member:{desk.amin.pk}",), review_id)
    assert reviews_waiting([amin]) == 1

    review, _viewer, is_own = review_for([amin], review_id)
    assert (is_own, review.word, marks_of(review_id)) == (True, "Très clair.", GOOD)
    see_review(review_id=review_id, viewer=amin, now=LATER)
    answer_review(review_id=review_id, viewer=amin, answer="Merci, j'y penserai.", now=LATER)

    assert reviews_waiting([amin]) == 0
    assert [it.answer for it in own_reviews([amin]).rows] == ["Merci, j'y penserai."]
    assert [it.answer for it in reviews_done([a_viewer(desk.marc)]).rows] == ["Merci, j'y penserai."]


def test_a_reviewer_mends_their_own_until_it_was_read(desk):
    review_id = reviewed(desk)
    rose, marc, amin = a_viewer(desk.rose), a_viewer(desk.marc), a_viewer(desk.amin)
    finish_review(review_id=review_id, viewer=rose, verdicts={"empathy": "kept"}, word="", now=LATER)
    assert marks_of(review_id) == {"empathy": "kept"}
    with pytest.raises(ReviewIsDone):
        finish_review(review_id=review_id, viewer=marc, verdicts=GOOD, word="", now=LATER)
    see_review(review_id=review_id, viewer=amin, now=LATER)
    with pytest.raises(ReviewIsDone):
        finish_review(review_id=review_id, viewer=rose, verdicts=GOOD, word="", now=LATER)


def test_a_scorecard_says_something_and_nothing_unknown(desk):
    with pytest.raises(NothingJudged):
        reviewed(desk, verdicts={"empathy": "none"}, word=" ")
    review = Review.objects.get()
    for verdicts in ({"charm": "kept"}, {"empathy": "perfect"}):
        with pytest.raises(BadRequest):
            finish_review(review_id=review.pk, viewer=a_viewer(desk.rose), verdicts=verdicts, word="", now=LATER)


def test_what_is_open_or_unanswered_is_not_reviewed(desk):
    with pytest.raises(NothingToReview):
        ask_review(conversation_id=desk.talk.pk, viewer=a_viewer(desk.rose), now=NOON)


def test_one_that_is_not_worth_it_is_taken_off_the_list(desk):
    over(desk)
    review_id = ask_review(conversation_id=desk.talk.pk, viewer=a_viewer(desk.rose), now=NOON)
    drop_review(review_id=review_id, viewer=a_viewer(desk.marc))
    assert reviews_to_do([a_viewer(desk.rose)]).rows == []


def test_nobody_reviews_themselves_and_volunteers_and_advisors_review_nobody(desk):
    """A7, attack A4"""
    own = a_conversation(desk.shop, answered_by=desk.rose)
    says(own, CLEAN, by=desk.rose)
    close_conversation(conversation_id=own.pk, now=NOON)
    with pytest.raises(NotAllowed):
        ask_review(conversation_id=own.pk, viewer=a_viewer(desk.rose), now=NOON)
    theirs = ask_review(conversation_id=own.pk, viewer=a_viewer(desk.marc), now=NOON)
    assert reviews_to_do([a_viewer(desk.rose)]).rows == []
    with pytest.raises(ReviewNotFound):
        finish_review(review_id=theirs, viewer=a_viewer(desk.rose), verdicts=GOOD, word="", now=LATER)
    for member in (desk.amin, desk.adele):
        with pytest.raises((NotAllowed, ConversationNotFound)):
            ask_review(conversation_id=over(desk), viewer=a_viewer(member), now=NOON)
        with pytest.raises(ReviewNotFound):
            review_for([a_viewer(member)], theirs)


def test_colleagues_and_other_shops_see_nothing_of_it(desk):
    """A11, attack A4"""
    review_id = reviewed(desk)
    foreigner = a_viewer(a_member(a_shop("autre"), "referent", name="Étienne"))
    for viewer in (foreigner, a_viewer(desk.adele)):
        with pytest.raises(ReviewNotFound):
            review_for([viewer], review_id)
        for act in (see_review, answer_review):
            with pytest.raises(ReviewNotFound):
                act(review_id=review_id, viewer=viewer, now=LATER, **({"answer": "x"} if act is answer_review else {}))
    assert reviews_done([foreigner]).rows == []
    assert team_averages(a_viewer(desk.adele), NOON) == []
    assert team_averages(foreigner, NOON) == []


def test_before_it_is_done_the_member_does_not_see_it(desk):
    over(desk)
    review_id = ask_review(conversation_id=desk.talk.pk, viewer=a_viewer(desk.rose), now=NOON)
    with pytest.raises(ReviewNotFound):
        review_for([a_viewer(desk.amin)], review_id)
    assert own_reviews([a_viewer(desk.amin)]).rows == []


def test_a_referent_sees_how_the_team_stands(desk):
    """D7"""
    reviewed(desk)
    [amin] = team_averages(a_viewer(desk.rose), NOON)
    assert (amin.name, amin.reviews) == ("Amin", 1)
    assert {it.clause: it.share for it in amin.averages} == {"introduction": 1.0, "empathy": 0.0, "solved": 1.0}


def test_a_clause_without_an_occasion_counts_neither_way():
    averages = averages_of([("empathy", "kept", 3), ("empathy", "not", 1), ("promise", "none", 5)])
    assert [(it.clause, it.kept, it.judged, it.share) for it in averages] == [("empathy", 3, 4, 0.75)]
