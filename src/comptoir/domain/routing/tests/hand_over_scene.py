"""A scene: an ambassador talks with a visitor, an advisor is at her desk, and the talk is handed over."""

from __future__ import annotations

from comptoir.domain.routing.actions import accept_offer, hand_over, refuse_offer
from comptoir.domain.routing.models import HandOver
from comptoir.domain.routing.tests.stage import (
    at_desk,
    pending,
    tell,
)
from tests.people import NOON, a_conversation, a_member, a_shop, a_viewer

SUMMARY = "La bague est cassée, il faut une réparation."


class Scene:
    """Amin, an ambassador, talks with a visitor; Adèle, an advisor, is at her desk."""

    def __init__(self) -> None:
        self.shop = a_shop()
        self.amin, self.adele = a_member(self.shop, "ambassador"), a_member(self.shop, "advisor")
        at_desk(self.amin)
        at_desk(self.adele)
        self.talk = a_conversation(self.shop, answered_by=self.amin)
        tell()


def give(scene: Scene, now=NOON, by=None, summary=SUMMARY, **target) -> HandOver:
    target = target or {"to_audience": "advisor"}
    viewer = a_viewer(by or scene.amin)
    asked_for = hand_over(conversation_id=scene.talk.pk, viewer=viewer, summary=summary, now=now, **target)
    tell(now)
    return asked_for


def accept(talk, now) -> None:
    offer = pending(talk)
    accept_offer(offer_id=offer.pk, user_id=offer.membership.user_id, now=now)
    tell(now)


def refuse(talk, now) -> None:
    offer = pending(talk)
    refuse_offer(offer_id=offer.pk, user_id=offer.membership.user_id, now=now)
    tell(now)
