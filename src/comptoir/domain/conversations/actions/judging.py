"""What an agent has written is judged by the charter before it goes out, whatever their browser has said of it.

Inside a transaction nobody waits for the checker: a text that this process has not judged yet is handed back, judged
outside, and comes again with what was found.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from comptoir.domain.charter.errors import NoCharter
from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.conversations.actions.withholding import check_withheld
from comptoir.domain.conversations.rules import Spoken, draft_of, may_approve
from comptoir.domain.conversations.wording_errors import IntroductionForbidden, WordingForbidden, WordingToConfirm
from comptoir.domain.people.rules import Viewer
from comptoir.domain.wording.queries import Draft, Verdict, verdict_known, verdict_on
from comptoir.domain.wording.rules import Judged, strictest

if TYPE_CHECKING:
    from comptoir.domain.conversations.actions.post import Post


CARRIED = frozenset(("contact_details", "link", "outside_offer"))
"""Clauses on what is passed on, not on how it is said: they hold wherever words reach customers."""


class Judgement(NamedTuple):
    """What was found in a draft. It holds for that draft only, not for the same words in other circumstances."""

    draft: Draft
    verdict: Verdict


class ToJudge(NamedTuple):
    """A post that nobody has judged yet: have its draft judged, and post it again with the judgement.

    Without a draft it only waits for its turn, behind one that is to be judged.
    """

    draft: Draft | None


@dataclass
class _Introduction:
    """What an introduction is judged by: the charter in force, and no conversation."""

    shop_id: int
    charter_version_id: int | None
    channel: str = "chat"
    audience: str = ""
    language: str = ""
    topic: str = ""
    upset_words: str = ""
    first_answer_at: dt.datetime | None = None


def judge(draft: Draft | None) -> Judgement | None:
    """Judge a draft; this may take two seconds while the checker wakes up. Not for use inside a transaction."""
    return Judgement(draft, verdict_on(draft)) if draft else None


def found_in(post: Post, row: Spoken, now: dt.datetime) -> Verdict | ToJudge | None:
    """What is known of a post's words as it stands now; None where there is nothing to be judged. Raises what withholds them."""
    if post.viewer is None or post.kind != "message" or not post.body:
        return None
    check_withheld(shop_id=post.viewer.shop_id, conversation_id=post.conversation_id, body=post.body)
    draft = draft_of(post.viewer, row, post.body, now, post.language)
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


def overruled(verdict: Verdict) -> dict[str, list[str]]:
    """What the team keeps of a message that went out although it was asked about: for which clauses."""
    return {"overruled": sorted({each.clause for each in verdict.blocking})}


def held_for_approval(verdict: Verdict | None) -> Verdict:
    """The verdict on a message whose writer is under approval: it waits, whatever else was found in it. A7, D6."""
    found = Judged("supervised", "hold", 0, 0, "supervised")
    if verdict is None:
        return Verdict("", "hold", (found,))
    return replace(verdict, level="hold", findings=(found, *verdict.findings))


def stopped_in(viewer: Viewer, facts: Spoken, text: str, now: dt.datetime) -> Verdict | None:
    """What may not reach customers beside messages either, as a file's name or an introduction would carry it; None if nothing.

    Nobody approves these, and nobody is asked: what would be held in a message does not go out here.
    """
    judgement = judge(draft_of(viewer, facts, text, now)) if text.strip() else None
    if judgement is None:
        return None
    stops = ("forbid",) if may_approve(viewer, viewer.shop_id) else ("hold", "forbid")
    found = tuple(it for it in judgement.verdict.findings if it.clause in CARRIED and it.level in stops)
    return replace(judgement.verdict, findings=found, level=strictest(it.level for it in found)) if found else None


def check_introduction(*, viewer: Viewer, name: str, note: str, now: dt.datetime) -> None:
    """What every customer of a member reads goes by the charter too. Raises `IntroductionForbidden`."""
    try:
        version_id, charter = charter_in_force(viewer.shop_id, now)
    except NoCharter:
        return
    text = f"{name}\n{note}"
    verdict = stopped_in(viewer, _Introduction(viewer.shop_id, version_id, language=charter.language), text, now)
    if verdict is not None:
        raise IntroductionForbidden(verdict, text)


def _asked_instead(verdict: Verdict) -> Verdict:
    if all(each.level != "hold" for each in verdict.findings):
        return verdict
    findings = tuple(replace(it, level="confirm") if it.level == "hold" else it for it in verdict.findings)
    return replace(verdict, findings=findings, level=strictest(each.level for each in findings))
