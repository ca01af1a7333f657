"""Every text of the widget, once: the names are those that its code asks for; `%(fact)s` is filled in there."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_noop as N_  # noqa: N812

TEXTS: dict[str, str] = {
    # The button and what stands beside it
    "button": N_("Chat with us"),
    "invitation": N_("May we help you? Somebody is here to answer."),
    "accept_invitation": N_("Ask a question"),
    "dismiss": N_("Dismiss"),
    "close": N_("Close"),
    "back": N_("Back"),
    "chat_with": N_("Chat with %(shop)s"),
    "one_moment": N_("One moment…"),
    "not_reachable": N_("The chat cannot be reached right now. Please try again in a moment."),
    "try_again": N_("Try again"),
    "contact_page": N_("Other ways to reach us"),
    "privacy": N_("Your data"),
    # Who is there
    "greeting": N_("Good to see you. How can we help?"),
    "here_now": N_("Here now"),
    "who_answers": N_("Who would you like to talk to?"),
    "answers_in": N_("Answers in about %(wait)s"),
    "all_busy": N_("All in conversation, about %(wait)s"),
    "until": N_("until %(time)s"),
    "back_at": N_("We answer again %(when)s"),
    "on_day": N_("on %(day)s"),
    "day_at_time": N_("%(day)s at %(time)s"),
    "closed_now": N_("Closed at the moment"),
    "answered_instead": N_("%(asked)s: nobody is free at the moment. Who answers you now: %(other)s."),
    "choice_waits": N_("You can wait here. If it takes too long, we will offer you somebody else."),
    "nobody_here": N_("Nobody is free at the moment"),
    "nobody_here_now": N_("Nobody is free at the moment. Leave us a message and we will answer you."),
    "closed_greeting": N_("We are closed just now. Leave us a message and we will answer you."),
    # Beginning
    "your_question": N_("Your question"),
    "your_message": N_("Your message"),
    "your_name": N_("Your first name"),
    "your_email": N_("Your e-mail address"),
    "email_why": N_("Only to answer you."),
    "please_choose": N_("Please choose"),
    "start_chat": N_("Start the chat"),
    "send_message": N_("Send the message"),
    "leave_message": N_("Leave a message"),
    "chat_instead": N_("Chat instead"),
    "start_again": N_("Start a new conversation"),
    "not_sent_try_again": N_("This has not been sent yet. Your text is kept: please try again."),
    "not_done_try_again": N_("This did not work. Please try again."),
    "edited": N_("edited"),
    "correction": N_("corrects the message before"),
    # Articles that may answer before anybody is asked
    "articles_may_answer": N_("These articles may answer you"),
    "article_answered": N_("This answered me"),
    "article_ask_anyway": N_("Ask all the same"),
    "article_in_tab": N_("Open in a new tab"),
    "article_thanks": N_("Good to hear. Thank you for saying so."),
    # Waiting
    "your_chat": N_("Your conversation"),
    "your_request": N_("Your request"),
    "looking_for_somebody": N_("We are calling somebody for you."),
    "queue_place": N_("You are number %(position)s in the queue."),
    "queue_place_wait": N_("You are number %(position)s in the queue. Expected wait: about %(wait)s."),
    "answer_is_late": N_("We are sorry, this takes longer than it should. You keep your place. You can also:"),
    "offer_message": N_("Leave a message"),
    "offer_other_audience": N_("Ask somebody else who is free"),
    "anything_to_add": N_("Anything to add?"),
    "link_lost": N_("The connection is interrupted. What you write is kept and will be sent."),
    # The thread
    "messages": N_("Messages"),
    "show_older": N_("Show earlier messages"),
    "you": N_("You"),
    "is_typing": N_("%(name)s is writing"),
    "state_sending": N_("Sending"),
    "state_late": N_("Not sent yet, we keep it"),
    "state_stored": N_("Received"),
    "state_read": N_("Read"),
    "state_refused": N_("This could not be sent."),
    "edit": N_("Edit"),
    "remove": N_("Remove"),
    "has_joined": N_("%(name)s is here for you"),
    "handed_over": N_("We are passing you on to a colleague. They can read what was said."),
    "handed_over_to": N_("We are passing you on: %(name)s. They can read what was said."),
    "handed_back": N_("We are calling somebody else for you."),
    "contact_card": N_("Here is how to reach us otherwise:"),
    "kept_as_request": N_("We have your message and will answer it."),
    "reference": N_("Your reference:"),
    "ended": N_("The conversation has ended."),
    "ended_by_you": N_("You have ended the conversation."),
    "ended_by_team": N_("The conversation has been ended. Thank you for writing to us."),
    "reopened": N_("The conversation is open again."),
    "you_rated": N_("You gave %(score)s out of 5. Thank you."),
    "end_chat": N_("End"),
    "end_chat_sure": N_("Really end?"),
    # Writing and files
    "send": N_("Send"),
    "add_files": N_("Add files"),
    "remove_file": N_("Remove %(name)s"),
    "save_file": N_("Save %(name)s"),
    "enlarge": N_("Enlarge %(name)s"),
    "file_too_large": N_("%(name)s is too large: at most %(size)s."),
    "file_not_sent": N_("%(name)s could not be sent. Please add it again."),
    # Rating and history
    "rating_question": N_("How was this conversation?"),
    "score_of_five": N_("%(score)s out of 5"),
    "rating_comment": N_("Would you like to add a word?"),
    "rating_send": N_("Send the rating"),
    "earlier": N_("Earlier conversations"),
    "none_earlier": N_("There is no earlier conversation in this browser."),
    "status_waiting": N_("Waiting for an answer"),
    "status_active": N_("In progress"),
    "status_closed": N_("Ended"),
}

COUNTED: dict[str, Callable[[int], str]] = {
    "unread": lambda n: ngettext("%(count)s new message", "%(count)s new messages", n),
    "characters_left": lambda n: ngettext("%(count)s character left", "%(count)s characters left", n),
    "too_long": lambda n: ngettext("%(count)s character too many", "%(count)s characters too many", n),
    "too_many_files": lambda n: ngettext("At most %(count)s file a message.", "At most %(count)s files a message.", n),
}
"""Texts of a `count`, in as many forms as the language has numbers."""

FORMS = {"one": 1, "few": 2, "other": 20}
"""A number of each kind that browsers tell apart in our languages; 20 begins the third kind of Romanian."""


def texts() -> dict[str, str | dict[str, str]]:
    """Every text in the active language; one that counts, in its forms by kind of number."""
    counted = {name: {kind: form(number) for kind, number in FORMS.items()} for name, form in COUNTED.items()}
    return {name: gettext(text) for name, text in TEXTS.items()} | counted
