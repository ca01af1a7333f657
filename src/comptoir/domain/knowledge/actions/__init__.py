"""What we do with a shop's knowledge."""

from comptoir.domain.knowledge.actions.indexing import index_article

__all__ = ["index_article"]
