"""To whom a conversation can be handed over."""

from __future__ import annotations

import datetime as dt
from typing import Any

from comptoir.domain.charter.rules import Charter, answers_at, may_answer
from comptoir.domain.conversations.queries import conversation_for
from comptoir.domain.people.queries import away_now, groups_of, members_of
from comptoir.domain.people.rules import Away, Viewer, may
from comptoir.domain.routing.governing import governing_charter
from comptoir.domain.routing.models import Availability, Desk
from comptoir.domain.routing.queries.desks import desks_of
from comptoir.domain.routing.rules import is_connected, is_spared
from comptoir.domain.training.queries import may_answer as are_trained


def hand_over_targets(viewer: Viewer, conversation_id: int, now: dt.datetime) -> dict[str, list[dict[str, Any]]]:
    """Audiences, groups and members that may take the conversation over and are trained for it, each with who is there.

    A member's `availability` is "offline" when their switch says available but no sign of life has come, "absent" or
    "off_hours" when they do not work, with the moment `until`.
    Raises `ConversationNotFound`.
    """
    conversation, _ = conversation_for(viewer, conversation_id)
    charter = governing_charter(conversation, now)
    able = {key for key in charter.audiences if may_answer(charter, key, conversation.topic)}
    desks, team = desks_of(viewer.shop_id), members_of(viewer.shop_id)
    away = away_now([member.pk for member in team], now)
    colleagues = [
        (member, _member(member, desks.get(member.user_id), charter, now) | _absence(away.get(member.pk)))
        for member in _trained(team, conversation, charter, now)
        if member.audience in able
        and may(member.role, "be_offered_conversations")
        and member.pk != conversation.assignee_id
    ]
    there = [shown for _, shown in colleagues if answers_at(charter, shown["audience"], now)]
    return {
        "audiences": [
            {"key": key, "name": charter.audiences[key].name.in_language(conversation.language)}
            | {"open": answers_at(charter, key, now)}
            | _presence([shown for shown in there if shown["audience"] == key])
            for key in charter.audiences
            if key in able
        ],
        "groups": [
            {"id": group.pk, "name": group.name}
            | _presence([shown for member, shown in colleagues if group in member.groups.all()])
            for group in groups_of(viewer.shop_id)
        ],
        "members": [shown for _, shown in colleagues],
    }


def _trained(members: list[Any], conversation: Any, charter: Charter, now: dt.datetime) -> list[Any]:
    """Those who have passed what stands before its topic. G5"""
    ids = [it.pk for it in members]
    able = are_trained(ids, conversation.topic, now, shop_id=conversation.shop_id, charter=charter)
    return [it for it in members if it.pk in able]


def _member(member: Any, desk: Desk | None, charter: Charter, now: dt.datetime) -> dict[str, Any]:
    own = member.chats_at_once
    return {
        "id": member.pk,
        "name": member.display_name,
        "audience": member.audience,
        "availability": _shown_availability(desk, now),
        "load": desk.load if desk else 0,
        "is_spared": is_spared(desk.spared_until if desk else None, now),
        "limit": own if own is not None else charter.audiences[member.audience].chats_at_once,
    }


def _absence(away: Away | None) -> dict[str, Any]:
    """That they do not work now, whatever their switch says, and until when."""
    return {"availability": away.why, "until": away.until} if away else {}


def _shown_availability(desk: Desk | None, now: dt.datetime) -> str:
    if desk is None:
        return str(Availability.AWAY)
    if desk.availability == Availability.AVAILABLE and not is_connected(desk.seen_at, now):
        return "offline"
    return str(desk.availability)


def _presence(members: list[dict[str, Any]]) -> dict[str, int]:
    available = [shown for shown in members if shown["availability"] == Availability.AVAILABLE]
    return {
        "available": len(available),
        "free": sum(shown["load"] < shown["limit"] and not shown["is_spared"] for shown in available),
    }
