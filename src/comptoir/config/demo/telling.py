"""Telling a story: each line becomes the action that a visitor or an agent would have taken, at its time."""

from __future__ import annotations

import datetime as dt
import re
import time
import zoneinfo
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

import jwt

from comptoir.config.demo import stories
from comptoir.config.demo.players import acting
from comptoir.config.demo.stories import Line, Story
from comptoir.config.demo.stories.reading import UNITS
from comptoir.domain.conversations import actions as conversations
from comptoir.domain.conversations.actions import Post, ReadMark
from comptoir.domain.offers.actions import take_code
from comptoir.domain.offers.queries import offer_of_name
from comptoir.domain.offers.rules import sentence_with, words_for
from comptoir.domain.people.actions import meet_visitor
from comptoir.domain.people.models import Membership
from comptoir.domain.people.rules import Viewer
from comptoir.domain.promises import actions as promises
from comptoir.domain.promises.queries import promises_of
from comptoir.domain.returns import actions as returns
from comptoir.domain.returns.queries import returns_of
from comptoir.domain.shops.identity import identity_key
from comptoir.domain.shops.queries import KnownShop

VISITOR_WRITES, AGENT_WRITES = 4.0, 7.0
"""Characters a second."""

READING_TAKES, GREETING_TAKES, ACTS_TAKE = 6, 8, 4
"""Seconds: before one writes, until whoever joined has greeted, for a click."""


