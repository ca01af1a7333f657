"""What we keep of signing in. The factors themselves and the ties to other houses' accounts stand in the tables of allauth."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class SignIn(models.Model):
    """A browser in which somebody is signed in: the list of their sessions, as long as the session lasts."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    session_key = models.CharField(max_length=40, unique=True)
    browser = models.CharField(max_length=40, blank=True, default="")
    system = models.CharField(max_length=40, blank=True, default="")
    place = models.CharField(max_length=60, blank=True, default="")
    """The address, shortened so that it is nobody's in particular."""
    by = models.CharField(max_length=80)
    """ "password", "passkey", or "sso:" and the provider's key."""
    second_by = models.CharField(max_length=20, blank=True, default="")
    at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["user", "-seen_at"], name="sign_in_of_user"),
            models.Index(fields=["seen_at"], name="sign_in_by_age"),
        ]


class KnownBrowser(models.Model):
    """A browser in which somebody has signed in before. Only a digest of what it shows is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    digest = models.CharField(max_length=64)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="browser_once_per_user")]
        indexes = [models.Index(fields=["seen_at"], name="browser_by_age")]


class SecurityRecord(models.Model):
    """Something that was done to an account, or to how a shop signs in: what, when, by whom. Never changed."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", null=True, db_index=False
    )
    """Whose account."""
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True)
    """Who did it; nobody where it was done from the command line."""
    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", null=True, db_index=False)
    act = models.CharField(max_length=40)
    detail = models.CharField(max_length=200, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["user", "-at"], name="security_of_user"),
            models.Index(fields=["shop", "-at"], name="security_of_shop"),
        ]
