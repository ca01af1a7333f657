"""The smaller sections: shop, chat, wording, returns, training, widget."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from comptoir.domain.charter.checks.questions import check_questions
from comptoir.domain.charter.checks.references import expect_named
from comptoir.domain.charter.reading.addresses import origin_of
from comptoir.domain.charter.reading.cells import Sheet
from comptoir.domain.charter.reading.near import did_you_mean
from comptoir.domain.charter.shape.channel import CHANNELS
from comptoir.domain.charter.shape.wording import exceptions_in


def check_shop(sections: Mapping[str, Any], sheet: Sheet) -> None:
    """Warn of a shop without sites: nobody could carry its widget."""
    shop = sections.get("shop")
    if shop and not shop.sites:
        sheet.cell("shop").warn("no_site")


def check_chat(sections: Mapping[str, Any], sheet: Sheet) -> None:
    """Warn of offers that last so long that nobody else can be asked within the promise."""
    chat = sections.get("chat")
    if chat is None:
        return
    for promise in (sections.get("promises") or {}).values():
        is_first_answer = promise.of == "chat" and promise.when == "first_answer"
        if is_first_answer and 2 * chat.offer_lasts.seconds > promise.within.seconds:
            place = sheet.cell("chat", *(("offer_lasts",) if "offer_lasts" in sheet.cell("chat") else ()))
            place.warn("offer_too_long", offer=chat.offer_lasts, within=promise.within)


def check_wording(sections: Mapping[str, Any], sheet: Sheet) -> None:
    """Report wording for audiences and channels that do not exist."""
    if not sections.get("wording"):
        return
    known = (*sheet.names_in("audiences"), *CHANNELS)
    for writer in exceptions_in(sheet.cell("wording")):
        if writer.name not in known:
            writer.refuse_key("unknown_writer", did_you_mean(writer.name, known), value=writer.name)
        for channel in exceptions_in(writer):
            if channel.name not in CHANNELS:
                channel.refuse_key("unknown_channel", did_you_mean(channel.name, CHANNELS), value=channel.name)


def check_returns(sections: Mapping[str, Any], sheet: Sheet) -> None:
    """Report a refund that is not promised."""
    returns = sections.get("returns")
    if returns and returns.refund_promise:
        expect_named(sheet.cell("returns", "refund_promise"), sheet.names_in("promises"), "unknown_promise")


def check_training(sections: Mapping[str, Any], sheet: Sheet) -> None:
    """Report training of audiences that do not exist, and for topics that do not."""
    training = sections.get("training")
    if training is None:
        return
    for key, known, code in (
        ("before_answering", "audiences", "unknown_audience"),
        ("before_topic", "topics", "unknown_topic"),
    ):
        names = sheet.names_in(known)
        for name in getattr(training, key):
            if name not in names:
                sheet.cell("training", key, name).refuse_key(code, did_you_mean(name, names), value=name)


def check_widget(sections: Mapping[str, Any], sheet: Sheet) -> None:
    """Report a logo from elsewhere and questions nobody can answer; warn of tips that are on, and missing."""
    widget, shop, courtesy = (sections.get(name) for name in ("widget", "shop", "courtesy"))
    if courtesy and courtesy.tips_in_widget and not (widget and widget.tips):
        sheet.cell("courtesy", "tips_in_widget").warn("no_tips")
    if widget and shop and widget.logo and origin_of(widget.logo) not in shop.sites:
        sheet.cell("widget", "logo").refuse("logo_from_elsewhere")
    check_questions(widget.questions if widget else (), sheet, "widget", "questions")
