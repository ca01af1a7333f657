"""The words that scripts need, in the reader's language. A plural is a table of forms by CLDR category."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from comptoir.surfaces.console.acts import act_texts
from comptoir.surfaces.console.at_hand.texts import at_hand_texts
from comptoir.surfaces.console.automating import automation_texts
from comptoir.surfaces.console.case_texts import case_texts
from comptoir.surfaces.console.courtesy import courtesy_texts
from comptoir.surfaces.console.escalating import escalation_texts
from comptoir.surfaces.console.feed_texts import feed_texts
from comptoir.surfaces.console.mailing.texts import mail_texts
from comptoir.surfaces.console.promising import promise_texts
from comptoir.surfaces.console.teaching.texts import training_texts
from comptoir.surfaces.console.walling import watching_texts

Words = dict[str, str | dict[str, str]]


def texts() -> Words:
    """Every text of the console's scripts, by its key."""
    return (
        _general()
        | _switch()
        | _told()
        | _told_of_requests()
        | _alarms()
        | _composing()
        | _checking()
        | _held()
        | _offers()
        | _places()
        | _keys()
        | act_texts()
        | _testing()
        | courtesy_texts()
        | case_texts()
        | promise_texts()
        | automation_texts()
        | escalation_texts()
        | mail_texts()
        | watching_texts()
        | feed_texts()
        | training_texts()
        | at_hand_texts()
    )


def _general() -> Words:
    return {
        "now": _("now"),
        "late_by": _("{span} late"),
        "close": _("Close"),
        "open": _("Open"),
        "somebody": _("somebody"),
        "out_of_reach": _("The desk cannot be reached. Nothing is lost: it is sent as soon as the line is back."),
        "answer_said": _("Answer: {words}"),
        "a_file": _("A file"),
        "inbox": _("Inbox"),
        "stale_page": _("This page is too old to act. Reload it; what you have written is kept."),
        "is_typing": _("{name} is typing…"),
        "colleague_answering": _("{name} is writing an answer"),
        "newer_below": _("Newer messages below"),
        "sent": _("Sent"),
        "sending": _("Sending…"),
        "seen": _("Seen"),
        "note_to_team": _("note for the team"),
        "enlarge": _("Enlarge {name}"),
        "mentioned": _("A colleague named you in a note."),
    }


def _switch() -> Words:
    return {
        "care_available": _("Time for an upset customer: nothing new rings until {time}."),
        "care_paused": _("On a pause until {time}. What waits meanwhile is not held against you."),
        "care_over": _("Offers may ring again."),
        "paused_after_missed": _(
            "You missed two offers, so you were set to “pause”. Switch back when you are at your desk."
        ),
    }


def _told() -> Words:
    return {
        "told_joined": _("{name} answers now."),
        "told_handed_over": _("Handed over to {to}."),
        "told_handed_back": _("Back in the queue."),
        "told_card": _("{name} sent the contact card."),
        "told_request": _("Became a request, number {reference}."),
        "told_topic": _("Topic: {name}"),
        "told_no_topic": _("Topic removed."),
        "told_category": _("Category: {name}"),
        "told_no_category": _("Category removed."),
        "told_suggestion": _("This is about “{topic}”, which {audience} answers. Hand it over?"),
        "told_closed": _("{name} closed the conversation."),
        "told_closed_by_visitor": _("The customer ended the conversation."),
        "told_closed_by_house": _("The conversation was closed."),
        "told_reopened": _("Opened again."),
        "told_rated": _("The customer’s rating: {score} of 5."),
        "hand_over_asked": _("Your colleagues are being asked."),
        "hand_over_accepted": _("Your hand-over was accepted."),
        "hand_over_nobody": _(
            "Nobody could take it over. It is still with you: send the contact card, or make it a request."
        ),
        "hand_over_cancelled": _("The hand-over was taken back."),
        "hand_over_moved": _("The conversation has moved to its new queue."),
    }


