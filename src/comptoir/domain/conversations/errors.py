"""What may go wrong in conversations."""

from django.utils.translation import gettext_lazy as _

from comptoir.foundation.errors import Refusal


class ConversationNotFound(Refusal):
    """It is not there, or the one who asks may not know that it is."""

    code = "conversation_not_found"
    status = 404
    message = _("This conversation does not exist, or it is not yours to see.")


class ConversationIsClosed(Refusal):
    """Nobody can post in a closed conversation."""

    code = "conversation_closed"
    status = 409
    message = _("This conversation is closed.")


class NotYours(Refusal):
    """The agent may see the conversation, and is not the one who answers it."""

    code = "not_yours"
    status = 403
    message = _("This conversation is answered by somebody else. Take it over before you write.")


class NewerMessage(Refusal):
    """Something was posted that the agent had not seen when they sent their answer."""

    code = "newer_message"
    status = 409
    message = _("A newer message has arrived. Read it, then send again.")


class AlreadyAnswered(Refusal):
    """A colleague has taken the conversation."""

    code = "already_answered"
    status = 409
    message = _("A colleague is already answering.")


class MessageEmpty(Refusal):
    """A message needs words or a file."""

    code = "message_empty"
    status = 400
    message = _("Please write something, or add a file.")


class MessageTooLong(Refusal):
    """A message has a limit."""

    code = "message_too_long"
    status = 400
    message = _("This message is too long: at most %(most)s characters.")


class FileRefused(Refusal):
    """The file is too large, of a kind that is not accepted, or not what it claims to be."""

    code = "file_refused"
    status = 400
    message = _("This file cannot be accepted: %(why)s")


class NotARating(Refusal):
    """A rating is a number from 1 to 5."""

    code = "not_a_rating"
    status = 400
    message = _("A rating is a number from 1 to 5.")
