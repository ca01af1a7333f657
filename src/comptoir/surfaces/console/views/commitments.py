"""How often the charter promises that its promises are kept: how that stands now, while it can still be kept."""

from __future__ import annotations

from typing import Any, NamedTuple

from babel.numbers import format_percent
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comptoir.domain.charter.rules import chapters
from comptoir.domain.people.rules import Viewer
from comptoir.domain.promises.queries import CommitmentStanding, standing_of_commitment
from comptoir.domain.shops.queries import shop_of_id
from comptoir.foundation.clock import now
from comptoir.surfaces.console import promising
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.pages import desk_page
from comptoir.surfaces.console.showing import charter_of_shop, reading
from comptoir.surfaces.console.standing import SHOPS_AT_MOST


class Stands(NamedTuple):
    """A commitment as the page shows it: what is promised and how often, how it stands in words, who could tip it."""

    shop: str
    promise: str
    share: str
    goal: float
    progress: float | None
    kept: str
    left: str
    mood: str
    at_stake: list[promising.Shown]


@for_agents("GET", right="open_console")
def commitments(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Every commitment of the agent's shops in its present period."""
    found = [each for viewer in agent.viewers[:SHOPS_AT_MOST] for each in _of_shop(viewer)]
    return desk_page(request, agent, "promises_commitments.html", commitments=found)


def _of_shop(viewer: Viewer) -> list[Stands]:
    charter = charter_of_shop(viewer.shop_id)
    rows = [row for chapter in chapters(charter, reading()) if chapter.key == "commitments" for row in chapter.rows]
    return [
        _stands(viewer, said, each.share, standing_of_commitment(viewer.shop_id, each, now(), viewer=viewer))
        for said, each in zip(rows, charter.commitments, strict=True)
    ]


def _stands(viewer: Viewer, said: tuple[str, str], goal: float, found: CommitmentStanding) -> Stands:
    standing = found.standing
    progress = standing.progress
    return Stands(
        shop=shop_of_id(viewer.shop_id).name,
        promise=said[0],
        share=said[1],
        goal=goal,
        progress=None if progress is None else round(progress * 100, 1),
        kept=_kept(standing),
        left=_left(standing, promising.time_there(found.period[1], viewer.shop_id)),
        mood="broken" if standing.is_lost else "at-risk" if standing.can_tip else "kept",
        at_stake=promising.shown([viewer], found.at_stake),
    )


def _kept(standing: Any) -> str:
    settled, progress = standing.kept + standing.broken, standing.progress
    if progress is None:
        return _("None is settled yet. Open: %(open)s.") % {"open": standing.open}
    share = format_percent(round(progress, 3), locale=reading(), decimal_quantization=False)
    numbers = {"kept": standing.kept, "settled": settled, "share": share, "open": standing.open}
    return _("%(kept)s of %(settled)s kept so far (%(share)s). Open: %(open)s.") % numbers


def _left(standing: Any, until: str) -> str:
    left = standing.breaks_left
    if left < 0:
        lost = ngettext(
            "%(n)s too many is broken: until %(until)s, this cannot be kept any more.",
            "%(n)s too many are broken: until %(until)s, this cannot be kept any more.",
            -left,
        )
        return lost % {"n": -left, "until": until}
    if not left:
        return _("Not one more may be broken until %(until)s.") % {"until": until}
    more = ngettext("%(n)s more may be broken until %(until)s.", "%(n)s more may be broken until %(until)s.", left)
    return more % {"n": left, "until": until}
