from django.apps import AppConfig


class WidgetConfig(AppConfig):
    name = "comptoir.surfaces.widget"
    label = "widget"
