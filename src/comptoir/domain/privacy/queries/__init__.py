"""What we can tell about privacy requests."""

from comptoir.domain.privacy.queries.finding import (
    PAGE,
    Filters,
    rights_for,
    rights_of,
    rights_page,
)

__all__ = ["PAGE", "Filters", "rights_for", "rights_of", "rights_page"]
