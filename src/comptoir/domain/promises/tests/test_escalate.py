"""Escalating a request: who takes it up, who keeps watching, and what the customer is told of steps and dates. D3, D5."""

from __future__ import annotations

import datetime as dt

import pytest

from comptoir.domain.charter.actions import apply_charter
from comptoir.domain.conversations.actions import choose_topic, close_conversation
from comptoir.domain.conversations.errors import ConversationNotFound
from comptoir.domain.conversations.models import Conversation, Entry
from comptoir.domain.conversations.queries import conversation_for
from comptoir.domain.people.models import Group
from comptoir.domain.people.queries import forget_members
from comptoir.domain.promises.actions import escalate, escalating, tell_steps
from comptoir.domain.promises.models import Escalation
from comptoir.domain.promises.tests.stage import CHARTER, DAY, HOUR, later, promised, tell
from tests.people import NOON, a_conversation, a_member, a_shop, a_viewer, says

pytestmark = pytest.mark.django_db

ESCALATION = """
[promises.steps_after_escalation]
of = "escalation"
when = "follow_up"
within = "1 d"
clock = "wall"

[escalation]
levels = ["advisor", "product_owner", "technical_expert"]
answered_by = { technical_expert = "Atelier" }
tell_customer = true
[escalation.names]
product_owner = { fr = "Responsable produit", en = "Product owner" }
technical_expert = { fr = "Expert de l’atelier", en = "Workshop expert" }

[wording]
"""
ESCALATING = CHARTER.replace("[wording]\n", ESCALATION)


@pytest.fixture
def shop():
    return a_shop(charter=ESCALATING)


@pytest.fixture
def adele(shop):
    return a_member(shop)


@pytest.fixture
def basile(shop):
    """He works in the workshop, and answers as nobody's audience but his group's."""
    basile = a_member(shop, name="Basile", audience="ambassador", role="ambassador")
    basile.groups.add(Group.objects.create(shop_id=shop.id, name="Atelier"))
    forget_members()
    return basile


def a_complex_request(shop, member, **fields):
    talk = a_conversation(shop, leave_message=True, answered_by=member, **{"language": "en"} | fields)
    choose_topic(conversation_id=talk.pk, viewer=None, topic="after_sales", now=NOON)
    tell()
    return talk


def passed_on(talk, member, level="technical_expert", why="The setting is loose.", now=NOON):
    made = escalate(conversation_id=talk.pk, viewer=a_viewer(member), level=level, why=why, now=now)
    tell(now)
    return made


def told(talk):
    """What the house wrote to the customer."""
    rows = Entry.objects.filter(conversation_id=talk.pk, kind="message", author="system", public_seq__isnull=False)
    return list(rows.order_by("seq").values_list("body", flat=True))


def test_a_request_goes_to_those_who_answer_its_level(shop, adele, basile):
    """D3: expertise needed, escalation to a level; whoever passes it on keeps watching."""
    talk = a_complex_request(shop, adele)
    stranger = a_member(shop, "ambassador")

    made = passed_on(talk, adele)

    talk.refresh_from_db()
    assert (made.level, made.came_from, made.why) == ("technical_expert", "advisor", "The setting is loose.")
    assert (talk.status, talk.assignee_id, talk.group.name) == ("waiting", None, "Atelier")
    conversation_for(a_viewer(basile), talk.pk)
    Conversation.objects.filter(pk=talk.pk).update(audience="ambassador", assignee=basile, status="active")
    conversation_for(a_viewer(adele), talk.pk)
    with pytest.raises(ConversationNotFound):
        conversation_for(a_viewer(stranger), talk.pk)
    entry = Entry.objects.get(conversation_id=talk.pk, kind="escalated")
    assert entry.public_seq is None
    assert "loose" in entry.facts


def test_volunteers_do_not_read_on_what_colleagues_write(shop, adele):
    """A11, D3: an ambassador passes it on, and sees no more of it than of any other."""
    amin = a_member(shop, "ambassador")
    talk = a_complex_request(shop, amin)
    apply_charter(text=ESCALATING.replace("answered_by = {", 'answered_by = { product_owner = "advisor",'), now=NOON)

    passed_on(talk, amin, "product_owner")

    talk.refresh_from_db()
    assert (talk.audience, talk.status, talk.watched_by) == ("advisor", "waiting", "")
    conversation_for(a_viewer(adele), talk.pk)
    with pytest.raises(ConversationNotFound):
        conversation_for(a_viewer(amin), talk.pk)


def test_the_customer_learns_the_steps_and_the_expected_dates(shop, adele, basile):
    """D5: on escalation the customer is told the steps and the expected dates, by the calendar of the charter."""
    talk = a_complex_request(shop, adele)

    made = passed_on(talk, adele)

    assert told(talk) == [
        f"Your request {talk.reference} needs somebody who knows more about it, and is now with: Workshop expert.\n"
        "What happens next:\n"
        "– by Thursday, 3 December 2026 at the latest, we write to you how it stands;\n"
        "– by Tuesday, 8 December 2026, we expect it to be solved.\n"
        "If a date changes, we tell you here."
    ]
    assert (made.told_at, made.times_told, made.told_solved_on) == (NOON, 1, dt.date(2026, 12, 8))
    word = next(it for it in promised(talk, "follow_up") if it.clause == "steps_after_escalation")
    assert word.state == "kept"
    assert Entry.objects.get(conversation_id=talk.pk, seq=word.evidence_seq).author == "system"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "est désormais suivie par\N{NO-BREAK SPACE}: Expert de l’atelier."),
        ("ro", "mai multă experiență"),
        ("pt", "O seu pedido"),
        ("de", "Votre demande"),
    ],
)
def test_it_is_told_in_the_language_of_the_conversation(shop, adele, language, words):
    """D5, in the shop's own language where we do not speak the customer's."""
    talk = a_complex_request(shop, adele, language=language)

    passed_on(talk, adele)

    assert words in told(talk)[0]


