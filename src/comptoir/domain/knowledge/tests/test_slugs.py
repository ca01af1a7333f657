"""The name of an article in its address."""

import pytest

from comptoir.domain.knowledge.rules.slugs import SLUG_LONGEST, is_slug, slug_of


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Comment mesurer mon tour de doigt ?", "comment-mesurer-mon-tour-de-doigt"),
        ("L’œuvre d’une bague", "l-oeuvre-d-une-bague"),
        ("Cum plătesc și când?", "cum-platesc-si-cand"),
        ("Devolução à loja", "devolucao-a-loja"),
        ("…", "article"),
        ("支付", "article"),
        ("../../etc/passwd", "etc-passwd"),
    ],
)
def test_a_title_becomes_an_address(title: str, slug: str) -> None:
    assert slug_of(title) == slug
    assert is_slug(slug)


def test_a_long_title_ends_after_a_whole_word() -> None:
    slug = slug_of("livraison " * 30)
    assert len(slug) <= SLUG_LONGEST
    assert slug.endswith("livraison")
    assert is_slug(slug_of("x" * 500))


@pytest.mark.parametrize("odd", ["", "-a", "a-", "a--b", "A", "a b", "é", "a" * 81, "a/b"])
def test_what_is_none_is_known(odd: str) -> None:
    assert not is_slug(odd)
