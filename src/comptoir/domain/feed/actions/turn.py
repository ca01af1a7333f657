"""One transaction's changes in a feed: numbered under the channel's lock, saved, and told to those who see them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
from django.db import IntegrityError, transaction

from comptoir.domain.feed.errors import PostNotFound
from comptoir.domain.feed.models import Channel, Post
from comptoir.domain.feed.queries.wire import wire_of
from comptoir.domain.feed.rules import may_see_post, topics_of_reach
from comptoir.domain.people.queries import people_of
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.broadcast import LIST, Delivery, tell_all

encode = msgspec.json.Encoder().encode


class Turn:
    """A shop's feed, locked. Use inside `transaction.atomic()`."""

    def __init__(self, shop_id: int, now: dt.datetime) -> None:
        self.shop_id, self.now = shop_id, now
        self._channel = _locked(shop_id)
        self._moved: list[Post] = []
        self._new: set[int] = set()

    def post(self, viewer: Viewer, post_id: int) -> Post:
        """A post that the viewer may see, as it stands now. Raises `PostNotFound`."""
        post = Post.objects.filter(pk=post_id, shop_id=self.shop_id).first()
        if post is None or not may_see_post(viewer, post):
            raise PostNotFound
        return post

    def add(self, post: Post) -> None:
        """Number a new post, and keep it."""
        self._number(post)
        post.save(force_insert=True)
        self._new.add(post.pk)

    def move(self, post: Post) -> None:
        """Number a post's change, and keep it."""
        self._number(post)
        post.save()

    def end(self) -> None:
        """Keep the numbers and tell what has changed: each post as it is now."""
        self._channel.save()
        shown = {it["id"]: it for it in wire_of(self._moved)}
        people = people_of({post.membership_id for post in self._moved if post.membership_id})
        tell_all([it for post in self._moved for it in self._news(post, shown[post.pk], people)])

    def _number(self, post: Post) -> None:
        self._channel.v += 1
        post.v = self._channel.v
        if post.reach == "all":
            self._channel.open_v += 1
            post.open_v = self._channel.open_v
        self._moved.append(post)

    def _news(self, post: Post, shown: dict[str, Any], people: dict[str, Any]) -> list[Delivery]:
        frame = {"t": "feed", "shop": self.shop_id, "new": post.pk in self._new, "post": shown, "people": people}
        return [
            # Under its number: of what is gathered for a crowd nothing takes another's place.
            Delivery((topic,), encode(frame | {"v": v}), f"{LIST}feed:{self.shop_id}:{v}")
            for topic, is_open in topics_of_reach(self.shop_id, post.reach)
            for v in [post.open_v if is_open else post.v]
        ]


def _locked(shop_id: int) -> Channel:
    found = Channel.objects.select_for_update().filter(pk=shop_id).first()
    if found is None:
        try:
            with transaction.atomic():
                Channel.objects.create(shop_id=shop_id)
        except IntegrityError:  # somebody else has just begun it
            pass
        found = Channel.objects.select_for_update().get(pk=shop_id)
    return found
