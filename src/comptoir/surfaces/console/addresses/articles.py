"""Addresses: the articles of the help centre, as the team works on them."""

from django.urls import path

from comptoir.surfaces.console.views import article_acts, article_shelves, articles

A = "console/articles"
ONE = f"{A}/<id:translation_id>"

urlpatterns = [
    path(A, articles.articles, name="articles"),
    path(f"{A}/new", articles.new, name="new_article"),
    path(f"{A}/preview", article_acts.preview, name="article_preview"),
    path(f"{A}/pictures", article_acts.picture, name="article_picture"),
    path(f"{A}/categories", article_shelves.categories, name="article_categories"),
    path(f"{A}/categories/<id:category_id>", article_shelves.category, name="article_category"),
    path(f"{A}/searches", article_shelves.searches, name="article_searches"),
    path(f"{A}/searches/<id:search_id>", article_shelves.settle, name="article_search"),
    path(f"{A}/of/<id:article_id>/<slug:language>", articles.translate, name="translate_article"),
    path(ONE, articles.article, name="article"),
    path(f"{ONE}/step/<slug:act>", article_acts.step, name="article_step"),
    path(f"{ONE}/linked", article_acts.linked, name="article_linked"),
    path(f"{ONE}/noted", article_acts.noted, name="article_noted"),
    path(f"{ONE}/arrange", article_acts.arrange, name="article_arrange"),
    path(f"{ONE}/versions", article_acts.versions, name="article_versions"),
]
