"""The storefronts' addresses, below `/demo/`."""

from django.urls import path

from comptoir.surfaces.storefront import views
from comptoir.surfaces.storefront.catcher import views as catcher

app_name = "storefront"

urlpatterns = [
    path("", views.index, name="index"),
    path("people/<slug:name>.webp", views.portrait, name="portrait"),
    path("mail/", catcher.catcher, name="catcher"),
    path("mail/new", catcher.new, name="catcher_new"),
    path("mail/<int:letter_id>/answer", catcher.answer, name="catcher_answer"),
    path("mail/<int:letter_id>/inside", catcher.inside, name="caught_inside"),
    path("mail/<int:letter_id>/files/<int:place>", catcher.file, name="caught_file"),
    path("<slug:shop_key>/sign-in", views.sign_in, name="sign_in"),
    path("<slug:shop_key>/sign-out", views.sign_out, name="sign_out"),
    path("<slug:shop_key>/sell", views.sell, name="sell"),
    path("<slug:shop_key>/", views.page, name="home"),
    path("<slug:shop_key>/<path:path>", views.page, name="page"),
]
