"""Chapters: the chat on the page, and how a chat finds its agent."""

from __future__ import annotations

from comptoir.domain.charter.catalogue import N_
from comptoir.domain.charter.readable.chapter import Chapter
from comptoir.domain.charter.readable.voice import Voice
from comptoir.domain.charter.readable.words import FALLBACKS, KINDS
from comptoir.domain.charter.shape.charter import Charter
from comptoir.domain.charter.shape.widget import Question


def widget(charter: Charter, voice: Voice) -> Chapter:
    """What the visitor sees before a chat."""
    own = charter.widget
    texts = (
        (N_("On the button"), own.button),
        (N_("Greeting"), own.greeting),
        (N_("Greeting when closed"), own.closed_greeting),
        (N_("Invitation"), own.invitation),
        *((N_("Tip"), tip) for tip in own.tips),
    )
    rows = [(voice.say(label), voice.text(text)) for label, text in texts if text]
    rows += [(voice.say(N_("Question before the chat")), _question(question, voice)) for question in own.questions]
    rows.append((voice.say(N_("Colour")), own.colour))
    if own.logo:
        rows.append((voice.say(N_("Logo")), own.logo))
    side = (
        N_("The chat opens at the left of the page.")
        if own.side == "left"
        else N_("The chat opens at the right of the page.")
    )
    return Chapter("widget", voice.say(N_("The chat on the page")), (voice.say(side),), tuple(rows))


def chat(charter: Charter, voice: Voice) -> Chapter:
    """How a chat is offered, and how it ends."""
    own = charter.chat
    fallback = ", ".join(voice.say(FALLBACKS[step]) for step in own.fallback)
    offered = N_("An agent has {time} to accept a chat; then the next one is asked.")
    handed_back = N_("When an agent's connection is gone for {time}, what is unanswered goes to somebody else.")
    rated = (
        N_("At its end the visitor may rate it.") if own.ask_rating else N_("The visitor is not asked for a rating.")
    )
    files = N_("Pictures and files may be sent.") if own.attachments else N_("Pictures and files cannot be sent.")
    sentences = (
        voice.say(offered, time=voice.span(own.offer_lasts)),
        voice.say(N_("With nobody left, in this order: {steps}."), steps=fallback),
        voice.say(handed_back, time=voice.span(own.hand_back_after)),
        voice.say(N_("A chat ends after {time} of silence."), time=voice.span(own.end_after_silence)),
        voice.say(rated),
        voice.say(files),
    )
    return Chapter("chat", voice.say(N_("How a chat is answered")), sentences)


def _question(question: Question, voice: Voice) -> str:
    choices = ", ".join(voice.text(choice) for choice in question.choices)
    said = [voice.text(question.label), voice.say(KINDS[question.kind], choices=choices)]
    said.append(voice.say(N_("must be answered") if question.required else N_("may be left empty")))
    return " · ".join(said)
