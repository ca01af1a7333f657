"""What we keep of buyers and sellers who write to each other through the shop."""

from comptoir.domain.marketplace.models.case import Attempt, Case
from comptoir.domain.marketplace.models.original import Original, Reveal
from comptoir.domain.marketplace.models.seller import Seller

__all__ = ["Attempt", "Case", "Original", "Reveal", "Seller"]
