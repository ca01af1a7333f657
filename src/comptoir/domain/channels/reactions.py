"""What mail does when something happened: it carries the words to whom they are for."""

from __future__ import annotations

import datetime as dt
from functools import partial

from comptoir.domain.channels import actions
from comptoir.domain.channels.actions import write_letter
from comptoir.domain.channels.answering_leave import leave_letter
from comptoir.domain.channels.events import LetterBounced, StillUnread
from comptoir.domain.channels.inside import OWN_PAGES
from comptoir.domain.channels.inviting import INVITATIONS, invitation_letter
from comptoir.domain.channels.reminding import reminder_letter
from comptoir.domain.conversations.actions import raise_alarm
from comptoir.domain.conversations.errors import ConversationNotFound
from comptoir.domain.conversations.events import ConversationClosed, MessagePosted
from comptoir.domain.conversations.queries import ToCarry, message_to_carry, messages_to_carry, talks
from comptoir.domain.people.events import InvitationSent, LeaveAnswered
from comptoir.domain.people.queries import answered_leave, invitation_to_send
from comptoir.domain.routing.queries import desk_of
from comptoir.domain.routing.rules import is_connected
from comptoir.domain.training.events import PassExpires
from comptoir.domain.training.queries import reminder_of
from comptoir.foundation.clock import now
from comptoir.foundation.outbox import announce
from comptoir.foundation.worker import Writing, in_batches

READ_WITHIN = dt.timedelta(minutes=5)
"""What the customer has not read on the page by then goes to them by mail."""

CHANNELS = (*actions.BY_MAIL, *actions.ON_THE_PAGE)


@in_batches
def carry_messages(events: list[MessagePosted]) -> Writing | None:
    """Write letters of what agents and the house wrote; where the customer may read it on the page, give them time to."""
    places = [(event.conversation_id, event.seq) for event in events if event.author in ("agent", "system")]
    messages = messages_to_carry(places, CHANNELS)
    messages = [it for it in messages if it.channel in actions.BY_MAIL or it.email]
    return partial(_carry, messages) if messages else None


def carry_unread(event: StillUnread) -> None:
    """The customer was given time to read it on the page."""
    message = message_to_carry(event.conversation_id, event.seq)
    if message is not None and actions.unread_on_page(message):
        actions.carry(message, now())


def ask_how_it_was(event: ConversationClosed) -> None:
    """Whoever was answered by mail is asked by mail; not who was answered by nobody, nor who sent spam."""
    talk = talks([event.conversation_id]).get(event.conversation_id)
    if talk is not None and talk.assignee_id and event.why == "agent":
        actions.ask_how_it_was(conversation_id=talk.id, seq=talk.seq, now=now())


def tell_of_bounce(event: LetterBounced) -> None:
    """The team learns that what it wrote did not arrive; who sells is told of by the marketplace."""
    if event.is_permanent and event.conversation_id and event.party == "customer":
        try:
            raise_alarm(conversation_id=event.conversation_id, why="letter_bounced", now=now())
        except ConversationNotFound:
            return


def send_invitation(event: InvitationSent) -> None:
    """Who is invited gets the letter with the link; not where it was sent again since, or withdrawn."""
    invitation = invitation_to_send(event.invitation_id, event.time)
    if invitation is not None:
        write_letter(invitation_letter(invitation, INVITATIONS["link"]))


def remind_of_pass(event: PassExpires) -> None:
    """Who has passed something that ends is reminded by mail, too: once for all that ends on the same day."""
    at = now()
    reminder = reminder_of(event.pass_id, event.days, at)
    if reminder is not None:
        write_letter(reminder_letter(reminder, OWN_PAGES["training"](), at))


def tell_of_leave(event: LeaveAnswered) -> None:
    """Who asked for leave and is not at their desk learns by mail what was answered; the others have seen it there."""
    at = now()
    answer = answered_leave(event.absence_id, at)
    if answer is not None and not is_connected(desk_of(answer.user_id).seen_at, at):
        write_letter(leave_letter(answer, OWN_PAGES["absences"](), at))


def _carry(messages: list[ToCarry]) -> None:
    for message in messages:
        if message.channel in actions.BY_MAIL:
            actions.carry(message, now())
        elif actions.can_write(message.shop_id):
            place = (message.conversation_id, message.shop_id, message.seq)
            announce(StillUnread(*place), at=now() + READ_WITHIN, key=f"unread:{message.conversation_id}.{message.seq}")
