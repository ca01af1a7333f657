"""The reasons for which one may write, what each asks, and what happens then, in the words of the shop's charter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from comptoir.domain.charter.rules import Charter, named_reason, reason_of
from comptoir.domain.shops.queries import KnownShop
from comptoir.surfaces.market.showing import charter_of


class ShownQuestion(NamedTuple):
    """A question of a reason, with what has been answered so far."""

    name: str
    key: str
    label: str
    is_required: bool
    choices: list[tuple[str, str]]
    answer: str


class ShownReason(NamedTuple):
    """One of the reasons."""

    key: str
    name: str
    hint: str
    is_chosen: bool
    questions: list[ShownQuestion]


HINTS = {
    "warranty": lambda: _("It has broken, or does not work as it should."),
    "missing_item": lambda: _("Something that you ordered was not in the parcel."),
    "wrong_item": lambda: _("You received something else than what you ordered."),
}


def shown_reasons(shop: KnownShop, sent: Mapping[str, str]) -> list[ShownReason]:
    """All of them, in the charter's order, as they stand in the form."""
    charter = charter_of(shop)
    return list(_reasons(charter, sent))


def reason_words(shop: KnownShop, key: str) -> str:
    """What a reason is called, in the reader's language."""
    return named_reason(charter_of(shop), key, get_language() or "en")


def answer_within(charter: Charter) -> str:
    """In which time a seller answers, as the charter promises it; "" where it promises nothing."""
    own = [it for it in charter.promises.values() if it.of == "marketplace" and it.when == "next_answer"]
    if not own:
        return ""
    span = own[0].within
    if span.unit == "h":
        return ngettext("%(n)s hour", "%(n)s hours", span.amount) % {"n": span.amount}
    if span.unit == "d":
        return ngettext("%(n)s day", "%(n)s days", span.amount) % {"n": span.amount}
    return ngettext("%(n)s minute", "%(n)s minutes", span.amount) % {"n": span.amount}


def reopened_until(shop: KnownShop, closed_at: dt.datetime | None) -> dt.datetime | None:
    """Until when what was closed then can be opened again."""
    mediation = charter_of(shop).mediation
    return closed_at + mediation.reopen_within.timedelta if mediation and closed_at else None


def next_steps(shop: KnownShop, *, is_direct: bool, seller: str) -> list[str]:
    """What happens once it is sent."""
    within = answer_within(charter_of(shop))
    if is_direct:
        first = _("%(seller)s gets your message by e-mail, from us. They do not learn your address.") % {
            "seller": seller
        }
    else:
        first = _("Our support team gets your message and passes it on to %(seller)s.") % {"seller": seller}
    due = _("You get an answer within %(time)s, here and by e-mail.") % {"time": within}
    watched = _("Our support team reads along, and steps in when an answer is late.")
    return [first, *([due] if within else []), watched]


def _reasons(charter: Charter, sent: Mapping[str, str]) -> Iterator[ShownReason]:
    language = get_language() or "en"
    for key in charter.mediation.reasons if charter.mediation else ():
        reason = reason_of(charter, key)
        questions = [
            ShownQuestion(
                name=f"q-{key}-{it.key}",
                key=it.key,
                label=it.label.in_language(language),
                is_required=it.required,
                choices=[(str(n), choice.in_language(language)) for n, choice in enumerate(it.choices)],
                answer=sent.get(f"q-{key}-{it.key}", ""),
            )
            for it in (reason.questions if reason else ())
        ]
        hint = HINTS[key]() if key in HINTS else ""
        yield ShownReason(key, named_reason(charter, key, language), hint, sent.get("reason") == key, questions)
