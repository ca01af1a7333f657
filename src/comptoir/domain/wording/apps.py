from django.apps import AppConfig


class WordingConfig(AppConfig):
    name = "comptoir.domain.wording"
    label = "wording"
    default_auto_field = "django.db.models.BigAutoField"
