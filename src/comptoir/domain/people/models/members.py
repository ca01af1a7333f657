"""Who works for a shop: users, memberships, groups."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a member is to a shop. What each may do stands in `rules.py`."""

    AMBASSADOR = "ambassador", _("Ambassador")
    ADVISOR = "advisor", _("Advisor")
    REFERENT = "referent", _("Referent")
    COMMUNITY_MANAGER = "community_manager", _("Community manager")
    MANAGER = "manager", _("Manager")
    ADMINISTRATOR = "administrator", _("Administrator")


class Users(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: object) -> User:
        """Keep a new user; without a password nobody can sign in until one is set."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """Somebody who signs in: an agent, a referent, a manager. The same person may work for several shops."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=8, default="en")
    time_zone = models.CharField(max_length=60, blank=True, default="")
    theme = models.CharField(
        max_length=8, default="auto", choices=[("auto", "auto"), ("light", "light"), ("dark", "dark")]
    )
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = Users()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name


class Group(models.Model):
    """A group of members to whom a conversation can be handed over."""

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "name"], name="group_once_per_shop")]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A user's place in a shop: the role, the audience they answer as, and how they introduce themselves there."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=20, choices=Role.choices)
    audience = models.CharField(max_length=40, blank=True, default="")
    display_name = models.CharField(max_length=80)
    personal_note = models.CharField(max_length=200, blank=True, default="")
    picture = models.CharField(max_length=120, blank=True, default="")
    languages = models.JSONField(default=list)
    topics = models.JSONField(default=list)
    skills = models.JSONField(default=list)
    hours = models.JSONField(default=dict)
    """Own working hours by weekday, as `rules.hours` writes them; none: whenever the shop is open."""
    chats_at_once = models.PositiveSmallIntegerField(null=True)
    groups = models.ManyToManyField(Group, related_name="members", blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "shop"], name="member_once_per_shop")]
        indexes = [
            models.Index(fields=["shop", "audience"], name="member_by_audience"),
            models.Index(fields=["shop", "display_name", "id"], name="member_by_name"),
        ]

    def __str__(self) -> str:
        return self.display_name
