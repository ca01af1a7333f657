"""The words of the letters between buyer and seller, in the language of who reads them. What the parties wrote stands in them as it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from comptoir.domain.charter.rules import full_day_in, named_reason, reason_of
from comptoir.domain.marketplace.kinds import kind_names
from comptoir.domain.marketplace.queries.cases import products_of
from comptoir.domain.marketplace.queries.hands import InHand
from comptoir.domain.shops.queries import KnownShop, zone_of

SPOKEN = ("en", "fr", "pt", "ro")


def spoken(language: str) -> str:
    """The language in which we write: the one wanted where we speak it, else English."""
    tag = language.split("-", maxsplit=1)[0].lower()
    return tag if tag in SPOKEN else "en"


def subject_of(hand: InHand, language: str) -> str:
    """Always ours: the number and the reason, never what somebody wrote into a subject. Threat 24."""
    return f"[#{hand.case.conversation.reference}] {named_reason(hand.charter, hand.case.reason, language)}"


def moment_in(language: str, shop_id: int, at: dt.datetime) -> str:
    """A day and an hour on the shop's own clock."""
    local = at.astimezone(zone_of(shop_id))
    with override(spoken(language)):
        return _("%(day)s at %(time)s") % {"day": full_day_in(spoken(language), local.date()), "time": f"{local:%H:%M}"}


def to_seller_first(hand: InHand, text: str, due: dt.datetime | None, *, is_masked: bool) -> str:
    """The first letter of a case: what it is about, what was written, until when to answer, and how."""
    language = spoken(hand.seller_language)
    with override(language):
        return _joined(
            _who_writes(hand),
            _about(hand, language),
            text,
            _("Contact details were removed from this message.") if is_masked else "",
            _answer_by(hand, due, language),
            _how_to_answer(hand, language),
            _good_to_know(hand),
        )


def to_seller_again(hand: InHand, text: str, due: dt.datetime | None, *, by: str, is_masked: bool) -> str:
    """What the buyer, or the team (`by` names who), wrote after that."""
    language = spoken(hand.seller_language)
    with override(language):
        head = (
            _("%(name)s, of %(shop)s, writes to you about order %(order)s. The customer does not see this message.")
            % {"name": by, "shop": hand.shop.name, "order": hand.case.order_number}
            if by
            else _who_writes(hand)
        )
        return _joined(
            head,
            text,
            _("Contact details were removed from this message.") if is_masked else "",
            _answer_by(hand, due, language),
        )


def to_buyer(hand: InHand, text: str, *, by: str, is_masked: bool) -> str:
    """What the seller, or the team (`by` names who), wrote to the buyer."""
    with override(spoken(hand.buyer_language)):
        words = {"name": by or hand.seller_shown_as, "shop": hand.shop.name, "order": hand.case.order_number}
        head = (
            _("%(name)s, of %(shop)s, writes to you about your order %(order)s:") % words
            if by
            else _("%(name)s has answered about your order %(order)s:") % words
        )
        return _joined(
            head,
            text,
            _("Contact details were removed from this message.") if is_masked else "",
            _("You can answer by replying to this mail, or in your customer area at %(shop)s.") % words,
        )


def code_words(shop: KnownShop, code: str, language: str) -> tuple[str, str]:
    """Subject and text of the letter with a code."""
    with override(spoken(language)):
        words = {"code": f"{code[:3]} {code[3:]}", "shop": shop.name}
        text = _joined(
            _("This address was given as the support e-mail of a seller at %(shop)s.") % words,
            _("Your code: %(code)s") % words,
            _(
                "Enter it in Settings › Profile within 15 minutes. Customers' messages come to this address only after that."
            ),
            _("If this was not you, there is nothing to do: without the code, nothing happens."),
        )
        return _("%(shop)s: your code") % words, text


def reminder(hand: InHand, due: dt.datetime) -> str:
    """A seller is reminded that a buyer waits."""
    language = spoken(hand.seller_language)
    with override(language):
        words = {"order": hand.case.order_number, "when": moment_in(language, hand.case.shop_id, due)}
        return _joined(
            _("A customer is waiting for your answer about order %(order)s.") % words,
            _("Please answer by %(when)s: simply reply to this mail.") % words,
        )


def too_late(hand: InHand, due: dt.datetime) -> str:
    """The time is over; the team knows."""
    language = spoken(hand.seller_language)
    with override(language):
        words = {
            "order": hand.case.order_number,
            "when": moment_in(language, hand.case.shop_id, due),
            "shop": hand.shop.name,
        }
        return _joined(
            _("A customer is still waiting for your answer about order %(order)s. It was promised by %(when)s.")
            % words,
            _("The support team of %(shop)s has been told. Please answer now: simply reply to this mail.") % words,
        )


def removed(kinds: Iterable[str], language: str) -> str:
    """To who wrote: contact details were taken out of it. E7."""
    with override(spoken(language)):
        return _joined(
            _("Your message has been passed on. We removed contact details from it: %(kinds)s.")
            % {"kinds": ", ".join(kind_names(kinds, language))},
            _("Between customers and sellers, everything stays in this conversation: it protects both of you."),
        )


