"""Letters of ours, built from nothing but what we say: no header, name or part of somebody else's is passed on.

The same `Outgoing` gives the same bytes, so that what was kept to be sent can be sent again.
"""

from comptoir.letters.building.message import build
from comptoir.letters.building.outgoing import Attached, Outgoing, Unbuildable, Who

__all__ = ["Attached", "Outgoing", "Unbuildable", "Who", "build"]
