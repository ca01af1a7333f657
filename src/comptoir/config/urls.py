"""Every address, by surface."""

from django.conf import settings
from django.urls import include, path

from comptoir.surfaces.gateway.health import health
from comptoir.surfaces.helpcentre.views.serving import robots

urlpatterns = [
    path("health", health),
    path("api/v1/", include("comptoir.surfaces.api.urls")),
    path("widget/", include("comptoir.surfaces.widget.urls")),
    path("mailroom/", include("comptoir.surfaces.mailroom.urls")),
    path("rate/", include("comptoir.surfaces.ratings.urls")),
    path("robots.txt", robots, name="robots"),
    path("help/", include("comptoir.surfaces.helpcentre.urls")),
    path("", include("comptoir.surfaces.market.urls")),
    *([path("demo/", include("comptoir.surfaces.storefront.urls"))] if settings.DEMO else []),
    path("", include("comptoir.surfaces.console.urls")),
]
