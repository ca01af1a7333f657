from django.apps import AppConfig


class StorefrontConfig(AppConfig):
    name = "comptoir.surfaces.storefront"
    label = "storefront"
