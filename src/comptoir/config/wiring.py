"""Who reacts to what. Read this file to learn everything that follows from an event, and what is swept when."""

from __future__ import annotations

from comptoir.domain.conversations import events as conversations
from comptoir.domain.routing import events as routing
from comptoir.domain.routing import reactions as route
from comptoir.domain.routing import sweeps
from comptoir.foundation.worker import Reaction, Sweep

REACTIONS: dict[type, list[Reaction]] = {}

SWEEPS: list[tuple[float, Sweep]] = []
