"""Chapters: who may answer at all, what is looked at again, and what is kept."""

from __future__ import annotations

from collections.abc import Iterator

from comptoir.domain.charter.catalogue import N_
from comptoir.domain.charter.readable.chapter import Chapter
from comptoir.domain.charter.readable.voice import Voice
from comptoir.domain.charter.readable.words import LEAVES, MODULES, ROLES
from comptoir.domain.charter.shape.charter import Charter
from comptoir.domain.charter.shape.training import Training


def training(charter: Charter, voice: Voice) -> Chapter:
    """What is learnt before answering."""
    title = voice.say(N_("Training"))
    own = charter.training
    if own is None:
        return Chapter("training", title)
    rows = [
        (voice.text(charter.audiences[audience].name), _modules(modules, voice))
        for audience, modules in own.before_answering.items()
    ]
    rows += [
        (voice.text(charter.topics[topic].name), _modules(modules, voice))
        for topic, modules in own.before_topic.items()
    ]
    sentences = [voice.say(N_("Nobody answers customers before these modules are passed."))]
    sentences.append(
        voice.say(N_("A module is passed with {share} of its questions."), share=voice.share(own.pass_mark))
    )
    if own.valid_for:
        sentences.append(voice.say(N_("A pass is valid for {time}."), time=voice.span(own.valid_for)))
    return Chapter("training", title, (*sentences, *_start(own, voice)), tuple(rows))


def _modules(modules: tuple[str, ...], voice: Voice) -> str:
    return ", ".join(voice.of_shop(module, MODULES) for module in modules)


def _start(own: Training, voice: Voice) -> Iterator[str]:
    if own.watch_conversations:
        yield voice.ngettext(
            "Before that, newcomers watch {number} conversation of colleagues.",
            "Before that, newcomers watch {number} conversations of colleagues.",
            own.watch_conversations,
        )
    if own.shadow_conversations:
        yield voice.ngettext(
            "The first {number} conversation is supervised.",
            "The first {number} conversations are supervised.",
            own.shadow_conversations,
        )


def reviews(charter: Charter, voice: Voice) -> Chapter:
    """What is looked at again when it is over."""
    own = charter.reviews
    drawn = N_(
        "Of what each member closes in a week, {share} is drawn to be looked at again, and at least one conversation."
    )
    asked = N_("A conversation that its customer rates {rating} or lower is looked at again.")
    sentences = [
        voice.say(drawn, share=voice.share(own.drawn))
        if own.drawn
        else voice.say(N_("Nothing is drawn for a review.")),
        voice.say(asked, rating=own.low_rating) if own.low_rating else voice.say(N_("No rating asks for a review.")),
    ]
    return Chapter("reviews", voice.say(N_("What is looked at again")), tuple(sentences))


def team(charter: Charter, voice: Voice) -> Chapter:
    """What the shop asks of its own people."""
    own = charter.team
    sentences = []
    if own.second_factor:
        named = voice.all_of(voice.say(ROLES[role]) for role in own.second_factor)
        sentences.append(voice.say(N_("A second factor is asked of: {roles}."), roles=named))
    if own.leave_needed:
        kinds = voice.all_of(voice.say(LEAVES[kind]) for kind in own.leave_needed)
        sentences.append(voice.say(N_("Leave is needed for: {kinds}."), kinds=kinds))
    return Chapter("team", voice.say(N_("The team")), tuple(sentences))


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
