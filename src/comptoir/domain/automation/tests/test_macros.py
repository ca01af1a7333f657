"""Macros: one key, several acts, the rights of who presses it. F."""

from __future__ import annotations

from uuid import uuid4

import pytest

from comptoir.domain.automation.actions import drop_macro, run_macro, save_macro
from comptoir.domain.automation.errors import MacroNotFound, NothingWasChanged, NotWritten, ShortcutTaken, TooManyOfThem
from comptoir.domain.automation.models import Macro
from comptoir.domain.automation.queries import macro_for, macros_for
from comptoir.domain.automation.rules import Acts
from comptoir.domain.automation.tests.stage import a_macro, a_request, a_rule, notes_in, ran, tags_of
from comptoir.domain.conversations.actions import assign, close_conversation, set_tags
from comptoir.domain.conversations.errors import ConversationNotFound
from comptoir.domain.conversations.models import Entry
from comptoir.foundation.errors import NotAllowed
from tests.people import NOON, a_conversation, a_viewer

ALL = {
    "note": "Vu avec {agent} pour {reference}",
    "add_tags": ("réparation", "Urgent !"),
    "remove_tags": ("nouveau",),
    "priority": "high",
    "topic": "after_sales",
    "snooze": "3d",
}


@pytest.fixture
def asked(desk):
    """A request that Adèle answers."""
    conversation = a_request(desk.shop, first_name="Vera")
    assign(conversation_id=conversation.pk, membership_id=desk.adele.pk, now=NOON)
    conversation.refresh_from_db()
    return conversation


def test_a_macro_does_all_that_it_says(desk, asked) -> None:
    """F: macros."""
    set_tags(conversation_id=asked.pk, viewer=a_viewer(desk.adele), names=["nouveau", "mariage"], now=NOON)

    done = ran(desk.adele, asked, a_macro(desk.marc, **ALL))

    asked.refresh_from_db()
    assert (asked.priority, asked.topic, done.reply) == ("high", "after_sales", "")
    assert asked.snoozed_until is not None
    assert tags_of(asked) == ["mariage", "réparation", "Urgent !"]
    assert notes_in(asked) == [f"Vu avec Adèle pour {asked.reference}"]


def test_the_answer_goes_to_the_composer_and_not_past_the_checker(desk, asked) -> None:
    """F, A8: the customer has read nothing yet."""
    macro = a_macro(desk.marc, reply="Bonjour {customer}, ici {agent}, {shop}.", priority="low")

    done = ran(desk.adele, asked, macro)

    assert done.reply == f"Bonjour Vera, ici Adèle, {desk.shop.name}."
    assert not Entry.objects.filter(conversation_id=asked.pk, author="agent", kind="message").exists()


def test_an_ambassador_learns_no_name_that_the_charter_keeps_from_them(desk) -> None:
    """A11: by no variable either."""
    from comptoir.domain.automation.actions.performing import text_for
    from comptoir.domain.charter.queries import charter_in_force
    from comptoir.domain.charter.rules import fields_granted
    from comptoir.domain.conversations.queries import case_of

    talk = a_conversation(desk.shop, first_name="Vera", answered_by=desk.amin)
    granted = fields_granted(charter_in_force(desk.shop.id, NOON)[1], audience="ambassador", sees_all=False)
    text = text_for("Bonjour {customer} !", case_of(talk.pk), a_viewer(desk.amin), NOON)
    assert ("Vera" in text) is ("first_name" in granted)


def test_what_cannot_be_done_is_said_each_with_its_reason_and_nothing_is_done(desk) -> None:
    """F: one transaction, each refusal told."""
    live = a_conversation(desk.shop, answered_by=desk.adele)
    macro = a_macro(desk.marc, priority="urgent", snooze="1d", to_audience="ambassador", note="Vu")
    topic = a_macro(desk.marc, topic="after_sales")
    ran(desk.adele, live, topic)

    with pytest.raises(NothingWasChanged) as refused:
        ran(desk.adele, live, macro)

    assert refused.value.codes == "still_chatting topic_not_theirs"
    assert refused.value.text().count("\n") == 2
    live.refresh_from_db()
    assert (live.priority, notes_in(live)) == ("normal", [])


def test_a_colleague_without_the_right_changes_nothing_by_a_macro(desk, asked) -> None:
    """A11: a macro gives nobody a right."""
    macro = a_macro(desk.marc, priority="urgent")
    with pytest.raises(ConversationNotFound):
        ran(desk.amin, asked, macro)
    waiting = a_conversation(desk.shop)
    with pytest.raises(NothingWasChanged) as refused:
        ran(desk.amin, waiting, macro)
    assert refused.value.codes == "not_allowed"
    with pytest.raises(NothingWasChanged) as refused:
        ran(desk.rose, asked, a_macro(desk.marc, reply="Bonjour", priority="urgent"))
    assert refused.value.codes == "not_yours"
    asked.refresh_from_db()
    assert asked.priority == "normal"


