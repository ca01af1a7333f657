"""Addresses: what is at hand while writing: phrases, pages, synonyms, suggestions."""

from django.urls import path

from comptoir.surfaces.console.views import at_hand, page_links, phrases, synonyms

HERE = "console/c/<id:conversation_id>/at-hand"
SOLVED = "console/c/<id:conversation_id>/solution"

urlpatterns = [
    path(HERE, at_hand.here, name="at_hand"),
    path(f"{HERE}/completions", at_hand.completions, name="at_hand_completions"),
    path(f"{HERE}/<slug:kind>/<id:of>", at_hand.put_in, name="at_hand_put_in"),
    path(f"{HERE}/<slug:kind>/<id:of>/no-help", at_hand.no_help, name="at_hand_no_help"),
    path(f"{SOLVED}/phrase", at_hand.phrase_of_solution, name="phrase_of_solution"),
    path(f"{SOLVED}/article", at_hand.article_of_solution, name="article_of_solution"),
    path("console/phrases", phrases.phrases, name="phrases"),
    path("console/phrases/new", phrases.new_phrase, name="new_phrase"),
    path("console/phrases/file", phrases.file, name="phrases_file"),
    path("console/phrases/<id:phrase_id>", phrases.phrase, name="phrase"),
    path("console/phrases/<id:phrase_id>/remove", phrases.remove, name="remove_phrase"),
    path("console/pages", page_links.links, name="page_links"),
    path("console/pages/new", page_links.new_link, name="new_link"),
    path("console/pages/file", page_links.file, name="links_file"),
    path("console/pages/<id:link_id>", page_links.link, name="page_link"),
    path("console/pages/<id:link_id>/remove", page_links.remove, name="remove_link"),
    path("console/synonyms", synonyms.synonyms, name="synonyms"),
    path("console/synonyms/<id:synonym_id>", synonyms.change, name="change_synonyms"),
    path("console/synonyms/<id:synonym_id>/remove", synonyms.remove, name="remove_synonyms"),
]
