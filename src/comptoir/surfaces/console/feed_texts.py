"""What the scripts of the feed say."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comptoir.surfaces.console.feeding import hidden_names


def feed_texts() -> dict[str, str]:
    """Every text of the feed's scripts, by its key."""
    hidden = {f"feed_hidden_{kind}": name for kind, name in hidden_names().items()}
    return _places() | _posts() | _acts() | _signs() | _writing() | _asking() | _told() | _history() | hidden


def _places() -> dict[str, str]:
    return {
        "feed": pgettext("team", "Feed"),
        "feed_name": _("Feed of {shop}"),
        "feed_which_shop": _("Of which shop"),
        "feed_whole": _("The whole feed"),
        "feed_as_page": _("Open as a page"),
        "feed_close": _("Close the feed"),
        "feed_older": _("Older ones"),
        "feed_empty": _("Nothing has been said here yet."),
        "feed_empty_how": _("Ask something, or tell the others what they should know. Customers never see it."),
        "feed_nothing_found": _("Nothing with these words."),
        "feed_no_questions": _("Every question has its answer."),
        "feed_no_pinned": _("Nothing is pinned."),
        "feed_no_mine": _("You have begun no thread here yet."),
        "feed_all_answers": _("All {n} answers"),
        "key_feed": _("Ask in the feed, and back"),
    }


def _posts() -> dict[str, str]:
    return {
        "feed_post_by": _("Post by {name}"),
        "feed_the_answer": _("The answer"),
        "feed_question_mark": pgettext("feed", "Question"),
        "feed_answered_mark": pgettext("feed", "Answered"),
        "feed_pinned_mark": pgettext("feed", "Pinned"),
        "feed_staff_mark": _("Not for ambassadors"),
        "feed_staff_why": _("Ambassadors do not see it."),
        "feed_became_phrase": _("Now a phrase"),
        "feed_became_article": _("Now an article"),
        "feed_edited": _("edited"),
        "feed_taken_back": _("Taken back."),
        "feed_hidden": _("Hidden by {name}: {why}"),
    }


def _acts() -> dict[str, str]:
    return {
        "feed_answer": pgettext("verb", "Answer"),
        "feed_mark": _("This is the answer"),
        "feed_unmark": _("Not the answer"),
        "feed_more": _("More"),
        "feed_edit": _("Edit"),
        "feed_take_back": _("Take back"),
        "feed_take_back_sure": _("Its words go for all; the answers stay."),
        "feed_pin": _("Pin"),
        "feed_unpin": _("Unpin"),
        "feed_hide": pgettext("feed", "Hide"),
        "feed_hide_how": _("Nobody reads it any more; in its place stands who hid it, and why."),
        "feed_hide_why": _("Why"),
        "feed_show": _("Show again"),
        "feed_history": _("What stood here before"),
        "feed_to_phrase": _("Make it a phrase"),
        "feed_to_article": _("Make it an article"),
        "feed_cancel": _("Cancel"),
    }


def _signs() -> dict[str, str]:
    return {
        "feed_react": _("React"),
        "feed_sign_by": _("{sign}: {names}"),
        "feed_sign_agreed": _("Agreed"),
        "feed_sign_thanks": pgettext("sign", "Thanks"),
        "feed_sign_helped": _("It helped"),
        "feed_sign_looking": _("I am looking at it"),
        "feed_sign_unclear": _("Not clear to me"),
    }


def _writing() -> dict[str, str]:
    return {
        "feed_write": _("Write to the team"),
        "feed_colleagues": _("Colleagues"),
        "feed_is_question": _("It is a question"),
        "feed_staff_only": _("Not for ambassadors"),
        "feed_add_file": _("Add a file"),
        "feed_files": _("Files to send"),
        "feed_answering": _("Answer to {name}"),
        "feed_editing": _("Other words for what you said"),
        "feed_not_after_all": _("Not after all"),
        "feed_finish_first": _("You are writing something else. Send it first."),
        "feed_say_what": _("Please write what you want to know."),
    }


def _asking() -> dict[str, str]:
    return {
        "feed_about_this": _("About this conversation"),
        "feed_choose": _("What colleagues will read of it"),
        "feed_older_messages": _("Older messages"),
        "feed_left_out": _("Names, contact details and order numbers are left out."),
        "feed_not_to_volunteers": _("Ambassadors do not see this question."),
        "feed_excerpt": _("From a conversation, redacted."),
        "feed_about": _("About a conversation."),
        "feed_excerpt_gone": _("The excerpt was erased with its conversation."),
        "feed_open_conversation": _("Open the conversation"),
        "feed_who_visitor": _("Customer:"),
        "feed_who_agent": _("Team:"),
        "feed_who_seller": _("Seller:"),
        "feed_who_system": _("The house:"),
    }


def _told() -> dict[str, str]:
    return {
        "feed_asks": _("{name} asks something in the feed."),
        "feed_got_answer": _("{name} has answered what you asked in the feed."),
        "feed_got_the_answer": _("{name} has marked the answer to what you asked."),
        "feed_named_you": _("{name} named you in the feed."),
        "feed_to_conversation": _("To the conversation"),
    }


def _history() -> dict[str, str]:
    return {
        "feed_act_edited": _("Edited by {name}. Before:"),
        "feed_act_taken_back": _("Taken back by {name}. Before:"),
        "feed_act_hidden": _("Hidden by {name}:"),
        "feed_act_shown": _("Shown again by {name}."),
    }
