"""The help centre's addresses, below `/help/`. An article stands right below its language: its name is part of the shop's own words."""

from django.urls import path

from comptoir.surfaces.helpcentre.views import contacting, reading, searching, serving, telling

app_name = "helpcentre"

_HERE = "<slug:shop_key>/<slug:language>"

urlpatterns = [
    path("<slug:shop_key>/", reading.arrive, name="arrive"),
    path("<slug:shop_key>/sitemap.xml", serving.sitemap, name="sitemap"),
    path("<slug:shop_key>/colours.<slug:digest>.css", serving.colours, name="colours"),
    path("<slug:shop_key>/pictures/<uuid:key>", serving.picture, name="picture"),
    path(f"{_HERE}/", reading.home, name="home"),
    path(f"{_HERE}/topics/<slug:key>", reading.topic, name="topic"),
    path(f"{_HERE}/search", searching.search, name="search"),
    path(f"{_HERE}/search.json", searching.suggestions, name="suggestions"),
    path(f"{_HERE}/contact", contacting.contact, name="contact"),
    path(f"{_HERE}/useful", telling.useful, name="useful"),
    path(f"{_HERE}/<slug:slug>", reading.article, name="article"),
]
