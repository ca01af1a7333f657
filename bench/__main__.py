"""`python -m bench [NAME…]`: run benchmarks; each ends with one line of JSON."""

from __future__ import annotations

import importlib
import sys

ALL = [
    "messages",
    "latency",
    "fan_out",
    "idle",
    "reconnect",
    "watching",
    "feed",
    "wall",
    "inbox",
    "pages",
    "search",
    "knowledge",
    "suggestions",
    "checker",
    "reading",
    "ledger",
    "due",
    "mail",
    "mailroom",
    "stripping",
    "bounces",
]


def main() -> int:
    """Run the benchmarks that are named, or all of them; the status says whether every goal was held."""
    names = sys.argv[1:] or ALL
    held = True
    for name in names:
        held &= bool(importlib.import_module(f"bench.{name}").run().held)
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
