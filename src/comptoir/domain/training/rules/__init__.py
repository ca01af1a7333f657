"""What we decide about training: who may answer what, how a quiz is read, how an answer is marked. Pure."""

from comptoir.domain.training.rules.gate import (
    WATCHED,
    asked_before,
    asked_of,
    closed_topics,
    is_valid,
    missing_before,
    taught_to,
)

__all__ = [
    "WATCHED",
    "asked_before",
    "asked_of",
    "closed_topics",
    "is_valid",
    "missing_before",
    "taught_to",
]
