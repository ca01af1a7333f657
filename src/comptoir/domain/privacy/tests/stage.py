"""What the tests of privacy requests share: a shop with a term, a conversation in which somebody asks, and what they are told."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

from comptoir.domain.conversations.models import Conversation
from comptoir.domain.people.models import Membership
from comptoir.domain.privacy.actions import ask_right
from comptoir.domain.privacy.models import RightsRequest
from comptoir.domain.promises.tests.test_rights import PLAIN
from tests.people import NOON, a_conversation, a_shop, a_viewer, said

CHARTER = PLAIN
DAY = dt.timedelta(days=1)
TWO_MONTHS_MORE = dt.datetime(2027, 2, 28, 12, tzinfo=dt.UTC)
"""Thirty days after noon, and two months."""

__all__ = ["CHARTER", "DAY", "TWO_MONTHS_MORE", "a_private_shop", "a_talk", "asks", "said"]


def a_private_shop(**fields: Any) -> Any:
    return a_shop(charter=CHARTER, **fields)


def a_talk(shop: Any, member: Membership, **fields: Any) -> Conversation:
    """The customer asks for their data, and the member answers them."""
    told = {"body": "What do you know about me?", "language": "en"} | fields
    return a_conversation(shop, answered_by=member, **told)


def asks(talk: Conversation, member: Membership, right: str = "access", **fields: Any) -> RightsRequest:
    """The member writes down what the customer asks for."""
    known: dict[str, Any] = {"asking_id": uuid4(), "now": NOON}
    return ask_right(conversation_id=talk.pk, viewer=a_viewer(member), right=right, **known | fields)
