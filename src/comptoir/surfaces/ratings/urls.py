"""The addresses of those who rate by a link, below `/rate/`. Only the first carries the link's secret, and nobody stays there."""

from django.urls import path

from comptoir.surfaces.ratings import views

app_name = "ratings"

urlpatterns = [
    path("<slug:shop_key>/answer/<slug:place>", views.answer, name="answer"),
    path("<slug:shop_key>/<str:signed>", views.arrive, name="arrive"),
]
