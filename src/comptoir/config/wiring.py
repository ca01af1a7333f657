"""Who reacts to what. Read this file to learn everything that follows from an event, and what is swept when."""

from __future__ import annotations

from comptoir.config.links import absences_link, join_link, rating_link, reset_link, training_link
from comptoir.domain.accounts import events as accounts
from comptoir.domain.accounts import reactions as account
from comptoir.domain.accounts import sweeps as old_sign_ins
from comptoir.domain.automation import events as automation
from comptoir.domain.automation import reactions as rules
from comptoir.domain.channels import events as channels
from comptoir.domain.channels import reactions as mail
from comptoir.domain.channels import sweeps as old_mail
from comptoir.domain.channels.inside import OWN_PAGES
from comptoir.domain.channels.inviting import INVITATIONS
from comptoir.domain.channels.taking import LINKS, SCREENS, TAKERS
from comptoir.domain.charter import events as charter
from comptoir.domain.charter import sweeps as retention
from comptoir.domain.conversations import events as conversations
from comptoir.domain.conversations import reactions as find
from comptoir.domain.conversations import sweeps as old_drafts
from comptoir.domain.conversations.actions.withholding import WITHHOLDERS
from comptoir.domain.feed import sweeps as old_talk
from comptoir.domain.knowledge import sweeps as old_index
from comptoir.domain.marketplace import actions as mediated
from comptoir.domain.marketplace import reactions as market
from comptoir.domain.marketplace import sweeps as old_words
from comptoir.domain.offers import reactions as wallet
from comptoir.domain.offers import sweeps as lent_codes
from comptoir.domain.offers.withholding import withhold_given, withhold_withdrawn
from comptoir.domain.people import events as people
from comptoir.domain.privacy import events as privacy
from comptoir.domain.privacy import reactions as rights
from comptoir.domain.privacy import sweeps as readings
from comptoir.domain.promises import events as promises
from comptoir.domain.promises import reactions as keep
from comptoir.domain.promises import sweeps as ledger
from comptoir.domain.returns import sweeps as returned
from comptoir.domain.routing import events as routing
from comptoir.domain.routing import reactions as route
from comptoir.domain.routing import sweeps
from comptoir.domain.supervision import reactions as watch
from comptoir.domain.supervision import sweeps as reviews
from comptoir.domain.training import events as training
from comptoir.domain.training import reactions as teach
from comptoir.foundation.worker import Reaction, Sweep

REACTIONS: dict[type, list[Reaction]] = {
    conversations.ConversationOpened: [
        keep.hear_conversation,
        route.seek_for_opened,
        route.start_clock,
        find.index_names,
        rules.look,
    ],
    conversations.MessagePosted: [
        keep.hear_messages,
        route.watch_for_drift,
        find.index_messages,
        find.hear_visitors,
        find.count_mistakes,
        find.count_used,
        rules.look_at_messages,
        mail.carry_messages,
        market.relay_messages,
        wallet.note_codes,
    ],
    conversations.FirstAnswerGiven: [keep.hear_conversation, route.stop_clock],
    conversations.AgentJoined: [keep.hear_conversation, route.settle_joined],
    conversations.ConversationHandedBack: [keep.hear_conversation, route.seek_for_handed_back],
    conversations.BecameRequest: [keep.hear_conversation, route.settle_request, find.index_names, rules.look],
    conversations.ConversationSplit: [keep.hear_conversation],
    conversations.ConversationFiled: [keep.hear_conversation, rules.look],
    conversations.ConversationClosed: [
        mail.ask_how_it_was,
        keep.hear_conversation,
        route.settle_closed,
        market.settle_case,
        find.count_served,
        watch.choose_closed,
        rules.look,
    ],
    conversations.AnswerCorrected: [find.index_corrected],
    conversations.ConversationReopened: [
        keep.hear_conversation,
        route.settle_reopened,
        market.settle_case,
        rules.look,
    ],
    conversations.ConversationRated: [rules.look, watch.choose_rated],
    conversations.TagsAdded: [rules.look],
    conversations.SnoozeEnds: [find.wake_snoozed],
    conversations.RatingCommented: [find.hear_ratings],
    conversations.CustomerGotUpset: [route.care_for_upset],
    people.InvitationSent: [mail.send_invitation],
    people.LeaveAnswered: [mail.tell_of_leave],
    people.MemberLeft: [route.release_leaver],
    routing.SearchBegan: [route.seek_for_begun],
    routing.OfferLapsed: [route.seek_for_lapsed],
    routing.AgentBecameFree: [route.seek_work],
    routing.OfferExpires: [route.end_expired],
    routing.SparedTimeOver: [route.ask_again],
    routing.FirstAnswerAtRisk: [route.alarm_at_risk],
    routing.FirstAnswerLate: [route.alarm_late],
    routing.TopicDrifted: [route.propose_to_team],
    charter.CharterApplied: [keep.await_charter],
    privacy.RightsRequestMoved: [wallet.forget_who_asked],
    promises.PromisesToRecompute: [keep.recompute_open],
    promises.PromiseAtRisk: [keep.warn, market.remind_sellers, rules.look_at_risks],
    promises.PromiseBroken: [keep.report_broken, market.tell_late_sellers, rules.look_at_breaks],
    promises.PromiseMoved: [keep.tell_moved, rights.tell_counted_anew],
    promises.StepsToTell: [keep.tell_steps],
    promises.WarningRehearsed: [keep.rehearse],
    channels.StillUnread: [mail.carry_unread],
    channels.LetterBounced: [mail.tell_of_bounce, market.hear_bounce],
    channels.MailQuarantined: [market.hear_quarantine],
    conversations.ApprovalServed: [teach.await_release],
    training.PassExpires: [teach.remind, mail.remind_of_pass],
    training.ModulePassed: [route.seek_for_trained],
    automation.RulesDue: [rules.run],
    accounts.ResetAsked: [account.send_way_to_password],
    accounts.AccountTouched: [account.tell_of_change],
}

SWEEPS: list[tuple[float, Sweep]] = [
    *sweeps.SWEEPS,
    *ledger.SWEEPS,
    *returned.SWEEPS,
    *retention.SWEEPS,
    *readings.SWEEPS,
    *old_mail.SWEEPS,
    *old_words.SWEEPS,
    *reviews.SWEEPS,
    *lent_codes.SWEEPS,
    *old_sign_ins.SWEEPS,
    *old_talk.SWEEPS,
    *old_drafts.SWEEPS,
    *old_index.SWEEPS,
]

TAKERS |= {"seller": mediated.take_seller_letter, "marketplace:customer": mediated.take_buyer_letter}
"""Whose mail is taken by whom, where it is not the channels' own."""

LINKS["rating"] = rating_link
INVITATIONS["link"] = join_link
OWN_PAGES |= {"training": training_link, "absences": absences_link}
account.LINKS["reset"] = reset_link

WITHHOLDERS[:] = [withhold_withdrawn, withhold_given]
"""Who keeps words of agents from going out, beside the charter."""

SCREENS[:] = [mediated.screen_sellers_mail]
