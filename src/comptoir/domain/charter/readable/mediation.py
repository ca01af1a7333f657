"""Chapter: for what buyers may write to sellers, and by which rules."""

from __future__ import annotations

from collections.abc import Iterator

from comptoir.domain.charter.catalogue import N_
from comptoir.domain.charter.readable.chapter import Chapter
from comptoir.domain.charter.readable.voice import Voice
from comptoir.domain.charter.shape.charter import Charter
from comptoir.domain.charter.shape.mediation import Mediation, Reason

_NAMED = {
    "none": N_("The seller does not learn the buyer's name."),
    "first_name": N_("Of the buyer's name the seller learns the first name only."),
}
_UNPROVEN = {
    "confirm_once": N_("A seller whose mails prove nothing of their sender is confirmed once, then believed."),
    "quarantine": N_("A mail that proves nothing of its sender goes to the team, not to the buyer."),
}


def mediation(charter: Charter, voice: Voice) -> Chapter:
    """What is open, how many at a time, how long, and what stays hidden."""
    title = voice.say(N_("Buyers and sellers"))
    own = charter.mediation
    if own is None:
        return Chapter("mediation", title)
    reasons = ", ".join(voice.text(charter.topics[key].name) for key in own.reasons)
    sentences = (
        voice.say(N_("Who has received an order may write to its seller about: {reasons}."), reasons=reasons),
        voice.say(N_("Neither learns the other's address; contact details are removed from what they write.")),
        voice.ngettext(
            "Of one order, {number} case can be open at a time.",
            "Of one order, {number} cases can be open at a time.",
            own.open_cases_per_order,
        ),
        voice.say(N_("A closed case can be opened again within {time}."), time=voice.span(own.reopen_within)),
        voice.say(_NAMED[own.buyer_name]),
        voice.say(_UNPROVEN[own.unproven_senders]),
    )
    return Chapter("mediation", title, sentences, tuple(_rows(charter, own, voice)))


def _rows(charter: Charter, own: Mediation, voice: Voice) -> Iterator[tuple[str, str]]:
    for key in own.reasons:
        name = voice.text(charter.topics[key].name)
        reason = own.reason.get(key, Reason(key=key))
        for label, said in _of_reason(reason, voice):
            yield f"{name} · {voice.say(label)}", said
    if own.sales_support:
        yield voice.say(N_("Sellers ask")), voice.text(charter.topics[own.sales_support].name)
    if own.seller_guide:
        yield voice.say(N_("Guide for sellers")), own.seller_guide


def _of_reason(reason: Reason, voice: Voice) -> Iterator[tuple[str, str]]:
    if reason.questions:
        yield N_("asked of the buyer"), " · ".join(voice.text(question.label) for question in reason.questions)
    if reason.may_offer:
        yield N_("the seller may offer"), " · ".join(voice.text(offer) for offer in reason.may_offer)
    if reason.playbook_seller:
        yield N_("for the seller"), voice.text(reason.playbook_seller)
    if reason.playbook_support:
        yield N_("for the team"), voice.text(reason.playbook_support)
