"""The charter as the team reads it: in sentences, with its versions and what each changed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from comptoir.domain.charter.queries import (
    Version,
    changes_of_version,
    charter_in_force,
    charter_of_version,
    versions_of,
)
from comptoir.domain.charter.rules import Chapter, Difference, chapters, day_in, differences
from comptoir.domain.people.rules import may
from comptoir.domain.shops.queries import shop_of_id
from comptoir.foundation.clock import now
from comptoir.foundation.errors import NotAllowed, NotFound
from comptoir.foundation.pages import number_in
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.pages import desk_page
from comptoir.surfaces.console.showing import reading


@for_agents("GET", right="read_charter")
def charter(request: HttpRequest, agent: Agent) -> HttpResponse:
    """A shop's charter: the version in force, or another that is asked for."""
    viewer = agent.in_shop(number_in(request.GET.get("shop")) or agent.viewers[0].shop_id)
    if not may(viewer.role, "read_charter"):
        raise NotAllowed
    in_force, text = charter_in_force(viewer.shop_id, now())
    versions = versions_of(viewer.shop_id)
    wanted = number_in(request.GET.get("version"))
    version = next((it for it in versions if it.number == wanted or (not wanted and it.id == in_force)), None)
    if version is None:
        raise NotFound
    return desk_page(
        request,
        agent,
        "charter.html",
        shop=shop_of_id(viewer.shop_id),
        version=version,
        versions=versions,
        in_force=in_force,
        days={it.id: day_in(reading(), it.in_force_from) for it in versions},
        heading=text.heading if version.id == in_force else charter_of_version(version.id).heading,
        chapters=_chapters(version),
        differences=_differences(version, versions),
        changes=changes_of_version(version.id),
    )


def _differences(version: Version, versions: list[Version]) -> list[Difference]:
    before = next((it for it in versions if it.number == version.number - 1), None)
    return differences(_chapters(before), _chapters(version)) if before else []


def _chapters(version: Version) -> list[Chapter]:
    return chapters(charter_of_version(version.id), reading())
