"""What may go wrong in conversations."""

from __future__ import annotations

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


class RatingLinkNotValid(Refusal):
    """A link by which one rates was never given out, or came through incomplete."""

    code = "rating_link_not_valid"
    status = 404
    message = _("This link is not complete. Please open it again from the message in which you received it.")


class RatingLinkExpired(Refusal):
    """A link by which one rates is over."""

    code = "rating_link_expired"
    status = 410
    message = _("This link was good for thirty days, and they are over.")


class RatingLinkElsewhere(Refusal):
    """A link by which one rates was given out by another shop."""

    code = "rating_link_elsewhere"
    status = 404
    message = _("This link is of another shop.")


class RatedAlready(Refusal):
    """The customer has answered, and the day in which the answer may be changed is over."""

    code = "rated_already"
    status = 409
    message = _("You have answered already. An answer can be changed for a day.")


class MessageReturned(Refusal):
    """A referent has given the message back to its author."""

    code = "message_returned"
    status = 409
    message = _("%(name)s has sent this message back to you: “%(word)s” Please change it, and send it as a new one.")


class MessageWithdrawn(Refusal):
    """Its author has taken the message back."""

    code = "message_withdrawn"
    status = 409
    message = _("You took this message back.")


class MessageLapsed(Refusal):
    """The conversation ended, or went to somebody else, while the message waited for approval."""

    code = "message_lapsed"
    status = 409
    message = _("This message was not sent: before it was approved, the conversation ended or went to somebody else.")


class HeldNotFound(Refusal):
    """It is not there, or the one who asks may not know that it is."""

    code = "held_not_found"
    status = 404
    message = _("There is no such message waiting for approval, or it is not yours to see.")


class HeldIsSettled(Refusal):
    """Somebody was quicker."""

    code = "held_is_settled"
    status = 409
    message = _("This message does not wait for approval any more.")


class OwnMessage(Refusal):
    """Nobody approves what they have written themselves."""

    code = "own_message"
    status = 403
    message = _("You cannot approve a message of your own. Another referent can.")


class WordMissing(Refusal):
    """Who returns a message says what should be different."""

    code = "word_missing"
    status = 400
    message = _("Please say in a word what should be changed.")


class TooManyTags(Refusal):
    """There is an end to tags."""

    code = "too_many_tags"
    status = 400
    message = _("There can be %(most)s tags at most.")


class NotInTheFuture(Refusal):
    """A request is put aside until a moment that comes, and not for ever."""

    code = "not_in_the_future"
    status = 400
    message = _("Please choose a moment that is still to come, within %(days)s days.")


class StillChatting(Refusal):
    """Somebody sits before the chat and waits."""

    code = "still_chatting"
    status = 409
    message = _("This is a live chat. Make it a request first; then it can be put aside, merged or split.")


class TheSameConversation(Refusal):
    """Nothing belongs together with itself."""

    code = "the_same_conversation"
    status = 400
    message = _("This is the same conversation. Please choose another.")


class NotSameVisitor(Refusal):
    """Who wrote the one may not read the other."""

    code = "not_same_visitor"
    status = 409
    message = _("Only conversations of the same visitor can be merged. You can link these.")


class AnsweredByAnother(Refusal):
    """A colleague answers the conversation that would end."""

    code = "answered_by_another"
    status = 403
    message = _("Somebody else answers the conversation that would end. Ask them, or a referent, to merge the two.")


class IsMerged(Refusal):
    """It goes on elsewhere."""

    code = "is_merged"
    status = 409
    message = _("This conversation was merged into another and goes on there.")


class NothingToSplit(Refusal):
    """A request is what a customer asks, and something stays behind."""

    code = "nothing_to_split"
    status = 409
    message = _("Choose a message after the first, from which on the customer asks something else.")


class SolutionMissing(Refusal):
    """A problem without its solution helps nobody, nor the other way round."""

    code = "solution_missing"
    status = 400
    message = _("Please say both: what the problem was, and what solved it.")


class NameMissing(Refusal):
    """What is kept has a name."""

    code = "name_missing"
    status = 400
    message = _("Please give it a name.")


class TooManyViews(Refusal):
    """There is an end to lists."""

    code = "too_many_views"
    status = 400
    message = _("You can keep %(most)s views at most. Remove one first.")


class NobodyToWhisperTo(Refusal):
    """A whisper is for the one who answers."""

    code = "nobody_to_whisper_to"
    status = 409
    message = _("Nobody else answers this conversation at the moment: there is nobody to whisper to.")


class NotCorrectable(Refusal):
    """Only what a member has written to the customer can be corrected."""

    code = "not_correctable"
    status = 409
    message = _("Only an answer that a colleague has sent to the customer can be corrected.")


class CorrectedMeanwhile(Refusal):
    """Somebody else has corrected the answer since it was read."""

    code = "corrected_meanwhile"
    status = 409
    message = _("A colleague has corrected this answer meanwhile. Read what it says now before you correct it again.")


class WentByMail(Refusal):
    """A letter cannot be changed once it has gone out."""

    code = "went_by_mail"
    status = 409
    message = _("This answer goes to the customer by mail and cannot be changed any more. Send a correction after it.")


class NotOneself(Refusal):
    """Nobody watches over themselves."""

    code = "not_oneself"
    status = 403
    message = _("You cannot do this for yourself. Another referent can.")
