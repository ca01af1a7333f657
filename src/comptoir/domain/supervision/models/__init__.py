"""What we keep of watching over the answers: reviews with their scorecards, and how a watcher wants to be alarmed."""

from comptoir.domain.supervision.models.alarms import AlarmChoice
from comptoir.domain.supervision.models.reviews import Mark, Review, Sampling

__all__ = ["AlarmChoice", "Mark", "Review", "Sampling"]
