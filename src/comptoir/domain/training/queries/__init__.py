"""What we can tell about training."""

from comptoir.domain.training.queries.gate import (
    forget_passes,
    may_answer,
    passed_by,
    refuse_untrained,
)

__all__ = [
    "forget_passes",
    "may_answer",
    "passed_by",
    "refuse_untrained",
]
