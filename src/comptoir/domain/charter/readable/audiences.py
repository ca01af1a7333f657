"""Chapters: who answers, on what topics, on which pages."""

from __future__ import annotations

from comptoir.domain.charter.catalogue import N_
from comptoir.domain.charter.readable.chapter import Chapter
from comptoir.domain.charter.readable.voice import Voice
from comptoir.domain.charter.readable.words import EXPERTS, FIELDS, STEPS
from comptoir.domain.charter.rules.audiences import ladder
from comptoir.domain.charter.shape.audience import Audience
from comptoir.domain.charter.shape.charter import Charter
from comptoir.domain.charter.shape.page import Page


def answering(charter: Charter, voice: Voice) -> Chapter:
    """Who answers, how much at once, what they see, where they turn in doubt."""
    rows = tuple((voice.text(it.name), _audience(charter, it, voice)) for it in charter.audiences.values())
    return Chapter("audiences", voice.say(N_("Who answers")), (), rows)


def topics(charter: Charter, voice: Voice) -> Chapter:
    """Who may answer what."""
    rows = []
    for topic in charter.topics.values():
        said = [audiences(charter, topic.audiences, voice)]
        if topic.complexity == "complex":
            said.append(voice.say(N_("complex")))
        if topic.level:
            said.append(voice.say(N_("goes on to: {level}"), level=level(charter, topic.level, voice)))
        if topic.skills:
            said.append(voice.say(N_("asks first who knows: {skills}"), skills=", ".join(topic.skills)))
        rows.append((voice.text(topic.name), " · ".join(said)))
    return Chapter("topics", voice.say(N_("Who answers what")), (), tuple(rows))


def pages(charter: Charter, voice: Voice) -> Chapter:
    """What holds on which pages."""
    sentences = (voice.say(N_("The first of these rules that fits the page holds.")),) if charter.pages else ()
    rows = tuple((_pattern(page, voice), _page(charter, page, voice)) for page in charter.pages)
    return Chapter("pages", voice.say(N_("On which pages")), sentences, rows)


def audiences(charter: Charter, keys: tuple[str, ...], voice: Voice) -> str:
    """The names of audiences."""
    return ", ".join(voice.text(charter.audiences[key].name) for key in keys)


def level(charter: Charter, key: str, voice: Voice) -> str:
    """The name of a level of expertise."""
    named = charter.escalation.names.get(key) or (charter.audiences[key].name if key in charter.audiences else None)
    return voice.text(named) if named else voice.of_shop(key, EXPERTS)


def _audience(charter: Charter, audience: Audience, voice: Voice) -> str:
    steps = [
        voice.say(STEPS[step])
        if step in STEPS
        else voice.say(N_("hands over to: {audience}"), audience=voice.text(charter.audiences[step].name))
        for step in ladder(charter, audience.key)
    ]
    fields = ", ".join(voice.say(FIELDS[field]) for field in audience.may_see)
    said = [
        voice.ngettext(
            "Up to {number} conversation at once.", "Up to {number} conversations at once.", audience.chats_at_once
        ),
        voice.say(N_("May see of the customer: {fields}."), fields=fields or voice.say(N_("nothing"))),
        voice.say(N_("In doubt, in this order: {steps}."), steps=", ".join(steps)),
    ]
    return " ".join(said)


def _pattern(page: Page, voice: Voice) -> str:
    return voice.say(N_("All other pages")) if page.path == "*" else page.path


def _page(charter: Charter, page: Page, voice: Voice) -> str:
    said = []
    if page.visitor_chooses:
        said.append(voice.say(N_("The visitor chooses who answers.")))
    if page.audience:
        name = voice.text(charter.audiences[page.audience].name)
        sentence = N_("Proposed first: {audience}.") if page.visitor_chooses else N_("Asked first: {audience}.")
        said.append(voice.say(sentence, audience=name))
    if page.topic:
        said.append(voice.say(N_("Topic: {topic}."), topic=voice.text(charter.topics[page.topic].name)))
    if page.invite_after:
        said.append(voice.say(N_("The visitor is invited after {time}."), time=voice.span(page.invite_after)))
    return " ".join(said) or voice.say(N_("Whoever may answer the topic and is free."))
