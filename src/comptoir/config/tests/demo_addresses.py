"""The house's addresses with the demo's: tests run without demo mode."""

from django.urls import include, path

from comptoir.config.urls import urlpatterns as house

urlpatterns = [path("demo/", include("comptoir.surfaces.storefront.urls")), *house]