def _told_of_requests() -> Words:
    return {
        "told_priority": _("Priority: {name}"),
        "told_snoozed": _("Put aside until {moment}."),
        "told_woken_time": _("Its time has come: it is back."),
        "told_woken_customer": _("The customer writes: it is back."),
        "told_woken_agent": _("{name} brought it back."),
        "told_linked": _("Linked with"),
        "told_unlinked": _("No longer linked with"),
        "told_split": _("A request of its own was split off:"),
        "told_merged": _("Merged: what was said in {reference}"),
        "told_merged_into": _("Merged; it goes on in"),
        "told_solved": _("Problem: {problem} Solution: {solution}"),
    }


def _alarms() -> Words:
    return {
        "alarm_at_risk": _("A visitor has waited long for a first answer: the promise is at risk."),
        "alarm_late": _("A visitor’s first answer is late: the promise is broken."),
        "alarm_nobody_free": _("A visitor waits, and nobody is free."),
        "alarm_seller_at_risk": _("A buyer waits for a seller’s answer: the promise is at risk."),
        "alarm_seller_late": _("A seller’s answer to a buyer is late: the promise is broken."),
        "alarm_team_at_risk": _("Something waits to be passed on between buyer and seller: the promise is at risk."),
        "alarm_team_late": _("Something was not passed on in time between buyer and seller: the promise is broken."),
        "alarm_failed": _("Something that had to follow could not be done. See “Failures”."),
    }


def _composing() -> Words:
    return {
        "write_answer": _("Write to the customer"),
        "write_note": _("Write a note: only the team reads it"),
        "send": _("Send"),
        "keep_note": _("Keep note"),
        "not_trained": _("Pass your training first: then you can answer this. You find it under Training."),
        "not_yours": _("Somebody else answers here, or nobody yet. Take the conversation to write to the customer."),
        "why_closed": _("The conversation is closed. Whoever answered it, or a referent, can open it again."),
        "why_merged": _("This goes on in another conversation. Please write there."),
        "send_again": _("Send again"),
        "throw_away": _("Throw away"),
        "uploading": _("Uploading"),
        "remove_file": _("Remove {name}"),
        "file_too_large": _("{name} is larger than {size}."),
        "files_at_most": _forms(lambda n: ngettext("At most {n} file a message.", "At most {n} files a message.", n)),
        "letters_left": _forms(lambda n: ngettext("{n} character left", "{n} characters left", n)),
        "too_long": _forms(lambda n: ngettext("{n} character too many", "{n} characters too many", n)),
    }


def _checking() -> Words:
    return {
        "tell_language": _("Language told from the text"),
        "check_clean": _("Reads well."),
        "check_soon": _("Checking soon…"),
        "quoted": _("“{words}”"),
        "check_count": _forms(lambda n: ngettext("{n} remark", "{n} remarks", n)),
        "check_found": _forms(lambda n: ngettext("{n} remark.", "{n} remarks.", n)),
        "check_confirm": _("Look again before this goes out."),
        "check_asked": _("Please look at what is marked. Send once more, and it goes out as it is."),
        "check_hold": _("A referent reads this before it goes out."),
        "check_forbid": _("The shop’s rules do not let this go out. Change what is marked."),
        "level_hint": _("A remark"),
        "level_confirm": _("Asks for a second look"),
        "level_hold": _("Goes to a referent"),
        "level_forbid": _("Not allowed"),
        "take_away": _("take away"),
        "fix_safe": _forms(lambda n: ngettext("Mend {n} safely", "Mend {n} safely", n)),
        "ignore_once": _("Leave it"),
        "add_word": _("Add to the shop’s dictionary"),
        "word_added": _("“{word}” is in the shop’s dictionary."),
        "send_as_it_is": _("Send as it is"),
        "send_to_referent": _("Send to a referent"),
    }


