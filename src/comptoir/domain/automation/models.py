"""What automation keeps. Acts and conditions are text of JSON in the closed shapes of `rules`."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Macro(models.Model):
    """Acts under a name and a shortcut: the shop's, or one member's own where there is an `owner`."""

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    owner = models.ForeignKey(
        "people.Membership", on_delete=models.CASCADE, related_name="+", null=True, db_index=False
    )
    name = models.CharField(max_length=60)
    shortcut = models.CharField(max_length=20, blank=True, default="")
    acts = models.TextField()
    changed_by = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["shop", "owner", "name"], name="macros_of_shop")]
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "shortcut"], name="shortcut_of_shop", condition=Q(owner=None) & ~Q(shortcut="")
            ),
            models.UniqueConstraint(
                fields=["owner", "shortcut"],
                name="shortcut_of_member",
                condition=Q(owner__isnull=False) & ~Q(shortcut=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Rule(models.Model):
    """A rule as it stands: its latest version, whether it is on, its place among the others.

    `failures` counts those without a success between; `stopped_at` is when it was switched off because of them.
    """

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=60)
    when = models.CharField(max_length=10)
    version = models.PositiveIntegerField(default=0)
    conditions = models.TextField()
    acts = models.TextField()
    is_on = models.BooleanField(default=False)
    place = models.PositiveIntegerField()
    failures = models.PositiveSmallIntegerField(default=0)
    stopped_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["shop", "place", "id"], name="rules_of_shop", condition=Q(removed_at=None)),
            models.Index(fields=["shop", "when", "place", "id"], name="rules_that_wait", condition=Q(is_on=True)),
        ]

    def __str__(self) -> str:
        return self.name


class RuleVersion(models.Model):
    """A rule as somebody wrote it; it never changes. `change` is "written", "on", "off", "stopped" or "removed"."""

    rule = models.ForeignKey(Rule, on_delete=models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    change = models.CharField(max_length=8)
    name = models.CharField(max_length=60)
    when = models.CharField(max_length=10)
    conditions = models.TextField()
    acts = models.TextField()
    by = models.ForeignKey("people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rule", "number"], name="rule_version_once")]


class RuleRun(models.Model):
    """What a rule did on one event, or why it did nothing. `key` names the event: a rule runs on it once.

    `outcome` is "done", "refused" (`told` are the reasons' codes) or "failed". `draft` is the answer that it proposes.
    """

    rule = models.ForeignKey(Rule, on_delete=models.CASCADE, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    conversation = models.ForeignKey("conversations.Conversation", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=80)
    outcome = models.CharField(max_length=8)
    told = models.CharField(max_length=300, blank=True, default="")
    draft = models.TextField(blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["rule", "-id"], name="runs_of_rule")]
        constraints = [models.UniqueConstraint(fields=["rule", "key"], name="rule_once_per_event")]
