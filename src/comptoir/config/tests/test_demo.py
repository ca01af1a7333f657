"""The demo: what a newcomer meets."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from comptoir.config import demo
from comptoir.config.demo import load_demo
from comptoir.config.demo.cast import MEMBERS, SHOPS
from comptoir.config.demo.editions import demo_edition
from comptoir.config.demo.stories import stories_of
from comptoir.config.demo.stories.reading import NotAStory, read_stories
from comptoir.domain.channels.models import ReceivedMail
from comptoir.domain.charter.actions import apply_charter
from comptoir.domain.charter.rules import examine, is_open, page_rule, parse
from comptoir.domain.conversations.models import Attachment, Conversation
from comptoir.domain.marketplace.models import Case
from comptoir.domain.people.models import Membership, User
from comptoir.domain.promises.models import Promise
from comptoir.domain.shops.models import Shop
from comptoir.foundation.clock import now

FOUR_IN_THE_MORNING = dt.datetime(2026, 12, 25, 4, 0, tzinfo=dt.UTC)


@pytest.fixture
def _demo_mode(settings: Any) -> None:
    settings.DEMO, settings.MAIL_DOMAIN = True, "reply.localhost"


@pytest.mark.parametrize("file", SHOPS.values())
def test_the_demo_is_open_at_any_hour(file: str) -> None:
    charter = parse(demo_edition(file, "http://localhost:8000"))
    assert all(is_open(charter, audience, FOUR_IN_THE_MORNING) for audience in charter.audiences)


@pytest.mark.parametrize("file", SHOPS.values())
@pytest.mark.parametrize("url", ["http://localhost:8000", "https://demo.example", "http://192.168.1.20:8000"])
def test_the_demo_edition_of_a_charter_has_no_mistakes(file: str, url: str) -> None:
    found = examine(demo_edition(file, url))
    assert not found.mistakes
    assert not found.warnings


def test_page_rules_follow_the_shop_into_the_demo() -> None:
    """A3"""
    charter = parse(demo_edition("jeweller.toml", "http://localhost:8000"))
    assert page_rule(charter, "http://localhost:8000/demo/maison-perle/alliances/ruban").visitor_chooses
    assert page_rule(charter, "/demo/maison-perle/mon-compte/").audience == "advisor"
    assert page_rule(charter, "/demo/maison-perle/").audience == "ambassador"


@pytest.mark.parametrize(("shop", "file"), SHOPS.items())
def test_the_stories_touch_every_topic_of_the_charter(shop: str, file: str) -> None:
    stories = stories_of(shop)
    told = {words for story in stories for line in story.lines if line.kind == "act" for words in [line.act[1]]}
    assert len(stories) >= 24
    assert set(parse(demo_edition(file, "http://localhost")).topics) <= told


def test_the_marketplace_has_a_story_for_each_reason() -> None:
    """E1"""
    cases = [story.heads["case"] for story in stories_of("feira-do-largo") if "case" in story.heads]
    assert {case.split("|")[2].strip() for case in cases} == {"warranty", "missing_item", "wrong_item"}


@pytest.mark.parametrize(
    "text",
    [
        "=== Without a time\nvisitor: Vera\n\n> Bonjour",
        "=== An odd head\nwhen: 3 h\ncolour: red\n\n> Bonjour",
        "=== An odd act\nwhen: 3 h\n\n> Bonjour\nines . dances",
        "=== An odd line\nwhen: 3 h\n\nBonjour",
    ],
)
def test_a_story_with_a_slip_of_the_pen_is_refused(text: str) -> None:
    with pytest.raises(NotAStory):
        [story.begins(now()) for story in read_stories(text, "slips")]


@pytest.mark.django_db
@pytest.mark.usefixtures("_demo_mode")
def test_the_demo_tells_its_stories_through_the_real_actions(capsys: pytest.CaptureFixture[str]) -> None:
    assert load_demo() == 0
    conversations = Conversation.objects.all()
    assert conversations.count() == sum(len(stories_of(shop)) for shop in SHOPS)
    assert not conversations.filter(last_entry_at__gt=now()).exists()
    assert set(conversations.values_list("status", flat=True)) == {"waiting", "active", "closed"}
    assert conversations.filter(score__isnull=False).count() > 30
    assert Membership.objects.filter(user__email="ana@agence-relais.example").count() == 2
    assert all(user.check_password("comptoir-demo") for user in User.objects.all()[:2])
    assert Attachment.objects.filter(entry_seq__isnull=False, width__gt=0).count() == 5
    assert set(Promise.objects.values_list("state", flat=True)) >= {"running", "at_risk", "kept", "broken"}
    spoken = Promise.objects.filter(kind="spoken")
    assert set(spoken.values_list("state", flat=True)) == {"running", "at_risk", "kept", "broken"}
    assert set(Promise.objects.filter(kind="refund").values_list("state", flat=True)) == {"running", "kept"}
    assert not Promise.objects.filter(next_at__lte=now()).exists()
    assert set(ReceivedMail.objects.values_list("state", flat=True)) == {"applied"}
    assert set(Case.objects.values_list("turn", flat=True)) == {"seller", "support", "buyer", ""}
    printed = capsys.readouterr().out
    assert all(part.email in printed for part in MEMBERS)


@pytest.mark.django_db
def test_the_demo_leaves_a_database_with_shops_alone() -> None:
    apply_charter(text=demo_edition("jeweller.toml", "http://localhost"), now=now())
    assert load_demo() == 1
    assert load_demo(only_if_empty=True) == 0
    assert not Conversation.objects.exists()


@pytest.mark.django_db
def test_a_demo_that_is_interrupted_leaves_nothing_half_done(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the next start would find shops, and accounts that nobody can use."""

    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(demo, "stories_of", lambda key: [])
    monkeypatch.setattr(demo, "let_everybody_in", interrupted)
    with pytest.raises(KeyboardInterrupt):
        load_demo()
    assert not Shop.objects.exists()
