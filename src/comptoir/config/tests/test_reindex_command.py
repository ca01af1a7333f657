"""`comptoir reindex` makes anew what knowledge is found by (A12, D10)."""

from __future__ import annotations

import pytest

from comptoir.config.command import main
from comptoir.domain.knowledge.models import Findable, IndexEdition
from comptoir.domain.knowledge.rules.edition import edition
from comptoir.domain.knowledge.tests.findable import a_knowing_shop, a_link, a_phrase, an_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop():
    shop = a_knowing_shop()
    a_phrase(shop, "Délai de livraison")
    an_article(shop, "Nettoyer un bijou")
    a_link(shop, "Guide des tailles", "/guide-des-tailles")
    return shop


@pytest.mark.parametrize("asked", [[], ["--shop", "maison-perle"]])
def test_what_is_missing_and_what_is_old_is_indexed(shop, asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    Findable.objects.filter(kind="link").delete()
    Findable.objects.update(edition="of-tomorrow")
    IndexEdition.objects.create(digest="of-tomorrow")
    assert main(["reindex", *asked]) == 0
    assert capsys.readouterr().out.strip() == "maison-perle: 3 texts"
    assert set(Findable.objects.values_list("edition", flat=True)) == {edition()}
    assert IndexEdition.objects.order_by("-pk").first().digest == edition()


def test_an_unknown_shop_is_said(shop, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["reindex", "--shop", "nobodys"]) == 1
    assert capsys.readouterr().err.startswith("comptoir: ")
