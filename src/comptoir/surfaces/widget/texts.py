"""Every text of the widget, once: the names are those that its code asks for; `%(fact)s` is filled in there."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop

TEXTS: dict[str, str] = {
    # The button and what stands beside it
    "button": gettext_noop("Chat with us"),
    "unread": gettext_noop("%(count)s new"),
    "invitation": gettext_noop("May we help you? Somebody is here to answer."),
    "accept_invitation": gettext_noop("Ask a question"),
    "dismiss": gettext_noop("Dismiss"),
    "close": gettext_noop("Close"),
    "back": gettext_noop("Back"),
    "chat_with": gettext_noop("Chat with %(shop)s"),
    "one_moment": gettext_noop("One moment…"),
    "not_reachable": gettext_noop("The chat cannot be reached right now. Please try again in a moment."),
    "try_again": gettext_noop("Try again"),
    "contact_page": gettext_noop("Other ways to reach us"),
    "privacy": gettext_noop("Your data"),
    # Who is there
    "greeting": gettext_noop("Good to see you. How can we help?"),
    "here_now": gettext_noop("Here now"),
    "who_answers": gettext_noop("Who would you like to talk to?"),
    "answers_in": gettext_noop("Answers in about %(wait)s"),
    "all_busy": gettext_noop("All in conversation, about %(wait)s"),
    "until": gettext_noop("until %(time)s"),
    "back_at": gettext_noop("We answer again %(when)s"),
    "day_at_time": gettext_noop("%(day)s at %(time)s"),
    "closed_now": gettext_noop("Closed at the moment"),
    "nobody_here": gettext_noop("Nobody is free at the moment"),
    "nobody_here_now": gettext_noop("Nobody is free at the moment. Leave us a message and we will answer you."),
    "closed_greeting": gettext_noop("We are closed just now. Leave us a message and we will answer you."),
    # Beginning
    "your_question": gettext_noop("Your question"),
    "your_message": gettext_noop("Your message"),
    "your_name": gettext_noop("Your first name"),
    "your_email": gettext_noop("Your e-mail address"),
    "email_why": gettext_noop("Only to answer you."),
    "please_choose": gettext_noop("Please choose"),
    "start_chat": gettext_noop("Start the chat"),
    "send_message": gettext_noop("Send the message"),
    "leave_message": gettext_noop("Leave a message"),
    "chat_instead": gettext_noop("Chat instead"),
    "start_again": gettext_noop("Start a new conversation"),
    "not_sent_try_again": gettext_noop("This has not been sent yet. Your text is kept: please try again."),
    "not_done_try_again": gettext_noop("This did not work. Please try again."),
    # Waiting
    "your_chat": gettext_noop("Your conversation"),
    "your_request": gettext_noop("Your request"),
    "looking_for_somebody": gettext_noop("We are calling somebody for you."),
    "queue_place": gettext_noop("You are number %(position)s in the queue."),
    "queue_place_wait": gettext_noop("You are number %(position)s in the queue. Expected wait: about %(wait)s."),
    "answer_is_late": gettext_noop(
        "We are sorry, this takes longer than it should. You keep your place. You can also:"
    ),
    "offer_message": gettext_noop("Leave a message"),
    "offer_other_audience": gettext_noop("Ask somebody else who is free"),
    "anything_to_add": gettext_noop("Anything to add?"),
    "link_lost": gettext_noop("The connection is interrupted. What you write is kept and will be sent."),
    # The thread
    "messages": gettext_noop("Messages"),
    "show_older": gettext_noop("Show earlier messages"),
    "you": gettext_noop("You"),
    "is_typing": gettext_noop("%(name)s is writing"),
    "state_sending": gettext_noop("Sending"),
    "state_late": gettext_noop("Not sent yet, we keep it"),
    "state_stored": gettext_noop("Received"),
    "state_read": gettext_noop("Read"),
    "state_refused": gettext_noop("This could not be sent."),
    "edit": gettext_noop("Edit"),
    "remove": gettext_noop("Remove"),
    "has_joined": gettext_noop("%(name)s is here for you"),
    "handed_over": gettext_noop("We are passing you on to a colleague. They can read what was said."),
    "handed_over_to": gettext_noop("We are passing you on: %(name)s. They can read what was said."),
    "handed_back": gettext_noop("We are calling somebody else for you."),
    "contact_card": gettext_noop("Here is how to reach us otherwise:"),
    "kept_as_request": gettext_noop("We have your message and will answer it."),
    "reference": gettext_noop("Your reference:"),
    "ended": gettext_noop("The conversation has ended."),
    "ended_by_you": gettext_noop("You have ended the conversation."),
    "ended_by_team": gettext_noop("The conversation has been ended. Thank you for writing to us."),
    "reopened": gettext_noop("The conversation is open again."),
    "you_rated": gettext_noop("You gave %(score)s out of 5. Thank you."),
    "end_chat": gettext_noop("End"),
    "end_chat_sure": gettext_noop("Really end?"),
    # Writing and files
    "send": gettext_noop("Send"),
    "characters_left": gettext_noop("Characters left: %(count)s"),
    "too_long": gettext_noop("Too long by %(count)s characters"),
    "add_files": gettext_noop("Add files"),
    "remove_file": gettext_noop("Remove %(name)s"),
    "save_file": gettext_noop("Save %(name)s"),
    "enlarge": gettext_noop("Enlarge %(name)s"),
    "too_many_files": gettext_noop("At most %(count)s files a message."),
    "file_too_large": gettext_noop("%(name)s is too large: at most %(size)s."),
    "file_not_sent": gettext_noop("%(name)s could not be sent. Please add it again."),
    # Rating and history
    "rating_question": gettext_noop("How was this conversation?"),
    "score_of_five": gettext_noop("%(score)s out of 5"),
    "rating_comment": gettext_noop("Would you like to add a word?"),
    "rating_send": gettext_noop("Send the rating"),
    "earlier": gettext_noop("Earlier conversations"),
    "none_earlier": gettext_noop("There is no earlier conversation in this browser."),
    "status_waiting": gettext_noop("Waiting for an answer"),
    "status_active": gettext_noop("Open"),
    "status_closed": gettext_noop("Ended"),
}


def texts() -> dict[str, str]:
    """Every text in the active language."""
    return {name: gettext(text) for name, text in TEXTS.items()}