def test_the_charter_may_leave_it_to_people_to_tell(adele, shop):
    """D5: then the word is promised, and an agent's answer keeps it."""
    apply_charter(text=ESCALATING.replace("tell_customer = true", "tell_customer = false"), now=NOON)
    talk = a_complex_request(shop, adele)

    passed_on(talk, adele, "product_owner")
    assert told(talk) == []
    word = next(it for it in promised(talk, "follow_up") if it.clause == "steps_after_escalation")
    assert (word.state, word.due_at) == ("running", later(DAY))

    says(talk, "Nous regardons.", by=adele, now=later(HOUR))
    tell(later(HOUR))
    word.refresh_from_db()
    assert word.state == "kept"


def test_a_date_that_moves_is_told_again_and_the_same_never_twice(shop, adele):
    """D5: again when they move; a pause within the hour waits until the hour is over."""
    talk = a_complex_request(shop, adele)
    passed_on(talk, adele)
    Conversation.objects.filter(pk=talk.pk).update(assignee=adele, status="active")

    says(talk, "Avez-vous la facture ?", by=adele, now=later(HOUR))
    says(talk, "La voici.", now=later(HOUR * 2))
    tell(later(HOUR * 2))
    assert len(told(talk)) == 1  # two hours later on the same day: the same date

    says(talk, "Et une photo ?", by=adele, now=later(HOUR * 3))
    says(talk, "La voici.", now=later(2 * DAY))
    tell(later(2 * DAY))
    assert len(told(talk)) == 2
    assert told(talk)[1].startswith(f"The expected dates of your request {talk.reference} have changed.")
    assert "by Thursday, 10 December 2026, we expect it to be solved" in told(talk)[1]
    tell_steps(conversation_id=talk.pk, now=later(3 * DAY))
    assert len(told(talk)) == 2


def test_customers_are_told_once_an_hour_at_the_most(shop, adele):
    """D5."""
    talk = a_complex_request(shop, adele)
    passed_on(talk, adele, "product_owner")

    passed_on(talk, adele, "technical_expert", now=later(600))
    assert len(told(talk)) == 1

    tell(later(HOUR + 1))
    assert len(told(talk)) == 2
    assert "Workshop expert.\nThe dates that we gave you stay as they are." in told(talk)[1]


def test_a_new_charter_moves_the_dates_and_they_are_told(shop, adele):
    """D5: by a charter that gives itself more time."""
    talk = a_complex_request(shop, adele)
    passed_on(talk, adele, "product_owner")

    apply_charter(text=ESCALATING.replace('within = "7 d"', 'within = "9 d"'), now=later(2 * HOUR))
    tell(later(2 * HOUR))
    tell(later(2 * HOUR + 2))

    assert "by Thursday, 10 December 2026" in told(talk)[1]


def test_a_clock_that_waits_for_the_customer_says_so(shop, adele):
    """D5."""
    talk = a_complex_request(shop, adele)
    says(talk, "Avez-vous la facture ?", by=adele, now=later(60))

    passed_on(talk, adele, "product_owner", now=later(120))

    assert "As long as we wait for your answer, this last date moves on with it." in told(talk)[0]


def test_escalating_twice_escalates_once(shop, adele):
    """D3: a second press, or a colleague's."""
    talk = a_complex_request(shop, adele)

    first = passed_on(talk, adele, "product_owner")
    second = passed_on(talk, adele, "product_owner", now=later(5 * HOUR))

    assert first.pk == second.pk
    assert (Escalation.objects.count(), len(told(talk))) == (1, 1)
    assert Entry.objects.filter(conversation_id=talk.pk, kind="escalated").count() == 1


def test_who_comes_second_at_the_same_moment_finds_it_done(shop, adele, monkeypatch):
    """D3: both have read that it is at the first level; the stream's lock lets one after the other."""
    talk = a_complex_request(shop, adele)
    first = passed_on(talk, adele, "product_owner")
    monkeypatch.setattr(escalating, "newest_escalation", lambda _: None)

    assert passed_on(talk, adele, "product_owner").pk == first.pk
    assert Entry.objects.filter(conversation_id=talk.pk, kind="escalated").count() == 1


def test_where_nobody_answers_a_level_it_stays_with_who_has_it(shop, adele):
    """D3: a level without an audience or a group of its name."""
    talk = a_complex_request(shop, adele)

    passed_on(talk, adele, "product_owner")

    talk.refresh_from_db()
    assert (talk.status, talk.assignee_id) == ("active", adele.pk)


def test_it_may_come_back(shop, adele):
    """D3: to the level it came from."""
    talk = a_complex_request(shop, adele)
    passed_on(talk, adele, "product_owner")

    passed_on(talk, adele, "advisor", now=later(2 * HOUR))

    assert told(talk)[1].startswith(f"Your request {talk.reference} is now with: Advisor.")


def test_what_is_over_is_told_no_more(shop, adele):
    """D5."""
    talk = a_complex_request(shop, adele)
    passed_on(talk, adele, "product_owner")
    passed_on(talk, adele, "technical_expert", now=later(600))
    close_conversation(conversation_id=talk.pk, viewer=a_viewer(a_member(shop, "manager")), now=later(700))

    tell(later(2 * HOUR))

    assert len(told(talk)) == 1
