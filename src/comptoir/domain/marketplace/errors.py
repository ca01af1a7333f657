"""What may go wrong between buyers and sellers."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from comptoir.foundation.errors import Refusal


class NotMediated(Refusal):
    """The shop's charter has no sellers to write to."""

    code = "not_mediated"
    status = 404
    message = _("In this shop, buyers and sellers do not write to each other.")


class CaseNotFound(Refusal):
    """It is not there, or the one who asks may not know that it is."""

    code = "case_not_found"
    status = 404
    message = _("This case does not exist, or it is not yours to see.")


class OrderNotFound(Refusal):
    """It is not there, or another's."""

    code = "order_not_found"
    status = 404
    message = _("This order does not exist, or it is not yours.")


class SellerNotFound(Refusal):
    """The order has nothing of that seller, or the shop knows nobody of that name."""

    code = "seller_not_found"
    status = 404
    message = _("This seller is not known here.")


class NotDeliveredYet(Refusal):
    """A buyer writes about what they have received. E1."""

    code = "not_delivered_yet"
    status = 409
    message = _("You can write to the seller once this has been delivered. Until then, our support team can help.")


class OrderIsCancelled(Refusal):
    """Nothing of it came, and nothing will."""

    code = "order_is_cancelled"
    status = 409
    message = _("This order was cancelled. Our support team can help with it.")


class ReasonNotOpen(Refusal):
    """A buyer writes for one of the reasons that the charter names. E1."""

    code = "reason_not_open"
    status = 400
    message = _("Please choose one of the reasons.")


class ProductsNotChosen(Refusal):
    """A case is about products of that seller, in that order."""

    code = "products_not_chosen"
    status = 400
    message = _("Please choose which products it is about.")


class QuestionUnanswered(Refusal):
    """A question that has to be answered was not."""

    code = "question_unanswered"
    status = 400
    message = _("Please answer this question: %(label)s")


class WordsMissing(Refusal):
    """Nothing was written."""

    code = "words_missing"
    status = 400
    message = _("Please describe what happened.")


class WordsTooLong(Refusal):
    """A message has a limit."""

    code = "words_too_long"
    status = 400
    message = _("This message is too long: at most %(most)s characters.")


class TooManyFiles(Refusal):
    """A message takes some files, not any number."""

    code = "too_many_files"
    status = 400
    message = _("A message takes %(most)s files at most.")


class FileNotTaken(Refusal):
    """Between buyer and seller only pictures and PDF pass, made anew."""

    code = "file_not_taken"
    status = 400
    message = _("“%(name)s” cannot be taken: %(why)s")


class TooManyCases(Refusal):
    """So many cases of one order are open. Threat 19."""

    code = "too_many_cases"
    status = 409
    message = _("There are %(most)s open cases about this order already. Please write in one of them.")


class TooManyMessages(Refusal):
    """A limit was reached; the same may pass later. Threat 19."""

    code = "too_many_messages"
    status = 429
    message = _("That is many messages in a short time. Please wait a little, then send it again.")


class CaseIsOver(Refusal):
    """It was closed, and the time in which it can be opened again is over."""

    code = "case_is_over"
    status = 409
    message = _("This case is closed, and can no longer be opened again. Please start a new one.")


class CaseIsClosed(Refusal):
    """Somebody closed it; the buyer or the team can open it again."""

    code = "case_is_closed"
    status = 409
    message = _("This case is closed.")


class NotTheirTurn(Refusal):
    """A seller answers what was passed on to them; of another case they know nothing."""

    code = "not_their_turn"
    status = 409
    message = _("There is nothing to answer here at present.")


class NothingToPassOn(Refusal):
    """The message is not there, or goes to nobody else."""

    code = "nothing_to_pass_on"
    status = 409
    message = _("There is nothing in this message to pass on, or a colleague has passed it on already.")


class NotTheOnesWhoAnswer(Refusal):
    """Another colleague answers this conversation."""

    code = "not_the_ones_who_answer"
    status = 403
    message = _("This conversation is answered by somebody else. Take it over first.")


class NotAnAddress(Refusal):
    """A support address is one e-mail address, and none of ours."""

    code = "not_an_address"
    status = 400
    message = _("Please give one e-mail address, like support@example.com.")


class NameNotAllowed(Refusal):
    """A support name is the seller's own: not the shop's, and no contact in it. Threat 23."""

    code = "name_not_allowed"
    status = 400
    message = _(
        "Please choose another support name: your own seller title, without contact details and without the marketplace's name."
    )


class TooManyCodes(Refusal):
    """So many codes a day, so that nobody is pestered with them. Threat 18."""

    code = "too_many_codes"
    status = 429
    message = _("We have sent %(most)s codes today. Please try again tomorrow, or write to sales support.")


class CodeNotRight(Refusal):
    """Another code was sent."""

    code = "code_not_right"
    status = 400
    message = _("This is not the code that we sent. Please look again.")


class CodeIsOver(Refusal):
    """Its time is over, it was tried too often, or there is none."""

    code = "code_is_over"
    status = 410
    message = _("This code no longer holds. Please ask for a new one.")


class SellerLinkNotValid(Refusal):
    """A seller's link was never given out, is over, or came through incomplete."""

    code = "seller_link_not_valid"
    status = 404
    message = _("This link is not complete, or no longer holds. Please open the page again from your seller account.")
