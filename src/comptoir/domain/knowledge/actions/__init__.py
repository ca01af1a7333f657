"""What we do with knowledge."""

from comptoir.domain.knowledge.actions.answering import note_answer
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
from comptoir.domain.knowledge.actions.learning import count_use, forget_lessons, learn_failure
from comptoir.domain.knowledge.actions.links import import_links, remove_link, write_link
from comptoir.domain.knowledge.actions.noting import note_search
from comptoir.domain.knowledge.actions.phrases import Imported, import_phrases, remove_phrase, write_phrase
from comptoir.domain.knowledge.actions.pictures import keep_picture, picture_path
from comptoir.domain.knowledge.actions.publishing import (
    publish_article,
    retire_article,
    return_article,
    submit_article,
)
from comptoir.domain.knowledge.actions.reindexing import put_edition_in_force, reindex_shop, reindex_some
from comptoir.domain.knowledge.actions.searches import settle_search, take_up_search
from comptoir.domain.knowledge.actions.synonyms import remove_synonyms, write_synonyms

__all__ = [
    "Imported",
    "arrange_article",
    "count_use",
    "count_views",
    "forget_lessons",
    "give_feedback",
    "import_links",
    "import_phrases",
    "index_article",
    "keep_picture",
    "learn_failure",
    "new_article",
    "note_answer",
    "note_search",
    "order_categories",
    "picture_path",
    "publish_article",
    "put_edition_in_force",
    "reindex_shop",
    "reindex_some",
    "remove_category",
    "remove_link",
    "remove_phrase",
    "remove_synonyms",
    "restore_version",
    "retire_article",
    "return_article",
    "save_category",
    "settle_search",
    "submit_article",
    "take_up_search",
    "translate_article",
    "write_article",
    "write_link",
    "write_phrase",
    "write_synonyms",
]
