"""A mailbox that has its MX here, and one that a provider brings mail to."""

from __future__ import annotations

import pytest

from comptoir.domain.channels.models import Mailbox
from comptoir.domain.channels.sealing import seal
from tests.people import a_shop


@pytest.fixture
def listener_box(db: None) -> Mailbox:
    """support@shop.test, for which this house is the mail server."""
    shop = a_shop()
    return Mailbox.objects.create(shop_id=shop.id, address="support@shop.test", incoming="listener")


@pytest.fixture
def hook_box(db: None) -> Mailbox:
    """support@shop.test at Mailgun."""
    shop = a_shop()
    return Mailbox.objects.create(
        shop_id=shop.id,
        address="support@shop.test",
        incoming="webhook",
        webhook_provider="mailgun",
        webhook_secret=seal("signing key"),
    )