class Telling:
    """One story on its way into the shop `shop`, whose `members` are called by their keys; `at` is the moment of telling."""

    reader: Any = None
    """Who reads mails while a story is told that came by them."""

    def __init__(
        self, shop: KnownShop, members: Mapping[str, Membership], site: str, story: Story, at: dt.datetime
    ) -> None:
        self._shop = shop
        self._members = members
        self._site = site
        self._story = story
        self._now = _beginning(story, at.astimezone(zoneinfo.ZoneInfo(shop.time_zone)))
        self._id = 0
        self._visitor_id = 0
        self._told = 0

    def tell(self) -> None:
        """Open the conversation, go through its lines, and leave it read by those who would have read it."""
        first, *rest = self._story.lines
        self._open(first.words)
        for line, seconds in zip(rest, _durations(self._story.lines), strict=True):
            self._now += dt.timedelta(seconds=seconds)
            self._go_on(line)
        self._leave_read(self._story.lines[-1])

    def _open(self, first_words: str) -> None:
        heads = self._story.heads
        language = heads.get("language", self._shop.language)
        visitor, _ = meet_visitor(shop=self._shop, language=language, identity=self._identity(), now=self._now)
        path, _, title = heads.get("page", "/").partition("|")
        conversation = conversations.open_conversation(
            shop=self._shop,
            visitor_id=visitor.pk,
            customer_id=visitor.customer_id,
            asked_for=heads.get("asks", ""),
            page_url=self._site + path.strip(),
            page_title=title.strip(),
            language=language,
            answers=self._answers(),
            first_name=heads.get("visitor", ""),
            email=heads.get("email", ""),
            body=first_words,
            opening_id=self._uuid("opening"),
            leave_message=heads.get("leaves") == "message",
            now=self._now,
        )
        self._id, self._visitor_id = conversation.pk, visitor.pk

    def _go_on(self, line: Line) -> None:
        if line.kind == "act":
            name, words = line.act
            ACTS[name](self, line.who, words)
            return
        self._told += 1
        viewer = self._viewer(line.who) if line.who in self._members else None
        named = [self._members[key].pk for key in re.findall(r"@([a-z]+)", line.words) if key in self._members]
        post = Post(
            conversation_id=self._id,
            client_id=self._uuid(str(self._told)),
            body=re.sub(r"@([a-z]+)", self._name_of, line.words),
            visitor_id=None if viewer else self._visitor_id,
            viewer=viewer,
            kind=line.kind,
            mentions=tuple(named) if line.kind == "note" else (),
            is_confirmed=True,
        )
        self._say(line, post)

    def _say(self, _line: Line, post: Post) -> None:
        """Post what was said; a story that comes by another way says it otherwise."""
        conversations.post_message(post, now=self._now)

    def _joins(self, who: str, words: str) -> None:
        conversations.assign(**self._it, membership_id=self._members[who].pk)

    def _chooses_topic(self, who: str, words: str) -> None:
        conversations.choose_topic(**self._it, viewer=self._viewer(who) if who else None, topic=words)

    def _files_under(self, who: str, words: str) -> None:
        conversations.choose_category(**self._it, viewer=self._viewer(who), category=words)

    def _alarms(self, who: str, words: str) -> None:
        conversations.raise_alarm(**self._it, why=words)

    def _hands_back(self, who: str, words: str) -> None:
        conversations.hand_back(**self._it, why=words or "agent")

    def _sends_card(self, who: str, words: str) -> None:
        conversations.send_card(**self._it, viewer=self._viewer(who))

    def _closes(self, who: str, words: str) -> None:
        conversations.close_conversation(**self._it, viewer=self._viewer(who) if who else None, why=words)

    def _leaves(self, who: str, words: str) -> None:
        conversations.close_conversation(**self._it, visitor_id=self._visitor_id)

    def _reopens(self, who: str, words: str) -> None:
        conversations.reopen_conversation(**self._it, viewer=self._viewer(who))

    def _suggests(self, who: str, words: str) -> None:
        topic, audience = words.split()
        conversations.suggest_hand_over(**self._it, topic=topic, audience=audience)

    def _hands_over(self, who: str, words: str) -> None:
        to, _, summary = words.partition(":")
        whom = self._members.get(to.strip())
        conversations.note_hand_over(
            **self._it,
            viewer=self._viewer(who),
            audience=whom.audience if whom else to.strip(),
            name=whom.display_name if whom else "",
            summary=summary.strip(),
        )

    def _becomes_request(self, who: str, words: str) -> None:
        viewer = self._viewer(who) if who else None
        conversations.become_request(**self._it, viewer=viewer, email=words)

    def _rates(self, who: str, words: str) -> None:
        score, _, comment = words.partition(" ")
        conversations.rate(**self._it, visitor_id=self._visitor_id, score=int(score), comment=comment)

    def _shows(self, who: str, words: str) -> None:
        name, _, body = words.partition(" ")
        content = (Path(stories.__file__).parent / self._shop.key / name).read_bytes()
        kept = conversations.keep_file(**self._it, name=name, content=content, visitor_id=self._visitor_id)
        post = Post(self._id, self._uuid(name), body, visitor_id=self._visitor_id, files=(kept.key,))
        conversations.post_message(post, now=self._now)

    def _promises(self, who: str, words: str) -> None:
        within, _, promised = words.partition(" ")
        span = dt.timedelta(seconds=int(within[:-1]) * UNITS[within[-1]])
        said: dict[str, Any] = {"client_id": self._uuid(str(self._told)), "words": promised, "due": self._now + span}
        promises.confirm_spoken(**self._it, viewer=self._viewer(who), **said)

    def _keeps(self, who: str, words: str) -> None:
        own = (it for it in promises_of(self._id) if it.kind == "spoken" and it.is_undone)
        promises.keep(promise_id=next(own).pk, viewer=self._viewer(who), now=self._now)

    def _returns(self, who: str, words: str) -> None:
        asked: dict[str, Any] = {"order_number": words, "pieces": None, "asking_id": self._uuid(words), "accepts": True}
        returns.ask_return(**self._it, viewer=self._viewer(who), **asked)

    def _receives(self, who: str, words: str) -> None:
        [ret] = returns_of(self._id)
        returns.receive_return(return_id=ret.pk, shop_id=self._shop.id, now=self._now)

    def _refunds(self, who: str, words: str) -> None:
        [ret] = returns_of(self._id)
        refund = returns.Refund(Decimal(words))
        returns.refund_return(return_id=ret.pk, refund=refund, shop_id=self._shop.id, now=self._now)

    def _escalates(self, who: str, words: str) -> None:
        level, _, why = words.partition(" ")
        promises.escalate(**self._it, viewer=self._viewer(who), level=level, why=why)

    def _gives(self, who: str, words: str) -> None:
        offer = offer_of_name(self._shop.id, words)
        gift = take_code(**self._it, viewer=self._viewer(who), offer_id=offer.pk)
        language = self._story.heads.get("language", self._shop.language)
        said = sentence_with(words_for(offer.words, language, self._shop.languages), gift.code.code)
        self._go_on(Line("message", who, said, None))

    def _leave_read(self, last: Line) -> None:
        everything = 10_000
        marks = [ReadMark(self._id, is_visitor=True, seq=everything)]
        if last.kind != "message" or last.who:
            marks.append(ReadMark(self._id, is_visitor=False, seq=everything))
        conversations.mark_read(marks)

    @property
    def _it(self) -> dict[str, Any]:
        return {"conversation_id": self._id, "now": self._now}

    def _viewer(self, who: str) -> Viewer:
        return acting(self._members[who])

    def _name_of(self, called: re.Match[str]) -> str:
        member = self._members.get(called[1])
        return f"@{member.display_name}" if member else called[0]

    def _answers(self) -> dict[str, str]:
        heads = self._story.heads
        pairs = (pair.partition("=") for pair in heads.get("answers", "").split(";") if "=" in pair)
        answers = {key.strip(): value.strip() for key, _, value in pairs}
        return ({"first_name": heads["visitor"]} if heads.get("visitor") else {}) | answers

    def _identity(self) -> str:
        """What the shop's own server would sign for a customer who is signed in there."""
        if "customer" not in self._story.heads:
            return ""
        names = ("sub", "first_name", "last_name", "email", "phone")
        values = [value.strip() for value in self._story.heads["customer"].split("|")]
        claims: dict[str, Any] = dict(zip(names, values, strict=False)) | {"exp": int(time.time()) + 3600}
        return jwt.encode(claims, identity_key(self._shop), algorithm="HS256")

    def _uuid(self, name: str) -> UUID:
        """The same for the same story, however often the demo is loaded."""
        return uuid5(NAMESPACE_URL, f"comptoir:demo:{self._shop.key}:{self._story.chapter}:{self._story.title}:{name}")


