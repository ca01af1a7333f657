from django.apps import AppConfig


class RatingsConfig(AppConfig):
    name = "comptoir.surfaces.ratings"
    label = "ratings"
