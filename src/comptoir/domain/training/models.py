"""What we keep of training: modules as each shop writes them, attempts, passes, and how newcomers start."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Kind(models.TextChoices):
    """What a module is about."""

    INITIAL = "initial"
    PRODUCT = "product"
    TOOLS = "tools"
    SOFT_SKILLS = "soft_skills"


class Module(models.Model):
    """A module that a shop has written itself; it takes the place of the starter course's of the same key.

    `audiences` and `topics` say for whom it is shown; empty means everybody. What is asked of whom stands in the charter.
    """

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.INITIAL)
    audiences = models.JSONField(default=list)
    topics = models.JSONField(default=list)
    is_retired = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "key"], name="module_once_per_shop")]

    def __str__(self) -> str:
        return self.key


class Version(models.Model):
    """How a module reads in one language, edition by edition. The one draft has no `published_at`; what is published never changes."""

    module = models.ForeignKey(Module, on_delete=models.CASCADE, related_name="versions", db_index=False)
    language = models.CharField(max_length=8)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    minutes = models.PositiveSmallIntegerField(default=10)
    text = models.TextField()
    quiz = models.TextField(blank=True, default="")
    written_by = models.ForeignKey("people.Membership", on_delete=models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["module", "language", "number"], name="module_version_once"),
            models.UniqueConstraint(
                fields=["module", "language"], condition=Q(published_at=None), name="one_draft_a_language"
            ),
        ]


class Attempt(models.Model):
    """Somebody's go at a module. `paper` holds the questions as they were that day, with the right answers, which never
    leave the server before it is handed in; `answers` what was answered, by the question's place.

    `version` is the shop's own edition that was read; none for the starter course, whose edition stands in `edition`.
    """

    membership = models.ForeignKey("people.Membership", on_delete=models.CASCADE, related_name="+", db_index=False)
    module_key = models.CharField(max_length=40)
    version = models.ForeignKey(Version, on_delete=models.SET_NULL, null=True, related_name="+")
    edition = models.CharField(max_length=40)
    language = models.CharField(max_length=8)
    title = models.CharField(max_length=120)
    pass_mark = models.FloatField()
    paper = models.JSONField()
    answers = models.JSONField(default=dict)
    marks = models.JSONField(default=dict)
    began_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    score = models.FloatField(null=True)
    is_passed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "module_key"], condition=Q(finished_at=None), name="one_open_attempt"
            ),
        ]
        indexes = [models.Index(fields=["membership", "module_key", "-finished_at"], name="attempts_of_member")]


class Pass(models.Model):
    """What somebody has shown that they can; `key` is a module's, or `rules.WATCHED` for who has watched colleagues long enough.

    A newer pass takes the place of the older. `number` stands on the certificate. Without an attempt it was recognised:
    by that member, or by who set the house up.
    """

    membership = models.ForeignKey("people.Membership", on_delete=models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=40)
    attempt = models.ForeignKey(Attempt, on_delete=models.SET_NULL, null=True, related_name="+")
    recognised_by = models.ForeignKey("people.Membership", on_delete=models.SET_NULL, null=True, related_name="+")
    number = models.UUIDField(unique=True)
    given_at = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)

    class Meta:
        # It begins with the membership, so it also finds what many of them have passed.
        constraints = [models.UniqueConstraint(fields=["membership", "key"], name="pass_once")]
        indexes = [
            models.Index(fields=["valid_until"], name="pass_valid_until", condition=Q(valid_until__isnull=False))
        ]


class Stage(models.TextChoices):
    """How far a newcomer has come."""

    WATCHING = "watching"
    SUPERVISED = "supervised"
    TO_RELEASE = "to_release"
    RELEASED = "released"


class Newcomer(models.Model):
    """The start of somebody who has passed what comes before answering: they watch, answer under approval, are released.

    `needed` are the conversations of the present stage; `word` is what the referent said last.
    """

    membership = models.OneToOneField("people.Membership", on_delete=models.CASCADE, related_name="+", primary_key=True)
    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    stage = models.CharField(max_length=12, choices=Stage.choices)
    needed = models.PositiveSmallIntegerField(default=0)
    began_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    decided_by = models.ForeignKey("people.Membership", on_delete=models.SET_NULL, null=True, related_name="+")
    word = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["shop", "stage", "moved_at"], name="newcomers_by_stage")]


class Watching(models.Model):
    """A conversation of colleagues that a newcomer has read in silence."""

    membership = models.ForeignKey("people.Membership", on_delete=models.CASCADE, related_name="+", db_index=False)
    conversation = models.ForeignKey("conversations.Conversation", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "conversation"], name="watched_once")]
