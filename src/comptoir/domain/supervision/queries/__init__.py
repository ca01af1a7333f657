"""What we can tell of what is watched over."""

from comptoir.domain.supervision.queries.wall import LIVE_AT_MOST, wall_of

__all__ = ["LIVE_AT_MOST", "wall_of"]
