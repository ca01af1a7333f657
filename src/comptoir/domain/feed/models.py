"""What we keep of a shop's feed: what was said there, what of a conversation was shown, and who has seen what."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q


class Reach(models.TextChoices):
    """Who in the shop sees it: everybody, or all but volunteers."""

    ALL = "all"
    STAFF = "staff"


class Channel(models.Model):
    """The feed of a shop. Its row is the lock by which changes are numbered: in all, and among what everybody sees."""

    shop = models.OneToOneField("shops.Shop", on_delete=models.CASCADE, related_name="+", primary_key=True)
    v = models.PositiveBigIntegerField(default=0)
    open_v = models.PositiveBigIntegerField(default=0)


class Post(models.Model):
    """Something said in a feed; `root` is what it answers. `v` (`open_v`) is the channel's number of its last change.

    `answer` is the one that was marked as the answer. `shown_until` is the newest answer that the asker has been shown.
    `moved_at` is when anybody last spoke in its thread.
    """

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    root = models.ForeignKey("self", on_delete=models.CASCADE, related_name="replies", null=True, db_index=False)
    membership = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    client_id = models.UUIDField()
    reach = models.CharField(max_length=5, choices=Reach.choices, default=Reach.ALL)
    is_question = models.BooleanField(default=False)
    body = models.TextField(blank=True, default="")
    has_excerpt = models.BooleanField(default=False)
    has_files = models.BooleanField(default=False)
    answer = models.ForeignKey("self", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False)
    answers = models.PositiveIntegerField(default=0)
    shown_until = models.PositiveBigIntegerField(default=0)
    became = models.CharField(max_length=10, blank=True, default="")

    v = models.PositiveBigIntegerField()
    open_v = models.PositiveBigIntegerField(null=True)
    created_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    pinned_at = models.DateTimeField(null=True)
    hidden_at = models.DateTimeField(null=True)
    hidden_by = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    hidden_why = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "client_id"], name="feed_said_once")]
        indexes = [
            models.Index(fields=["shop", "id"], name="feed_unread"),
            models.Index(fields=["shop", "v"], name="feed_changes"),
            models.Index(fields=["shop", "open_v"], name="feed_open_changes"),
            models.Index(fields=["root", "id"], name="feed_thread"),
            models.Index(fields=["shop", "-id"], name="feed_roots", condition=Q(root=None)),
            models.Index(
                fields=["shop", "-id"],
                name="feed_questions",
                condition=Q(root=None, is_question=True, answer=None, taken_back_at=None, hidden_at=None),
            ),
            models.Index(fields=["shop", "-id"], name="feed_pinned", condition=Q(pinned_at__isnull=False)),
            models.Index(fields=["shop", "moved_at"], name="feed_age", condition=Q(root=None)),
            models.Index(fields=["membership", "-id"], name="feed_by"),
        ]

    @property
    def is_silent(self) -> bool:
        """Whether its words are not shown any more."""
        return self.taken_back_at is not None or self.hidden_at is not None


class Excerpt(models.Model):
    """What of a conversation was shown with a question, redacted: [who, words, when] each. It goes with the conversation."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="+", primary_key=True)
    conversation = models.ForeignKey("conversations.Conversation", on_delete=models.CASCADE, related_name="+")
    lines = models.JSONField(default=list)


class FeedFile(models.Model):
    """A file in a feed, kept under a name of our own. It belongs to no post until the post that names it is there."""

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+", null=True)
    membership = models.ForeignKey("people.Membership", on_delete=models.SET_NULL, related_name="+", null=True)
    key = models.UUIDField(unique=True)
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["created_at"], name="feed_file_alone", condition=Q(post=None))]

    @property
    def is_image(self) -> bool:
        return self.width > 0

    def as_wire(self) -> dict[str, Any]:
        """The file as clients know it."""
        size = {"size": self.size, "width": self.width, "height": self.height}
        return {"key": self.key, "name": self.name, "type": self.content_type} | size


class Reaction(models.Model):
    """A member's sign beneath a post: one of a small closed set."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+", db_index=False)
    membership = models.ForeignKey("people.Membership", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "membership", "kind"], name="feed_reacted_once")]


class Naming(models.Model):
    """A member who is named in a post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+", db_index=False)
    membership = models.ForeignKey("people.Membership", on_delete=models.CASCADE, related_name="+", db_index=False)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "membership"], name="feed_named_once")]
        indexes = [models.Index(fields=["membership", "seen_at"], name="feed_named_unseen")]


class Step(models.Model):
    """What was done with a post after it was said; `body` holds the words as they stood before. Watchers read it."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    membership = models.ForeignKey("people.Membership", on_delete=models.SET_NULL, related_name="+", null=True)
    act = models.CharField(max_length=10)
    body = models.TextField(blank=True, default="")
    why = models.CharField(max_length=200, blank=True, default="")
    at = models.DateTimeField()


class ReadMark(models.Model):
    """How far a member has read their shop's feed. It only grows."""

    membership = models.OneToOneField("people.Membership", on_delete=models.CASCADE, related_name="+", primary_key=True)
    read_id = models.PositiveBigIntegerField(default=0)


class FeedWord(models.Model):
    """A word by which a post is found, folded, in UTF-8: bytes have the same order in every database."""

    pk = models.CompositePrimaryKey("post_id", "word")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+", db_index=False)
    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    word = models.BinaryField(max_length=160)

    class Meta:
        indexes = [models.Index(fields=["shop", "word", "-post"], name="feed_word_in_shop")]
