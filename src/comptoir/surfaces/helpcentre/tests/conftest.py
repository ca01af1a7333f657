"""A help centre of two languages, and a reader who is nobody in particular."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
import time_machine
from django.core.cache import cache

from comptoir.domain.knowledge.queries import forget_vocabularies
from comptoir.domain.knowledge.rules import Written
from comptoir.domain.knowledge.tests.stage import a_cast, a_category, an_article, in_english
from comptoir.surfaces.helpcentre import opened
from tests.people import NOON

PAYING = Written(
    "Quels moyens de paiement acceptez-vous ?",
    "Carte, virement, chèque cadeau et paiement en trois fois.",
    "Nous acceptons la **carte bancaire**, le virement et le chèque cadeau.",
    "CB, Visa",
)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    cache.clear()
    forget_vocabularies()
    opened._opened.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _at_noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def centre(db: None) -> SimpleNamespace:
    """Two articles under "Paiement", one of them in English too."""
    cast = a_cast()
    payment = a_category(cast)
    ring = an_article(cast, category_id=payment.pk)
    english = in_english(cast, ring)
    paying = an_article(cast, PAYING, category_id=payment.pk)
    return SimpleNamespace(cast=cast, shop=cast.shop, payment=payment, ring=ring, english=english, paying=paying)
