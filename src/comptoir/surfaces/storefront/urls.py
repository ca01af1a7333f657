"""The storefronts' addresses, below `/demo/`."""

from django.urls import path

from comptoir.surfaces.storefront import views

app_name = "storefront"

urlpatterns = [
    path("", views.index, name="index"),
    path("people/<slug:name>.webp", views.portrait, name="portrait"),
    path("<slug:shop_key>/sign-in", views.sign_in, name="sign_in"),
    path("<slug:shop_key>/sign-out", views.sign_out, name="sign_out"),
    path("<slug:shop_key>/sell", views.sell, name="sell"),
    path("<slug:shop_key>/", views.page, name="home"),
    path("<slug:shop_key>/<path:path>", views.page, name="page"),
]