def _held() -> Words:
    return {
        "held_here": _("Waits for a referent"),
        "held_because": _("Held for: {names}."),
        "take_back": _("Take back"),
        "held_approve": _("Approve"),
        "held_edit": _("Change it, then approve"),
        "held_approve_edited": _("Approve this text"),
        "held_return": _("Return with a word"),
        "held_send_back": _("Return it"),
        "held_word": _("What should {name} change?"),
        "held_text": _("The text that goes out"),
        "cancel": _("Cancel"),
        "approved_by": _("approved by {name}"),
        "approved_edited": _("changed and approved by {name}"),
        "returned_by": _("{name} returned it: “{word}”"),
        "lapsed": _("Nobody approved it before the conversation ended or went to somebody else. It was not sent."),
        "held_new": _("{shop}: a message waits for your approval."),
        "returned_new": _("{name} sent a message of yours back, with a word on it."),
        "lapsed_new": _(
            "A message of yours was not sent: nobody approved it before the conversation ended or went to somebody else."
        ),
        "noted": pgettext("absence", "Noted"),
        "take_up_again": _("Write it anew"),
        "composer_full": _("You are writing something else. Send it or clear it first."),
    }


def _offers() -> Words:
    return {
        "accept": _("Accept"),
        "refuse": _("Refuse"),
        "left": _("{span} left"),
        "offer_title": _("{shop}: a visitor waits"),
        "offer_heading": _("A visitor waits"),
        "offer_hand_over": _("{name} hands over"),
        "summary_by": _("{name} writes:"),
        "offer_missed": _("The offer has gone on to a colleague."),
        "offer_withdrawn": _("The offer was taken back."),
    }


def _places() -> Words:
    return {
        "view_mine": _("Mine"),
        "view_waiting": _("Waiting"),
        "view_all": _("All"),
        "view_closed": _("Closed"),
        "view_held": _("Held"),
        "view_snoozed": pgettext("view", "Put aside"),
        "searching": _("Searching…"),
        "search_all": _("Search all conversations for “{words}”"),
        "nothing_found": _("No conversation with these words."),
        "now_closed": pgettext("opening hours", "closed"),
        "now_free": _forms(lambda n: ngettext("{n} free", "{n} free", n)),
        "now_waiting": _forms(lambda n: ngettext("{n} waiting", "{n} waiting", n)),
        "now_longest": _("longest {span}"),
    }


def _keys() -> Words:
    return {
        "keys_offer": _("When it rings"),
        "keys_go": _("Going about"),
        "keys_talk": _("In a conversation"),
        "keys_desk": _("The desk"),
        "keys_checker": _("While writing, what the checker says"),
        "keys_held": _("A message that is held"),
        "key_choose": _("Look at one of the findings"),
        "key_choose_next": _("The next, with ↑ the one before"),
        "key_fix": _("Apply the first suggestion"),
        "key_fix_safe": _("Apply all that are safe"),
        "key_ignore": _("Leave it as it is"),
        "key_learn": _("Add the word to the dictionary"),
        "act_approve": _("Approve"),
        "act_edit": _("Change it, then approve"),
        "act_return": _("Return with a word"),
        "key_next": _("Next conversation"),
        "key_previous": _("Previous conversation"),
        "key_back": _("Back to the list"),
        "key_search": _("Search"),
        "key_palette": _("Go anywhere"),
        "key_answer": _("Write to the customer"),
        "key_note": _("Write a note"),
        "key_paper": _("Answer or note, while writing"),
        "key_choose_row": _("Choose the conversation for a change to several"),
        "key_several": _("Change those chosen"),
        "several_done": _("Changed: {count}"),
        "several": _("Change those chosen: {count}"),
        "key_details": _("Show or fold the customer’s card"),
        "key_pause": _("Pause, or be available again"),
        "key_keys": _("All keys"),
        "key_accept_writing": _("Accept, while writing"),
        "key_refuse_writing": _("Refuse, while writing"),
    }


def _testing() -> Words:
    return {
        "test_title": _("Comptoir can reach you"),
        "test_body": _("This is how an offer will call you when you look elsewhere."),
        "test_sound": _("You should have heard two notes. If not, check the volume, and whether this tab is muted."),
        "test_notified": _("You should see a notification. If not, look at the system’s “do not disturb”."),
        "test_line_up": _("The line to the desk is up."),
        "test_line_down": _("The line to the desk is down: offers cannot reach you."),
    }


def _forms(plural: object) -> dict[str, str]:
    """The forms that the four languages know: one, a few (Romanian), many."""
    return {"one": plural(1), "few": plural(2), "other": plural(20)}  # type: ignore[operator]
