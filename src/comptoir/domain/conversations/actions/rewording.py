"""A member has changed what somebody else wrote, before it is passed on: what they put into it is judged as their own words."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from difflib import SequenceMatcher
from types import SimpleNamespace

from comptoir.domain.conversations.actions.judging import held_for_approval, judge, must_be_held
from comptoir.domain.conversations.actions.post import Post
from comptoir.domain.conversations.actions.withholding import check_withheld
from comptoir.domain.conversations.models import Conversation
from comptoir.domain.conversations.queries.supervising import under_approval
from comptoir.domain.conversations.rules import draft_of
from comptoir.domain.conversations.wording_errors import WordingNotPassedOn
from comptoir.domain.people.rules import Viewer
from comptoir.domain.wording.queries import Verdict
from comptoir.domain.wording.rules import Judged, strictest

OF_THE_WHOLE = frozenset(("introduction", "empathy", "bad_news_order", "off_topic"))
"""Clauses on how an answer is composed: whose words are passed on has composed them as they liked."""
_PIECES = re.compile(r"\w+|[^\w\s]")
Span = tuple[int, int]


def check_reworded(*, was: str, post: Post, now: dt.datetime) -> None:
    """Judge what the post's author has put into words that were `was`; the other's own words are left alone. B1.

    Nobody approves what is passed on: what would be held of an answer does not go out here. Raises `WordingForbidden`,
    `WordingToConfirm` until it is confirmed, `WordingNotPassedOn`. Not for use inside a transaction: it may wait for the checker.
    """
    assert post.viewer is not None
    if post.body != was:
        check_withheld(shop_id=post.viewer.shop_id, conversation_id=post.conversation_id, body=post.body)
    judgement = judge(
        draft_of(post.viewer, _facts(post.conversation_id, post.viewer, now), post.body, now, post.language)
    )
    if judgement is None:
        return
    own = _among(judgement.verdict, changed_in(was, post.body))
    is_held = must_be_held(own, post)
    if post.body != was and under_approval({post.viewer.membership_id}):
        is_held, own = True, held_for_approval(own)
    if is_held:
        raise WordingNotPassedOn(own, post.body)


def changed_in(was: str, reads: str) -> list[Span]:
    """The places of `reads` that differ from `was`, in characters; where something was only left out, the words around it."""
    before, after = list(_PIECES.finditer(was)), list(_PIECES.finditer(reads))
    matcher = SequenceMatcher(None, [it[0] for it in before], [it[0] for it in after], autojunk=False)
    spans = []
    for how, _i1, _i2, first, last in matcher.get_opcodes():
        if how == "equal" or not after:
            continue
        begin, end = (first, last) if last > first else (max(first - 1, 0), min(first + 1, len(after)))
        spans.append((after[begin].start(), after[end - 1].end()))
    return spans


def _among(verdict: Verdict, spans: list[Span]) -> Verdict:
    found = tuple(it for it in verdict.findings if it.clause not in OF_THE_WHOLE and _touches(it, spans))
    return replace(verdict, findings=found, level=strictest(it.level for it in found))


def _touches(finding: Judged, spans: list[Span]) -> bool:
    return any(finding.start < end and begin < finding.end for begin, end in spans)


def _facts(conversation_id: int, viewer: Viewer, now: dt.datetime) -> SimpleNamespace:
    """The conversation as one in which an answer was given: it is not the member who begins or consoles here."""
    talk = Conversation.objects.get(pk=conversation_id)
    return SimpleNamespace(
        shop_id=talk.shop_id,
        charter_version_id=talk.charter_version_id,
        channel=talk.channel,
        audience=viewer.audience or talk.audience,
        language=talk.language,
        topic=talk.topic,
        upset_words="",
        first_answer_at=now,
    )