ACTS: dict[str, Callable[[Telling, str, str], None]] = {
    "joins": Telling._joins,
    "topic": Telling._chooses_topic,
    "category": Telling._files_under,
    "suggests": Telling._suggests,
    "alarm": Telling._alarms,
    "hands over to": Telling._hands_over,
    "hands back": Telling._hands_back,
    "card": Telling._sends_card,
    "request": Telling._becomes_request,
    "closes": Telling._closes,
    "leaves": Telling._leaves,
    "reopens": Telling._reopens,
    "rates": Telling._rates,
    "shows": Telling._shows,
    "promises": Telling._promises,
    "keeps": Telling._keeps,
    "returns": Telling._returns,
    "receives": Telling._receives,
    "refunds": Telling._refunds,
    "escalates": Telling._escalates,
    "gives": Telling._gives,
}
"""How each act of a story is done."""


def _beginning(story: Story, at: dt.datetime) -> dt.datetime:
    """When the story says; sooner where it would else still be going on at the moment of telling."""
    return min(story.begins(at), at - dt.timedelta(seconds=sum(_durations(story.lines)), minutes=5))


def _durations(lines: Sequence[Line]) -> Iterator[float]:
    """Seconds from each line to the next: as told, or as long as it takes to read and write."""
    for before, line in pairwise(lines):
        if line.after is not None:
            yield line.after
        elif line.kind == "act":
            yield ACTS_TAKE
        elif before.kind == "act" and before.words == "joins":
            yield GREETING_TAKES
        else:
            yield READING_TAKES + len(line.words) / (AGENT_WRITES if line.who else VISITOR_WRITES)
