"""What an agent has written is judged by the charter before it goes out, whatever their browser has said of it.

Inside a transaction nobody waits for the checker: a text that this process has not judged yet is handed back, judged
outside, and comes again with what was found.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from comptoir.domain.conversations.errors import WordingForbidden, WordingToConfirm
from comptoir.domain.conversations.rules import Spoken, draft_of, may_approve
from comptoir.domain.wording.queries import Draft, Verdict, verdict_known, verdict_on
from comptoir.domain.wording.rules import strictest

if TYPE_CHECKING:
    import datetime as dt

    from comptoir.domain.conversations.actions.posting import Post


class Judgement(NamedTuple):
    """What was found in a draft. It holds for that draft only, not for the same words in other circumstances."""

    draft: Draft
    verdict: Verdict


class ToJudge(NamedTuple):
    """A post that nobody has judged yet: have its draft judged, and post it again with the judgement.

    Without a draft it only waits for its turn, behind one that is to be judged.
    """

    draft: Draft | None


def judge(draft: Draft | None) -> Judgement | None:
    """Judge a draft; this may take two seconds while the checker wakes up. Not for use inside a transaction."""
    return Judgement(draft, verdict_on(draft)) if draft else None


def found_in(post: Post, row: Spoken, now: dt.datetime) -> Verdict | ToJudge | None:
    """What is known of a post's words as it stands now; None where there is nothing to be judged."""
    if post.viewer is None or post.kind != "message" or not post.body:
        return None
    draft = draft_of(post.viewer, row, post.body, now)
    if draft is None:
        return None
    brought = post.judgement
    if brought is not None and brought.draft._replace(now=now) == draft:
        return brought.verdict
    return verdict_known(draft) or ToJudge(draft)


def must_be_held(verdict: Verdict, post: Post) -> bool:
    """Whether the post waits for approval. Raises `WordingForbidden`, and `WordingToConfirm` until it is confirmed.

    Who may approve what others write is asked to confirm their own.
    """
    if post.viewer is not None and may_approve(post.viewer, post.viewer.shop_id):
        verdict = _asked_instead(verdict)
    if verdict.level == "forbid":
        raise WordingForbidden(verdict, post.body)
    if verdict.level == "confirm" and not post.is_confirmed:
        raise WordingToConfirm(verdict, post.body)
    return verdict.level == "hold"


def _asked_instead(verdict: Verdict) -> Verdict:
    if all(each.level != "hold" for each in verdict.findings):
        return verdict
    findings = tuple(replace(it, level="confirm") if it.level == "hold" else it for it in verdict.findings)
    return replace(verdict, findings=findings, level=strictest(each.level for each in findings))
