"""What a benchmark says in the end."""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A measured figure beside its bound (measured in the same run) and its goal."""

    bench: str
    figure: float
    unit: str
    goal: float
    bound: float | None = None
    more_is_better: bool = True
    ratio_goal: float | None = None

    @property
    def ratio(self) -> float | None:
        return round(self.figure / self.bound, 3) if self.bound else None

    @property
    def held(self) -> bool:
        good = self.figure >= self.goal if self.more_is_better else self.figure <= self.goal
        return good and (self.ratio_goal is None or (self.ratio or 0) >= self.ratio_goal)

    def tell(self) -> Figure:
        """Print the figure as one line of JSON."""
        row = {"bench": self.bench, "figure": round(self.figure, 2), "unit": self.unit, "bound": self.bound}
        print(json.dumps(row | {"ratio": self.ratio, "goal": self.goal, "held": self.held}), flush=True)
        return self


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` (0–1) of `values` lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0
