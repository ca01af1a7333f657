"""Suggestions on the screen: what each is, its line, and why it is proposed, in a sentence."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comptoir.domain.knowledge.queries import Insertable, Suggestion, Why, completions_of, suggestions_for
from comptoir.domain.knowledge.rules import audience_seen
from comptoir.domain.people.rules import Viewer
from comptoir.domain.shops.queries import shop_of_id
from comptoir.surfaces.console.showing import quoted
from comptoir.surfaces.console.writing import language_name

AT_MOST = 4
WORDS_SHOWN = 4

KINDS = {
    "phrase": lambda: _("Phrase"),
    "article": lambda: _("Article"),
    "link": lambda: _("Page"),
}


class ShownSuggestion(NamedTuple):
    """A suggestion as the panel shows it."""

    kind: str
    id: int
    kind_name: str
    title: str
    line: str
    language: str
    why: str


def suggestions_here(conversation: Any, viewer: Viewer, asked: str) -> list[ShownSuggestion]:
    """What could answer what the customer has just asked, the best first."""
    topic = conversation.category or conversation.topic
    found = suggestions_for(
        viewer.shop_id, asked, conversation.language, audience=audience_seen(viewer), topic=topic, at_most=AT_MOST
    )
    known = {(it.kind, it.id): it for it in completions_of(viewer, [(it.kind, it.id) for it in found])}
    return [_shown(it, known[it.kind, it.id].line) for it in found if (it.kind, it.id) in known]


def why_in_words(why: Why) -> str:
    """Why it is proposed, in the reader's language."""
    parts = []
    if why.words:
        said = ", ".join(quoted(word) for word in why.words[:WORDS_SHOWN])
        parts.append(_("asks about: %(words)s") % {"words": said})
    if why.used:
        parts.append(
            ngettext("used %(times)s time on this topic", "used %(times)s times on this topic", why.used)
            % {"times": why.used}
        )
    if why.helped:
        parts.append(
            ngettext("answered such questions %(times)s time", "answered such questions %(times)s times", why.helped)
            % {"times": why.helped}
        )
    if why.language:
        parts.append(_("in another language: %(language)s") % {"language": language_name(why.language)})
    return " · ".join(parts)


def text_of(it: Insertable, shop_id: int) -> str:
    """What goes into the answer: a phrase's text, or a page's address."""
    if it.kind != "article":
        return it.text
    path = reverse("helpcentre:article", args=[shop_of_id(shop_id).key, it.language, it.slug])
    return f"{settings.PUBLIC_URL}{path}"


def _shown(it: Suggestion, line: str) -> ShownSuggestion:
    return ShownSuggestion(it.kind, it.id, KINDS[it.kind](), it.title, line, it.language, why_in_words(it.why))
