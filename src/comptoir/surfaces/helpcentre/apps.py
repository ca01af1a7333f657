from django.apps import AppConfig


class HelpcentreConfig(AppConfig):
    name = "comptoir.surfaces.helpcentre"
    label = "helpcentre"
