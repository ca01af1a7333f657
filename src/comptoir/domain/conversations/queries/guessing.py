"""What a conversation seems to be about, for an agent to confirm. Nobody is routed by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from comptoir.domain.charter.rules import Charter, topic_seeds
from comptoir.domain.conversations.models import Conversation, Entry, FindableWord, Kind, LearntCategory, LearntWord
from comptoir.domain.conversations.rules.guessing import Guess, Taught, guesses
from comptoir.domain.conversations.words import words_in

MESSAGES_READ = 20
WORDS_READ = 120


def guessed_categories(conversation: Conversation, charter: Charter) -> list[Guess]:
    """The likeliest categories of what the customer wrote, at most two; none once it is filed, or where none is likely enough."""
    if conversation.category or not charter.topics:
        return []
    words = asked_words(conversation.pk)
    return guesses(words, _taught(conversation.shop_id, conversation.language, words, charter)) if words else []


def asked_words(conversation_id: int) -> list[str]:
    """The different words of the customer's first messages, folded: without numbers, and without their name and address."""
    written = Entry.objects.filter(conversation_id=conversation_id, author="visitor", kind=Kind.MESSAGE)
    bodies = written.order_by("seq").values_list("body", flat=True)[:MESSAGES_READ]
    known = FindableWord.objects.filter(conversation_id=conversation_id).exclude(field="")
    personal = {bytes(word).decode() for word in known.values_list("word", flat=True)}
    found = dict.fromkeys(word for body in bodies for word in words_in(body))
    told = [word for word in found if len(word) > 1 and not any(sign.isdigit() for sign in word)]
    return [word for word in told if word not in personal][:WORDS_READ]


def _taught(shop_id: int, language: str, words: Collection[str], charter: Charter) -> dict[str, Taught]:
    here = {"shop_id": shop_id, "language": language, "category__in": list(charter.topics)}
    stood: dict[str, dict[str, int]] = defaultdict(dict)
    rows = LearntWord.objects.filter(word__in=words, **here).values_list("category", "word", "requests")
    for category, word, requests in rows:
        stood[category][word] = requests
    counts = LearntCategory.objects.filter(**here).values_list("category", "requests", "words")
    totals = {category: (requests, total) for category, requests, total in counts}
    seeds = topic_seeds(charter, words, language)
    return {
        category: Taught(stood[category], *totals.get(category, (0, 0)), *seeds[category])
        for category in charter.topics
    }
