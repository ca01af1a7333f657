"""The apps of allauth as this house has them: their tables and their checks of factors, none of their pages, middlewares or mails."""

from __future__ import annotations

from django.apps import AppConfig


class Quiet(AppConfig):
    """An app that connects nothing when the service starts."""

    default_auto_field = "django.db.models.AutoField"


class Account(Quiet):
    name = "allauth.account"


class SecondFactors(Quiet):
    name = "allauth.mfa"
    default_auto_field = "django.db.models.BigAutoField"


class SocialAccount(Quiet):
    name = "allauth.socialaccount"
