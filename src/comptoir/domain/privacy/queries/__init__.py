"""What we can tell about privacy requests."""

from comptoir.domain.privacy.queries.finding import (
    PAGE,
    Filters,
    rights_for,
    rights_of,
    rights_page,
)
from comptoir.domain.privacy.queries.readings import ReadBy, every_reading, read_by, readings_page

__all__ = [
    "PAGE",
    "Filters",
    "ReadBy",
    "every_reading",
    "read_by",
    "readings_page",
    "rights_for",
    "rights_of",
    "rights_page",
]
