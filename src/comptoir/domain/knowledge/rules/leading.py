"""Which articles a text leads to: by their names in an article, by their addresses anywhere."""

from __future__ import annotations

import re
from collections.abc import Collection

_BY_NAME = re.compile(r"\(article:([a-z0-9]+(?:-[a-z0-9]+)*)")
LEADS_AT_MOST = 200


def named_in(text: str) -> list[str]:
    """The names of the articles that a text in Markdown leads to, each once."""
    return list(dict.fromkeys(_BY_NAME.findall(text)))[:LEADS_AT_MOST]


def leads_to(text: str, slugs: Collection[str], language: str) -> bool:
    """Whether a text leads to one of the articles that have these names in that language."""
    named = set(named_in(text)) & set(slugs)
    return bool(named) or any(re.search(rf"/{language}/{re.escape(slug)}(?![\w-])", text) for slug in slugs)
