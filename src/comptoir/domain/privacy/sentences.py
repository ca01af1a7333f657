"""The automatic messages of a privacy request, in the language of its conversation. What colleagues note for each other is never in them."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import override

from comptoir.domain.charter.errors import NoCharter
from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import SPOKEN, full_day_in
from comptoir.domain.privacy.models import RightsRequest
from comptoir.domain.shops.queries import last_shop_day, shop_of_id


def received(request: RightsRequest, due_at: dt.datetime | None) -> str:
    """It has come in, and by which day it is answered; the day is left out where there is none to come."""
    with override(language_of(request)):
        begin = _("We have received your request about your personal data: %(right)s.") % {"right": _right(request)}
        return f"{begin} {_answered_by(request, due_at)}"


def extended(request: RightsRequest, reason: str, due_at: dt.datetime) -> str:
    """It takes longer, why, and by which day it is answered."""
    with override(language_of(request)):
        begin = _("We need more time for your request about your personal data: %(right)s.")
        return f"{begin % {'right': _right(request)}} {_LONGER[reason]()} {_answered_by(request, due_at)}"


def counted_anew(request: RightsRequest, due_at: dt.datetime) -> str:
    """The day by which it is answered is another."""
    with override(language_of(request)):
        begin = _("The date of your request about your personal data has changed: %(right)s.") % {
            "right": _right(request)
        }
        return f"{begin} {_answered_by(request, due_at)}"


def counted_anew_for_team(request: RightsRequest, due_at: dt.datetime, was_due_at: dt.datetime) -> str:
    """Why the date moved, from which day to which, in the shop's own language."""
    language = shop_of_id(request.shop_id).language.split("-")[0].lower()
    language = language if language in SPOKEN else "en"
    new, old = (full_day_in(language, last_shop_day(request.shop_id, at)) for at in (due_at, was_due_at))
    with override(language):
        words = _(
            "A new version of the charter has moved the date of the privacy request %(number)s from %(old)s to %(new)s. The customer was told."
        )
        return words % {"number": request.number, "old": old, "new": new}


def refused(request: RightsRequest, reason: str, now: dt.datetime) -> str:
    """It is refused, why, and to whom one may turn, as the law wants it told."""
    with override(language_of(request)):
        begin = _("We cannot follow your request about your personal data: %(right)s.") % {"right": _right(request)}
        remedy = _(
            "If you do not agree, you may lodge a complaint with the data protection authority of your country, or go to court."
        )
        contact = _contact(request.shop_id, now)
        ask = _("For questions: %(contact)s.") % {"contact": contact} if contact else ""
        return " ".join(part for part in (begin, _REFUSED[reason](), remedy, ask) if part)


def language_of(request: RightsRequest) -> str:
    """The conversation's language where we speak it, else the shop's."""
    wanted = (request.conversation.language, shop_of_id(request.shop_id).language)
    return next((it for tag in wanted if (it := tag.split("-")[0].lower()) in SPOKEN), "en")


def _right(request: RightsRequest) -> str:
    return _RIGHTS[request.right]()


def _answered_by(request: RightsRequest, due_at: dt.datetime | None) -> str:
    if due_at is None:
        return _("We will answer you here as soon as we can.")
    day = full_day_in(language_of(request), last_shop_day(request.shop_id, due_at))
    return _("We will answer you here by %(day)s at the latest.") % {"day": day}


def _contact(shop_id: int, now: dt.datetime) -> str:
    try:
        privacy = charter_in_force(shop_id, now)[1].privacy
    except NoCharter:
        return ""
    return privacy.contact if privacy else ""


_RIGHTS = {
    "access": lambda: _("access to your data"),
    "rectification": lambda: _("rectification of your data"),
    "erasure": lambda: _("erasure of your data"),
    "restriction": lambda: _("restriction of the use of your data"),
    "portability": lambda: _("a copy of your data to take elsewhere"),
    "objection": lambda: _("objection to the use of your data"),
}
_LONGER = {
    "complex": lambda: _("It is complex, and to answer it well we need up to two months more, as the law provides."),
    "many": lambda: _(
        "You have sent us several, and to answer them well we need up to two months more, as the law provides."
    ),
}
_REFUSED = {
    "identity": lambda: _("We could not establish that the data is yours, and give nobody’s data to anybody else."),
    "unfounded": lambda: _("It is manifestly unfounded."),
    "excessive": lambda: _("It is excessive, in particular because it repeats earlier ones."),
    "duty_to_keep": lambda: _("The law obliges us to keep the data concerned."),
}
