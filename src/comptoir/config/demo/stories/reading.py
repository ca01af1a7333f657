"""Reading stories. A file holds several:

    === A title for those who read the file
    when: 12 d 10:42                        (days ago and the hour there; or "3 h": hours ago)
    page: /alliances/ruban | The page's title
    visitor: Hélène                         (the name given before the chat, if any)
    customer: C-2041 | Hélène | Marchand | helene@courriel.example | 06…   (when the shop signed who it is)

    > What the visitor writes
    9s ines . joins
    ines > What Inès writes
    ines ~ A note of Inès to @julien
    . shows bague.webp Words beside a picture that stands in the story's folder
    ines . closes

A line may begin with how long after the last one it happened (`20s`, `3m`, `2h`, `1d`); without, as long as it takes to write.
An agent `promises 2d Je vous rappelle` what they have just said, and `keeps` it later.
An agent `returns MP-48213`, all of it and accepted at once; the shop's own system `receives` it, and `refunds 340.00`.
An agent `escalates technical_expert Pourquoi`, to a level of the charter; or `gives` an offer of the wallet, by its name.
A story that came by mail has the head `mail: address | Name | Subject`; one between a buyer and a seller `case: order | seller | reason`,
perhaps `with: pictures`: there `seller > …` is what the seller answers, an agent `passes on` what was said last, and for the buyer it `is solved`.
What stands after a dot is one of the `ACTS`, done by the agent named before it, or by the visitor or the house; a line that
begins with two blanks goes on with the one before.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

ACTS = (
    "joins",
    "topic",
    "category",
    "suggests",
    "alarm",
    "hands over to",
    "hands back",
    "card",
    "request",
    "closes",
    "leaves",
    "reopens",
    "rates",
    "shows",
    "promises",
    "keeps",
    "returns",
    "receives",
    "refunds",
    "escalates",
    "gives",
    "gives",
    "passes on",
    "is solved",
)
HEADS = {
    "when",
    "page",
    "visitor",
    "customer",
    "language",
    "asks",
    "answers",
    "email",
    "leaves",
    "mail",
    "case",
    "with",
}
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}

_LINE = re.compile(r"(?:(?P<after>\d+)(?P<unit>[smhd]) )?(?P<who>[a-z]+)? ?(?P<how>[>~.]) ?(?P<words>.*)", re.DOTALL)
_DAYS = re.compile(r"(\d+) d (\d\d):(\d\d)")
_LATELY = re.compile(r"(\d+) (h|min)")


class NotAStory(ValueError):
    """The file says something that cannot be read."""


@dataclass(frozen=True)
class Line:
    """One line: a visitor's or agent's words, a note, or an act. `after` is None where writing takes its time."""

    kind: str
    who: str
    words: str
    after: int | None

    @property
    def act(self) -> tuple[str, str]:
        """The name of an act, and what follows it."""
        name = next((act for act in ACTS if self.words == act or self.words.startswith(f"{act} ")), None)
        if name is None:
            raise NotAStory(f"nobody can do this: {self.words!r}")
        return name, self.words[len(name) :].strip()


@dataclass(frozen=True)
class Story:
    """A conversation from its first to its last word."""

    chapter: str
    title: str
    heads: dict[str, str]
    lines: list[Line] = field(default_factory=list)

    def begins(self, at: dt.datetime) -> dt.datetime:
        """When it began, told at `at` (in the shop's time zone). Nothing began on a Sunday: the day before then."""
        if lately := _LATELY.fullmatch(self.heads["when"]):
            return at - dt.timedelta(seconds=int(lately[1]) * UNITS[lately[2][0]])
        days, hour, minute = self._days()
        day = at - dt.timedelta(days=days)
        if day.weekday() == 6:
            day -= dt.timedelta(days=1)
        return day.replace(hour=hour, minute=minute, second=(len(self.title) * 7) % 60, microsecond=0)

    @property
    def began_before(self) -> float:
        """How long ago, roughly, in days: for telling stories in their order."""
        if lately := _LATELY.fullmatch(self.heads["when"]):
            return int(lately[1]) * UNITS[lately[2][0]] / UNITS["d"]
        days, hour, minute = self._days()
        return days + 1 - (hour * 60 + minute) / 1440

    def _days(self) -> tuple[int, int, int]:
        found = _DAYS.fullmatch(self.heads["when"])
        if found is None:
            raise NotAStory(f"{self.title}: when is {self.heads['when']!r}?")
        return int(found[1]), int(found[2]), int(found[3])


def read_stories(text: str, chapter: str) -> Iterator[Story]:
    """The stories of a file. Raises `NotAStory`."""
    for part in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]:
        head, _, play = part.partition("\n\n")
        title, *pairs = head.strip().splitlines()
        heads = {key.strip(): value.strip() for key, _, value in (pair.partition(":") for pair in pairs)}
        if heads.keys() - HEADS or "when" not in heads:
            raise NotAStory(f"{title}: odd heads {sorted(heads)}")
        yield Story(chapter, title, heads, [_line(line) for line in _joined(play)])


def _joined(play: str) -> Iterator[str]:
    """Lines, each with those that go on with it; blank lines only breathe."""
    lines = [line for line in play.splitlines() if line.strip()]
    whole = ""
    for line in lines:
        if line.startswith("  "):
            whole += "\n" + line.strip()
            continue
        if whole:
            yield whole
        whole = line.rstrip()
    if whole:
        yield whole


def _spaced(words: str) -> str:
    """French marks keep their word: a no-break space before them, as a careful keyboard sets it."""
    words = re.sub(r" ([?!;»])", "\u202f\\1", words)
    return words.replace("« ", "«\u202f").replace(" :", "\u00a0:")


def _line(text: str) -> Line:
    found = _LINE.fullmatch(text)
    if found is None:
        raise NotAStory(f"what is this? {text!r}")
    after = int(found["after"]) * UNITS[found["unit"]] if found["after"] else None
    kind = {">": "message", "~": "note", ".": "act"}[found["how"]]
    line = Line(kind, found["who"] or "", _spaced(found["words"]), after)
    if kind == "act":
        _ = line.act
    return line
