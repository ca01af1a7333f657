"""What has happened, in words: the name of each event as people would tell it."""

from __future__ import annotations

from django.utils.translation import gettext as _

HAPPENED = {
    "charter.applied": lambda: _("A charter was applied"),
    "channels.letter_bounced": lambda: _("A letter came back"),
    "channels.mail_quarantined": lambda: _("A mail was quarantined"),
    "channels.still_unread": lambda: _("An answer was still unread on the page"),
    "conversations.opened": lambda: _("A conversation was opened"),
    "conversations.message_posted": lambda: _("A message was posted"),
    "conversations.first_answer_given": lambda: _("A first answer was given"),
    "conversations.message_held": lambda: _("A message was held for approval"),
    "conversations.held_approved": lambda: _("A held message was approved"),
    "conversations.held_returned": lambda: _("A held message was returned"),
    "conversations.agent_joined": lambda: _("An agent took a conversation"),
    "conversations.handed_back": lambda: _("A conversation was handed back"),
    "conversations.became_request": lambda: _("A chat became a request"),
    "conversations.filed": lambda: _("The topic or category of a conversation was changed"),
    "conversations.tags_added": lambda: _("A conversation was given tags"),
    "conversations.closed": lambda: _("A conversation was closed"),
    "conversations.reopened": lambda: _("A conversation was opened again"),
    "conversations.rated": lambda: _("A conversation was rated"),
    "conversations.rating_commented": lambda: _("A rating was given a comment"),
    "conversations.customer_got_upset": lambda: _("A customer was upset"),
    "conversations.snooze_ends": lambda: _("The time came for a request that was put aside"),
    "marketplace.case_opened": lambda: _("A buyer wrote to a seller"),
    "marketplace.seller_answered": lambda: _("A seller answered"),
    "marketplace.case_rerouted": lambda: _("A case went to support"),
    "marketplace.case_moved": lambda: _("A case went a step further"),
    "marketplace.seller_unreachable": lambda: _("A seller could not be reached"),
    "marketplace.tool_switched": lambda: _("A seller’s contact tool was switched"),
    "marketplace.contact_masked": lambda: _("Contact details were masked"),
    "automation.rules_due": lambda: _("Automation rules were to run"),
    "promises.made": lambda: _("A promise was made"),
    "promises.at_risk": lambda: _("A promise was about to be broken"),
    "promises.broken": lambda: _("A promise was broken"),
    "promises.kept": lambda: _("A promise was kept"),
    "promises.released": lambda: _("A promise was released"),
    "promises.moved": lambda: _("The date of a promise moved"),
    "promises.request_escalated": lambda: _("A request was escalated"),
    "promises.steps_to_tell": lambda: _("Dates moved of which the customer is told"),
    "promises.warning_rehearsed": lambda: _("A warning for trial was asked for"),
    "promises.to_recompute": lambda: _("A new charter came into force for open promises"),
    "people.invitation_sent": lambda: _("Somebody was invited into the team"),
    "people.member_left": lambda: _("Somebody left the team"),
    "privacy.moved": lambda: _("A privacy request went a step further"),
    "returns.moved": lambda: _("A return came a step further"),
    "routing.search_began": lambda: _("The search for an agent began"),
    "routing.offer_lapsed": lambda: _("An offer was not accepted"),
    "routing.offer_expires": lambda: _("An offer ran out"),
    "routing.agent_became_free": lambda: _("An agent became free"),
    "routing.spared_time_over": lambda: _("An agent’s time for an upset customer, or a pause, was over"),
    "routing.topic_drifted": lambda: _("A conversation turned to another topic"),
    "routing.first_answer_at_risk": lambda: _("A first answer was about to be late"),
    "routing.first_answer_late": lambda: _("A first answer was late"),
}


def happening(event: str) -> str:
    """The event in words; its own name where there are none."""
    return HAPPENED[event]() if event in HAPPENED else event
