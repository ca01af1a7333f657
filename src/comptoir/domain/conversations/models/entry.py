"""The stream of entries that led to the present state, with what hangs on them."""

from __future__ import annotations

from typing import Any

from django.db import models

from comptoir.domain.conversations.models.conversation import Conversation


class Kind(models.TextChoices):
    """What an entry of the stream is."""

    MESSAGE = "message"
    NOTE = "note"
    JOINED = "joined"
    HANDED_OVER = "handed_over"
    HANDED_BACK = "handed_back"
    CARD = "card"
    REQUEST = "request"
    TOPIC = "topic"
    CATEGORY = "category"
    SUGGESTION = "suggestion"
    ALARM = "alarm"
    CLOSED = "closed"
    REOPENED = "reopened"
    RATED = "rated"
    READING = "reading"
    PRIORITY = "priority"
    TAGS = "tags"
    SNOOZED = "snoozed"
    WOKEN = "woken"
    LINKED = "linked"
    UNLINKED = "unlinked"
    MERGED = "merged"
    SPLIT = "split"
    SOLVED = "solved"
    ESCALATED = "escalated"
    TURN = "turn"
    WHISPER = "whisper"
    CORRECTED = "corrected"


class Entry(models.Model):
    """One entry of a conversation's stream, known by conversation and `seq`; it never changes its place. `public_seq` is null for what only the team sees.

    `author` is "visitor", "seller", "agent" or "system"; an agent's entry names the membership. `facts` carries what the kind needs,
    and under "state" and "public_state" what the entry changed in the conversation, as text of JSON.
    """

    pk = models.CompositePrimaryKey("conversation_id", "seq")
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="entries", db_index=False)
    seq = models.PositiveIntegerField()
    public_seq = models.PositiveIntegerField(null=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    author = models.CharField(max_length=8)
    membership = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    client_id = models.UUIDField(null=True)
    body = models.TextField(blank=True, default="")
    facts = models.TextField(blank=True, default="")
    has_files = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "public_seq"], name="entry_in_public_order"),
            models.UniqueConstraint(fields=["conversation", "client_id"], name="entry_posted_once"),
        ]


class Attachment(models.Model):
    """A file in a conversation, kept under a name of our own. It belongs to no entry until its message is posted."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="attachments")
    entry_seq = models.PositiveIntegerField(null=True)
    key = models.UUIDField(unique=True)
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    is_from_visitor = models.BooleanField()
    is_team_only = models.BooleanField(default=False)
    membership = models.ForeignKey("people.Membership", on_delete=models.SET_NULL, related_name="+", null=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["conversation", "entry_seq"], name="attachment_of_entry")]

    @property
    def is_image(self) -> bool:
        return self.width > 0

    def as_wire(self) -> dict[str, Any]:
        """The file as clients know it."""
        return {
            "key": self.key,
            "name": self.name,
            "type": self.content_type,
            "size": self.size,
            "width": self.width,
            "height": self.height,
        }


class Mention(models.Model):
    """A colleague named in a note."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+")
    entry_seq = models.PositiveIntegerField()
    membership = models.ForeignKey("people.Membership", on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "entry_seq", "membership"], name="mentioned_once"),
        ]
        indexes = [models.Index(fields=["membership", "seen_at"], name="mention_unseen")]