def other_recipients(hand: InHand, language: str) -> str:
    """To a seller who added or changed recipients: what happened to the mail, and where questions go. E6."""
    with override(spoken(language)):
        return _joined(
            _("Your answer has reached us, and was passed on. But you had added or changed its recipients."),
            _(
                "Please only reply, without other recipients: they would see the conversation, and their answers would not reach the customer."
            ),
            _ask_team(hand),
        )


def refused_files(names_and_whys: Sequence[tuple[str, str]], language: str) -> str:
    """To who wrote: which of the files did not pass, and why."""
    with override(spoken(language)):
        lines = "\n".join(f"- {name}: {why}" for name, why in names_and_whys)
        return _joined(_("Your message has been passed on, without these files:"), lines)


def not_proven(hand: InHand, language: str) -> str:
    """To a seller whose domain proves nothing: it has to be said once that the mails are theirs. Threat 4."""
    with override(spoken(language)):
        return _joined(
            _(
                "An answer came in from this address. Your mail server does not prove that it is yours, so we have not passed it on yet."
            ),
            _(
                "Please open Settings › Profile in your seller account and confirm it, once. Your answer is passed on then."
            ),
            _ask_team(hand),
        )


def no_way_to_buyers(shop: KnownShop, address: str, language: str) -> tuple[str, str]:
    """Subject and text of the polite answer to a seller whose mail belongs to no case. E7."""
    with override(spoken(language)):
        words = {"shop": shop.name, "address": address}
        text = _joined(
            _(
                "Thank you for your mail. It could not be passed on to a customer: a conversation is begun by customers, and this mail belongs to none that is open."
            ),
            _("If you need to reach a customer, please write to our sales support: %(address)s.") % words
            if address
            else _("If you need to reach a customer, please write to our sales support."),
        )
        return _("%(shop)s: your mail was not passed on") % words, text


def for_sales_support(shop: KnownShop, language: str) -> tuple[str, str]:
    """Subject and text of the word that a seller's question has reached the team. E6, E7."""
    with override(spoken(language)):
        words = {"shop": shop.name}
        text = _joined(
            _("Thank you for your mail. It has reached our sales support."),
            _("It does not go to a customer. If you need to reach one, tell us here: we will see to it."),
        )
        return _("%(shop)s: your mail to sales support") % words, text


def shown_customer(hand: InHand, language: str) -> str:
    """What the seller's mail program shows as the sender."""
    with override(spoken(language)):
        return f"{hand.buyer_shown_as or _('Customer')} · {hand.shop.name}"


def _who_writes(hand: InHand) -> str:
    words = {"name": hand.buyer_shown_as, "order": hand.case.order_number}
    if words["name"]:
        return _("%(name)s, a customer, has written to you about order %(order)s.") % words
    return _("A customer has written to you about order %(order)s.") % words


def _about(hand: InHand, language: str) -> str:
    lines = [_("Reason: %(reason)s") % {"reason": named_reason(hand.charter, hand.case.reason, language)}]
    lines += [_("Product: %(product)s") % {"product": name} for name in products_of(hand.case)]
    lines += [f"{label} {answer}" for label, answer in hand.case.conversation.answers.items()]
    return "\n".join(lines)


def _answer_by(hand: InHand, due: dt.datetime | None, language: str) -> str:
    if due is None:
        return _("To answer, simply reply to this mail.")
    when = moment_in(language, hand.case.shop_id, due)
    return _("Please answer by %(when)s: simply reply to this mail.") % {"when": when}


def _how_to_answer(hand: InHand, language: str) -> str:
    reason = reason_of(hand.charter, hand.case.reason)
    if reason is None:
        return ""
    playbook = reason.playbook_seller.in_language(language).strip() if reason.playbook_seller else ""
    offers = "\n".join(f"- {offer.in_language(language)}" for offer in reason.may_offer)
    return _joined(
        _("How to answer") + "\n" + playbook if playbook else "", _("You may offer:") + "\n" + offers if offers else ""
    )


def _good_to_know(hand: InHand) -> str:
    mediation = hand.charter.mediation
    guide = mediation.seller_guide if mediation else ""
    lines = [
        _(
            "Your answer reaches the customer through %(shop)s. Neither of you sees the other's address, and contact details are removed."
        )
        % {"shop": hand.shop.name},
        _("Pictures and PDF can be attached."),
        _("Please do not change or add recipients."),
        _ask_team(hand),
        _("Guide: %(guide)s") % {"guide": guide} if guide else "",
    ]
    return _("Good to know") + "\n" + "\n".join(f"- {line}" for line in lines if line)


def _ask_team(hand: InHand) -> str:
    address = next(iter(hand.charter.shop.emails), "")
    if not address:
        return ""
    return _("A question for our team? Write a new mail to %(address)s.") % {"address": address}


def _joined(*parts: str) -> str:
    return "\n\n".join(str(part).strip() for part in parts if part and str(part).strip())