def test_a_stranger_finds_neither_the_conversation_nor_the_macro(desk, asked) -> None:
    """A11"""
    macro, foreign = a_macro(desk.marc, note="Vu"), a_conversation(desk.other)
    own = a_macro(desk.rose, is_own=True, note="Vu")

    with pytest.raises(ConversationNotFound):
        ran(desk.stranger, asked, macro)
    with pytest.raises(MacroNotFound):
        ran(desk.stranger, foreign, macro)
    with pytest.raises(MacroNotFound):
        ran(desk.adele, asked, own)
    assert notes_in(asked) == []


def test_pressed_twice_the_note_is_written_once(desk, asked) -> None:
    """G8"""
    macro, once = a_macro(desk.marc, note="Vu"), uuid4()
    for _ in range(2):
        run_macro(viewer=a_viewer(desk.adele), conversation_id=asked.pk, macro_id=macro.pk, once=once, now=NOON)
    assert notes_in(asked) == ["Vu"]


def test_nothing_is_answered_in_what_is_closed(desk, asked) -> None:
    close_conversation(conversation_id=asked.pk, now=NOON)
    with pytest.raises(NothingWasChanged) as refused:
        ran(desk.adele, asked, a_macro(desk.marc, reply="Bonjour"))
    assert refused.value.codes == "conversation_closed"


def test_who_hands_over_by_a_macro_hands_over_as_ever(desk, asked) -> None:
    """A6"""
    ran(desk.adele, asked, a_macro(desk.marc, name="Aux conseillers", to_audience="advisor"))
    asked.refresh_from_db()
    assert (asked.status, asked.audience, asked.assignee_id) == ("waiting", "advisor", None)


def test_the_shops_are_written_by_managers_and_referents_ones_own_by_everybody(desk) -> None:
    """F"""
    for member in (desk.adele, desk.amin):
        with pytest.raises(NotAllowed):
            a_macro(member, note="Vu")
        a_macro(member, is_own=True, note="Vu")
    a_macro(desk.rose, name="De la maison", note="Vu")

    assert [it.name for it in macros_for(a_viewer(desk.adele))] == ["De la maison", "Une macro"]
    assert [it.name for it in macros_for(a_viewer(desk.stranger))] == []


def test_a_member_changes_and_drops_their_own_only(desk) -> None:
    """A11"""
    own = a_macro(desk.adele, is_own=True, note="Vu")
    for member in (desk.marc, desk.amin, desk.stranger):
        with pytest.raises(MacroNotFound):
            drop_macro(viewer=a_viewer(member), macro_id=own.pk)
        with pytest.raises(MacroNotFound):
            macro_for(a_viewer(member), own.pk)
    changed = {"name": "Autre", "shortcut": "x", "acts": Acts(note="Revu"), "is_own": False, "now": NOON}
    save_macro(viewer=a_viewer(desk.adele), macro_id=own.pk, **changed)
    assert macro_for(a_viewer(desk.adele), own.pk).owner_id == desk.adele.pk

    drop_macro(viewer=a_viewer(desk.adele), macro_id=own.pk)
    assert not Macro.objects.exists()


def test_two_macros_do_not_answer_to_one_shortcut(desk) -> None:
    a_macro(desk.marc, shortcut="Vu", note="Vu")
    a_macro(desk.adele, is_own=True, shortcut="vu", note="Vu")
    with pytest.raises(ShortcutTaken):
        a_macro(desk.rose, shortcut="vu", note="Vu")


@pytest.mark.parametrize(
    "acts",
    [
        {},
        {"topic": "gossip"},
        {"to_audience": "neighbours"},
        {"to_group": 4711},
        {"priority": "asap"},
        {"snooze": "soon"},
        {"note": "x" * 1001},
        {"add_tags": tuple(f"tag {n}" for n in range(11))},
    ],
)
def test_what_the_shop_does_not_know_is_not_kept(desk, acts) -> None:
    with pytest.raises(NotWritten):
        a_macro(desk.marc, **acts)


def test_card_numbers_are_kept_in_no_macro(desk) -> None:
    """D9"""
    card = "4111 1111 1111 1111"
    macro = a_macro(
        desk.marc, name=f"Carte {card}", note=card, reply="4111111111111111", add_tags=(card,), shortcut=card
    )
    kept = macro.name + macro.acts + macro.shortcut
    assert "1111 1111" not in kept
    assert "41111111" not in kept


def test_card_numbers_are_kept_in_no_rule(desk) -> None:
    """D9"""
    card = "4111 1111 1111 1111"
    rule = a_rule(desk.marc, "opened", Acts(note=card), name=f"Carte {card}", words=f"bague,{card}", tag=card)
    assert "1111 1111" not in rule.name + rule.acts + rule.conditions


def test_there_is_an_end_to_macros(desk, monkeypatch) -> None:
    monkeypatch.setattr("comptoir.domain.automation.actions.macros.OWN_AT_MOST", 1)
    a_macro(desk.adele, is_own=True, note="Vu")
    with pytest.raises(TooManyOfThem):
        a_macro(desk.adele, is_own=True, note="Vu")
