"""A language that is warm has nothing left to load: the first draft waits no longer than the next."""

from __future__ import annotations

import pytest

from comptoir.domain.wording.checker.reading import warm
from comptoir.language import dates, links, reply, suggestions
from comptoir.language.rules import LANGUAGES

LOADED_ONCE = (suggestions._usual_threes, dates._words, links._linkify)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_first_draft_may_need_is_loaded_before_it_comes(language: str) -> None:
    """Speed of A8: usual letters, days and links take a tenth of a second when they are first asked for."""
    reply.forget()
    for loaded in LOADED_ONCE:
        loaded.cache_clear()
    warm(language)
    for loaded in LOADED_ONCE:
        assert loaded.cache_info().currsize, loaded
