"""What we keep of a shop's knowledge."""

from comptoir.domain.knowledge.models.articles import Article, Category, Picture, Slug, State, Translation, Version
from comptoir.domain.knowledge.models.at_hand import PageLink, Phrase, Source, Synonym
from comptoir.domain.knowledge.models.helping import Feedback, Search
from comptoir.domain.knowledge.models.learning import Lesson, Use, UsedBy
from comptoir.domain.knowledge.models.searching import Findable, IndexEdition, KnowledgeState, KnownWord

__all__ = [
    "Article",
    "Category",
    "Feedback",
    "Findable",
    "IndexEdition",
    "KnowledgeState",
    "KnownWord",
    "Lesson",
    "PageLink",
    "Phrase",
    "Picture",
    "Search",
    "Slug",
    "Source",
    "State",
    "Synonym",
    "Translation",
    "Use",
    "UsedBy",
    "Version",
]
