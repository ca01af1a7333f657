"""What we do with knowledge."""

from comptoir.domain.knowledge.actions.articles import (
    arrange_article,
    new_article,
    restore_version,
    translate_article,
    write_article,
)
from comptoir.domain.knowledge.actions.categories import order_categories, remove_category, save_category
from comptoir.domain.knowledge.actions.feedback import count_views, give_feedback
from comptoir.domain.knowledge.actions.indexing import index_article
from comptoir.domain.knowledge.actions.pictures import keep_picture
from comptoir.domain.knowledge.actions.publishing import (
    publish_article,
    retire_article,
    return_article,
    submit_article,
)
from comptoir.domain.knowledge.actions.searches import settle_search, take_up_search

__all__ = [
    "arrange_article",
    "count_views",
    "give_feedback",
    "index_article",
    "keep_picture",
    "new_article",
    "order_categories",
    "publish_article",
    "remove_category",
    "restore_version",
    "retire_article",
    "return_article",
    "save_category",
    "settle_search",
    "submit_article",
    "take_up_search",
    "translate_article",
    "write_article",
]
