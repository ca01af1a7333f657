"""Chapters: who may answer at all, and what is kept."""

from __future__ import annotations

from comptoir.domain.charter.catalogue import N_
from comptoir.domain.charter.readable.chapter import Chapter
from comptoir.domain.charter.readable.voice import Voice
from comptoir.domain.charter.readable.words import MODULES
from comptoir.domain.charter.shape.charter import Charter


def training(charter: Charter, voice: Voice) -> Chapter:
    """What is learnt before answering."""
    title = voice.say(N_("Training"))
    own = charter.training
    if own is None:
        return Chapter("training", title)
    rows = tuple(
        (voice.text(charter.audiences[audience].name), ", ".join(voice.of_shop(module, MODULES) for module in modules))
        for audience, modules in own.before_answering.items()
    )
    sentences = [voice.say(N_("Nobody answers customers before these modules are passed."))]
    if own.valid_for:
        sentences.append(voice.say(N_("A pass is valid for {time}."), time=voice.span(own.valid_for)))
    if own.shadow_conversations:
        sentences.append(
            voice.ngettext(
                "The first {number} conversation is supervised.",
                "The first {number} conversations are supervised.",
                own.shadow_conversations,
            )
        )
    return Chapter("training", title, tuple(sentences), rows)


def kept(charter: Charter, voice: Voice) -> Chapter:
    """How long records are kept, and whom one asks."""
    own = charter.retention
    rows = [
        (voice.say(N_("Conversations")), voice.span(own.conversations)),
        (voice.say(N_("Attachments")), voice.span(own.attachments)),
        (voice.say(N_("Visitors without a conversation")), voice.span(own.visitors_without_conversation)),
        (voice.say(N_("Orders as the shop told them")), voice.span(own.orders)),
        (voice.say(N_("Mail as it came")), voice.span(own.raw_mail)),
        (voice.say(N_("What the team says in its feed")), voice.span(own.feed)),
    ]
    sentences: list[str] = []
    if privacy := charter.privacy:
        rows.append((voice.say(N_("Privacy policy")), privacy.policy_page))
        rows.append((voice.say(N_("Questions about personal data")), privacy.contact))
        answered = voice.span(privacy.rights_answered_within)
        sentences.append(
            voice.say(N_("Whoever asks about their personal data has an answer within {time}."), time=answered)
        )
    return Chapter("kept", voice.say(N_("What is kept, and for how long")), tuple(sentences), tuple(rows))
