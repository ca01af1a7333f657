"""The inbox over a big past: 100,000 conversations, a million messages; and one conversation of 10,000 messages."""

from __future__ import annotations

from bench.desk import Desk, use_load_core
from bench.figures import Figure
from bench.http import Pages, shown

CONVERSATIONS, MESSAGES, LONGEST = 100_000, 1_000_000, 10_000
TIMES = 60


def run() -> Figure:
    """p95 of the list; the long conversation is told beside it."""
    use_load_core()
    with Desk("inbox", conversations=CONVERSATIONS, messages=MESSAGES, longest=LONGEST) as desk:
        manager, agent = Pages(desk.url, desk.seed["cookie"]), Pages(desk.url, desk.seed["agent"])
        lists = [shown(f"a manager's list of {view}", manager.many(f"/console/?view={view}", TIMES)) for view in VIEWS]
        lists.append(shown("an advisor's own list", agent.many("/console/?view=mine", TIMES)))
        long = shown("the long conversation", manager.many(f"/console/c/{desk.seed['long']}", TIMES))
    Figure("long_conversation", long["p95"], "ms", goal=80, more_is_better=False).tell()
    return Figure("inbox", max(each["p95"] for each in lists), "ms", goal=60, more_is_better=False).tell()


VIEWS = ["all", "closed", "waiting"]
