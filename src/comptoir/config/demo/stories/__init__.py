"""Stories of customer service, written as a play: one file a chapter, told oldest first."""

from __future__ import annotations

from pathlib import Path

from comptoir.config.demo.stories.reading import Line, Story, read_stories

__all__ = ["Line", "Story", "stories_of"]


def stories_of(shop: str) -> list[Story]:
    """The stories of a shop, in the order in which they happened."""
    files = sorted((Path(__file__).parent / shop).glob("*.txt"))
    found = [story for file in files for story in read_stories(file.read_text(encoding="utf-8"), file.stem)]
    return sorted(found, key=lambda story: story.began_before, reverse=True)
