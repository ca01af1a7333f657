"""Sorting requests: how urgent, under which tags. One transaction each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from comptoir.domain.conversations.actions.change import changed
from comptoir.domain.conversations.errors import TooManyTags
from comptoir.domain.conversations.events import TagsAdded
from comptoir.domain.conversations.models import Priority, Tag, Tagging
from comptoir.domain.conversations.queries.sorting import tags_on
from comptoir.domain.conversations.rules import TAGS_AT_MOST, tag_key, tag_names
from comptoir.domain.conversations.rules.sorting import TAGS_OF_SHOP_AT_MOST
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.errors import BadRequest
from comptoir.language.cards import masked


def set_priority(*, conversation_id: int, viewer: Viewer | None, priority: str, now: dt.datetime) -> None:
    """Say how urgent the conversation is: one of `Priority`. Without a viewer the house does."""
    if priority not in Priority.values:
        raise BadRequest("there is no such priority")
    with changed(conversation_id, now, viewer) as (stream, row):
        if row.priority != priority:
            row.priority = priority
            facts = {"value": priority}
            by = viewer.membership_id if viewer else None
            stream.append(row, "priority", membership_id=by, facts=facts, is_public=False)


def set_tags(
    *,
    conversation_id: int,
    viewer: Viewer | None,
    names: Iterable[str],
    keeps_others: bool = False,
    without: Iterable[str] = (),
    now: dt.datetime,
) -> None:
    """Let the conversation have these tags, and no others unless it `keeps_others` (but those it goes on `without`); a tag
    that the shop does not know yet is made. Without a viewer the house does. Raises `TooManyTags`."""
    wanted = {tag_key(name): name for name in tag_names(map(masked, names))}
    dropped = set(map(tag_key, without)) - set(wanted)
    with changed(conversation_id, now, viewer) as (stream, row):
        here = {tag.folded: tag for tag in tags_on([row.id])[row.id]}
        wanted |= dict.fromkeys(here.keys() - dropped, "") if keeps_others else {}
        if len(wanted) > TAGS_AT_MOST:
            raise TooManyTags(most=TAGS_AT_MOST)
        added = _tags_of_shop(row.shop_id, {key: name for key, name in wanted.items() if key not in here})
        removed = [tag for key, tag in sorted(here.items()) if key not in wanted]
        if not added and not removed:
            return
        Tagging.objects.filter(conversation_id=row.id, tag__in=removed).delete()
        Tagging.objects.bulk_create(Tagging(conversation_id=row.id, tag=tag) for tag in added)
        facts = {"added": [tag.name for tag in added], "removed": [tag.name for tag in removed]}
        by = viewer.membership_id if viewer else None
        stream.append(row, "tags", membership_id=by, facts=facts, is_public=False)
        stream.restate(row)
        if added:
            stream.happened(TagsAdded(row.id, row.shop_id, tuple(tag.pk for tag in added)))


def _tags_of_shop(shop_id: int, names: dict[str, str]) -> list[Tag]:
    """The shop's tags of these names by their keys, in their order; those that are new are made."""
    known = Tag.objects.filter(shop_id=shop_id)
    fresh = set(names) - set(known.filter(folded__in=names).values_list("folded", flat=True))
    if fresh and known.count() + len(fresh) > TAGS_OF_SHOP_AT_MOST:
        raise TooManyTags(most=TAGS_OF_SHOP_AT_MOST)
    new = [Tag(shop_id=shop_id, name=names[key], folded=key) for key in sorted(fresh)]
    # Two who make the same tag at once make one.
    Tag.objects.bulk_create(new, ignore_conflicts=True)
    found = {tag.folded: tag for tag in known.filter(folded__in=names)}
    return [found[key] for key in names]
