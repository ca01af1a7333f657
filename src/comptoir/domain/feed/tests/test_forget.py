"""How long what was said is kept, and what goes with a customer's conversation. D9."""

from __future__ import annotations

import datetime as dt
import json
from types import SimpleNamespace

from comptoir.domain.charter.actions import apply_charter
from comptoir.domain.feed.actions import forget_old_threads, pin
from comptoir.domain.feed.models import Excerpt, FeedWord, Post
from comptoir.domain.feed.queries import thread_of
from comptoir.domain.feed.sweeps import forget_old_talk
from comptoir.domain.feed.tests.saying import asks, says
from tests.people import ALWAYS_OPEN, NOON, a_conversation
from tests.people import says as writes

DAY = dt.timedelta(days=1)


def test_an_excerpt_goes_with_its_conversation(team: SimpleNamespace) -> None:
    """D9: erasing what a customer has written erases what was shown of it."""
    talk = a_conversation(team.shop, answered_by=team.of.amin)
    writes(talk, "Une phrase bien à moi")
    post = asks(team.amin, talk, "Que dire ?")
    assert "bien à moi" in json.dumps(thread_of(team.rose, post.pk), default=str, ensure_ascii=False)

    talk.delete()

    (shown,) = thread_of(team.rose, post.pk)["posts"]
    assert shown["excerpt"] is None
    assert shown["body"] == "Que dire ?"
    assert not Excerpt.objects.exists()


def test_threads_go_when_nobody_has_spoken_in_them_for_long(team: SimpleNamespace) -> None:
    old, still = says(team.adele, "Ancien", now=NOON - 400 * DAY), says(team.adele, "Repris", now=NOON - 400 * DAY)
    says(team.zoe, "J'y reviens", answers=still.pk, now=NOON - DAY)
    kept = says(team.rose, "Règle", now=NOON - 400 * DAY)
    pin(viewer=team.rose, post_id=kept.pk, now=NOON)

    assert forget_old_threads(shop_id=team.shop.id, before=NOON - 365 * DAY) == 1

    assert not Post.objects.filter(pk=old.pk).exists()
    assert Post.objects.count() == 3
    assert not FeedWord.objects.filter(word=b"ancien").exists()


def test_the_charter_says_how_long(team: SimpleNamespace) -> None:
    says(team.adele, "Il y a cent jours", now=NOON - 100 * DAY)
    forget_old_talk(NOON)
    assert Post.objects.count() == 1

    shorter = ALWAYS_OPEN + '\n[retention]\nfeed = "90 d"\n'
    apply_charter(text=shorter.replace('edition = "Test"', 'edition = "Shorter"'), now=NOON)
    forget_old_talk(NOON + DAY)
    assert Post.objects.count() == 0
