"""Attack A5, mission A12: what the team says in its feed reaches no customer, by no surface: page, socket, mail, file or machine."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from comptoir.domain.channels.models import SentMail
from comptoir.domain.conversations.queries import entries_after, snapshot
from comptoir.domain.feed.actions import edit, hide, keep_file, mark_answer, pin, react, read, see_answers
from comptoir.domain.feed.models import FeedFile
from comptoir.domain.feed.tests.saying import asks, says
from comptoir.domain.people.tokens import visitor_token
from comptoir.foundation.broadcast import Delivery, captured
from comptoir.surfaces.gateway import frames
from tests.attacks.asking import words_of
from tests.people import a_conversation, a_member, a_shop, a_viewer
from tests.routes import Route, routes

SOURCE = Path(__file__).parents[2] / "src" / "comptoir"
SECRET = "auroraborealis"
KNOWN_TO = re.compile(r"^comptoir\.(domain\.(feed|routing\.actions\.hand_overs)|surfaces\.(console|gateway)|config)\b")
"""A hand-over's summary is redacted as an excerpt in the feed is."""
TOPICS = re.compile(r"^(shop:\d+:feed(:staff)?|member:\d+|user:\d+)$")
PUBLIC = tuple(it for it in routes() if not it.name.startswith("console:"))

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def talked(settings, tmp_path) -> SimpleNamespace:
    """A visitor's conversation about which the team has talked in its feed in every way there is."""
    settings.FILES_DIR = tmp_path
    shop = a_shop()
    amin, rose = (a_viewer(it) for it in (a_member(shop, "ambassador"), a_member(shop, "referent")))
    talk = a_conversation(shop, answered_by=None)
    from comptoir.domain.conversations.actions import assign

    now = timezone.now()
    assign(conversation_id=talk.pk, membership_id=amin.membership_id, now=now)
    before = snapshot(talk.pk, public=True)
    with captured() as news:
        everything_is_done(talk, amin, rose, now)
    return SimpleNamespace(shop=shop, talk=talk, before=before, news=news, file=FeedFile.objects.get().key)


def everything_is_done(talk: Any, amin: Any, rose: Any, now: Any) -> None:
    file = keep_file(viewer=rose, name=f"{SECRET}.txt", content=SECRET.encode(), now=now)
    root = asks(amin, talk, f"{SECRET} asked", now=now)
    answer = says(rose, f"{SECRET} answered", answers=root.pk, files=[file.key], named=[amin.membership_id], now=now)
    mark_answer(viewer=amin, post_id=answer.pk, now=now)
    react(viewer=amin, post_id=answer.pk, sign="thanks", now=now)
    pin(viewer=rose, post_id=answer.pk, now=now)
    edit(viewer=rose, post_id=answer.pk, body=f"{SECRET} edited", now=now)
    other = says(amin, f"{SECRET} besides", now=now)
    hide(viewer=rose, post_id=other.pk, why=f"{SECRET} hidden", now=now)
    read(viewer=amin, post_id=other.pk, now=now)
    see_answers(viewer=amin, conversation_id=talk.pk)


@pytest.mark.parametrize("route", PUBLIC, ids=lambda it: it.name)
def test_no_public_address_tells_of_it(talked: SimpleNamespace, route: Route) -> None:
    """A5, A12: asked by the visitor whose conversation it is, by every method, about that conversation and the feed's file."""
    token = visitor_token(talked.talk.visitor)
    headers = {"Authorization": f"Bearer {token}", "Origin": "https://www.maison-perle.example"}
    client = Client(headers=headers, raise_request_exception=False)
    values: dict[str, Any] = {"shop_key": talked.shop.key, "conversation_id": talked.talk.pk, "language": "fr"}
    kinds = dict(route.arguments)
    if kinds.get("key") == "uuid":
        values["key"] = UUID(str(talked.file))
    path = route.address(**values) if route.name != "health" else "/health"

    for ask in (
        client.get(path),
        client.get(f"{path}?q={SECRET[:-2]}&words={SECRET[:-2]}&after=-1&public=false"),
        client.post(path, json.dumps({"body": "x", "seq": 1, "after": -1}), content_type="application/json"),
    ):
        told = words_of(ask)
        assert SECRET not in told, path
        assert str(talked.file) not in told


def test_the_visitors_own_stream_is_the_same_as_before(talked: SimpleNamespace) -> None:
    """A5: no entry, no gap, no state."""
    assert snapshot(talked.talk.pk, public=True) == talked.before
    assert SECRET not in json.dumps(entries_after(talked.talk.pk, 0, public=True), default=str)


def test_it_is_told_on_topics_of_the_team_alone(talked: SimpleNamespace) -> None:
    """A5: no visitor listens to any of them."""
    told: list[Delivery] = talked.news

    assert len(told) >= 10
    assert all(TOPICS.match(topic) for it in told for topic in it.topics), [it.topics for it in told]


def test_it_goes_out_by_no_mail(talked: SimpleNamespace) -> None:
    assert not SentMail.objects.exists()


@pytest.mark.parametrize(
    "said", ['{"t":"feed_say","shop":1,"client_id":"%s","body":"x"}', '{"t":"feed_after","shop":1,"v":0}']
)
def test_a_visitor_cannot_even_say_the_word(said: str) -> None:
    """A4: to a visitor's socket these frames do not exist."""
    from comptoir.foundation.errors import BadRequest

    with pytest.raises(BadRequest):
        frames.read_frame(frames.visitor, said.replace("%s", str(UUID(int=1))))


def test_nobody_outside_knows_the_feed() -> None:
    """A12: no surface but the console and the sockets of agents imports anything of it."""
    strangers = set[str]()
    for path in SOURCE.rglob("*.py"):
        module = "comptoir." + str(path.relative_to(SOURCE).with_suffix("")).replace("/", ".")
        if not KNOWN_TO.match(module) and any("domain.feed" in name for name in _imported(path)):
            strangers.add(module)
    assert strangers == set()


def _imported(path: Path) -> set[str]:
    found = set[str]()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found
