"""The bus between processes."""

from __future__ import annotations

from comptoir.surfaces.gateway.bus import news_channel


def test_another_installation_on_the_same_redis_is_not_heard(settings) -> None:
    """G7: what one desk tells its people is for nobody else's."""
    settings.SECRET_KEY = "one" * 20
    ours = news_channel()
    settings.SECRET_KEY = "two" * 20

    assert news_channel() != ours
