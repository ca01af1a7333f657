"""Chapters: how we write, courtesy, what is at hand, returns."""

from __future__ import annotations

from collections.abc import Iterator

from comptoir.domain.charter.catalogue import N_, translations
from comptoir.domain.charter.readable.chapter import Chapter
from comptoir.domain.charter.readable.promises import promise_sentence
from comptoir.domain.charter.readable.voice import Voice
from comptoir.domain.charter.readable.words import CHANNEL_NAMES, CLAUSES, LEVELS, NOT_RETURNABLE
from comptoir.domain.charter.shape.channel import CHANNELS
from comptoir.domain.charter.shape.charter import Charter
from comptoir.domain.charter.shape.wording import Wording

_WITHIN = {
    "wall": N_("A product may come back within {time} of its delivery."),
    "working_days": N_(
        "A product may come back within {time} of its delivery, of which only working days are counted."
    ),
}


def writing(charter: Charter, voice: Voice) -> Chapter:
    """What is looked at in an answer, and how firmly."""
    own = charter.wording
    rows = [(voice.say(CLAUSES[clause]), voice.say(LEVELS[getattr(own, clause)])) for clause in CLAUSES]
    sentences = _limits(own, voice)
    for key in own.exceptions:
        audience, _, channel = key.partition(".") if key not in CHANNELS else ("", "", key)
        name = " · ".join(_names(charter, audience, channel, voice))
        theirs = own.of(audience, channel)
        changed = [clause for clause in CLAUSES if getattr(theirs, clause) != getattr(own, clause)]
        rows += [
            (f"{name} · {voice.say(CLAUSES[clause])}", voice.say(LEVELS[getattr(theirs, clause)])) for clause in changed
        ]
        sentences += [f"{name} · {said}" for said in _limits(theirs, voice) if said not in sentences]
    rows += _plain_words(own, voice)
    return Chapter("wording", voice.say(N_("How we write")), tuple(sentences), tuple(rows))


def _names(charter: Charter, audience: str, channel: str, voice: Voice) -> Iterator[str]:
    if audience:
        yield voice.text(charter.audiences[audience].name)
    if channel:
        yield voice.say(CHANNEL_NAMES[channel])


def courtesy(charter: Charter, voice: Voice) -> Chapter:
    """How customers are treated."""
    tips = (
        N_("The chat may show the visitor a gentle tip, which can be dismissed.")
        if charter.courtesy.tips_in_widget
        else N_("The chat gives the visitor no tips.")
    )
    blur = (
        N_("Insults are blurred until the agent chooses to read them.")
        if charter.courtesy.blur_insults
        else N_("Insults are shown as they are.")
    )
    always = N_("Customers are never blocked for their manners.")
    time = N_("An agent who answers an upset customer has {time} for them before anything new is offered.")
    pause = N_("After an insult, the pause that an agent takes lasts {time}.")
    sentences = (
        *(voice.say(sentence) for sentence in (always, tips, blur)),
        voice.say(time, time=voice.span(charter.courtesy.time_for_upset)),
        voice.say(pause, time=voice.span(charter.courtesy.pause_lasts)),
    )
    return Chapter("courtesy", voice.say(N_("Courtesy")), sentences)


def at_hand(charter: Charter, voice: Voice) -> Chapter:
    """Links and offers that agents may give."""
    sentences = []
    if offers := charter.offers:
        sentences.append(
            voice.ngettext(
                "An agent may give {number} offer a day.",
                "An agent may give {number} offers a day.",
                offers.per_agent_and_day,
            )
        )
        if offers.only_on_request:
            sentences.append(voice.say(N_("Offers are given only to customers who ask.")))
        if offers.once_per_customer:
            sentences.append(voice.say(N_("Each customer receives one offer at most.")))
    rows = [(voice.say(N_("Link that may be sent")), link) for link in charter.links.allowed]
    rows += [(voice.say(N_("Promotional code")), code) for code in (offers.codes if offers else ())]
    return Chapter("at_hand", voice.say(N_("Links and offers")), tuple(sentences), tuple(rows))


def returns(charter: Charter, voice: Voice) -> Chapter:
    """What may come back, and until when."""
    title = voice.say(N_("Returns"))
    if charter.returns is None:
        return Chapter("returns", title)
    within = voice.span(charter.returns.within)
    sentences = [voice.say(_WITHIN[charter.returns.clock], time=within)]
    if charter.returns.refund_promise:
        sentences.append(promise_sentence(charter.promises[charter.returns.refund_promise], voice))
    if charter.returns.not_returnable:
        kinds = ", ".join(voice.of_shop(kind, NOT_RETURNABLE) for kind in charter.returns.not_returnable)
        sentences.append(voice.say(N_("These cannot come back: {kinds}."), kinds=kinds))
    return Chapter("returns", title, tuple(sentences))


def product_kind(kind: str, language: str) -> str:
    """A kind of product that cannot come back, in words."""
    return Voice(language, translations(language)).of_shop(kind, NOT_RETURNABLE)


def _plain_words(wording: Wording, voice: Voice) -> list[tuple[str, str]]:
    return [
        (voice.say(N_("Instead of “{term}” ({language})"), term=term, language=voice.tongue(code)), meant)
        for code, terms in wording.plain_words.items()
        for term, meant in terms.items()
    ]


def _limits(wording: Wording, voice: Voice) -> list[str]:
    emoji = wording.emoji_at_most
    said = [
        voice.ngettext("At most {number} emoji in a message.", "At most {number} emoji in a message.", emoji)
        if emoji
        else voice.say(N_("No emoji.")),
        voice.ngettext(
            "Sentences of at most {number} word.", "Sentences of at most {number} words.", wording.longest_sentence
        ),
    ]
    if wording.diacritics_required:
        said.append(voice.say(N_("Accents and other signs of the language are written.")))
    if wording.allowed_abbreviations:
        listed = ", ".join(wording.allowed_abbreviations)
        said.append(voice.say(N_("Abbreviations that are allowed: {abbreviations}."), abbreviations=listed))
    return said
