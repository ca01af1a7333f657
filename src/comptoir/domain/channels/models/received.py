"""What came in, byte for byte, and what became of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Received(models.TextChoices):
    """Where a mail that came in stands. Every one ends in exactly one of the last four."""

    WAITING = "waiting"
    APPLIED = "applied"
    QUARANTINED = "quarantined"
    IGNORED = "ignored"
    FAILED = "failed"


class ReceivedMail(models.Model):
    """A mail that came in. `source` and `source_id` are the way and the number there: the same mail twice is kept once.

    `why` says in a code what its state is for ("spam", "forged_sender", "automatic", "too_many_parts" …); texts are made of it.
    `taken_as` is what it was taken for: "human", "automatic", "bounce".
    """

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", null=True, db_index=False)
    mailbox = models.ForeignKey(
        "channels.Mailbox", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    source = models.CharField(max_length=12)
    source_id = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    envelope_from = models.CharField(max_length=320, blank=True, default="")
    envelope_to = models.JSONField(default=list)
    client_ip = models.CharField(max_length=45, blank=True, default="")
    helo = models.CharField(max_length=253, blank=True, default="")
    received_at = models.DateTimeField()
    """When it came to our (or the mailbox's) server: clocks count from here, never from the Date header."""

    state = models.CharField(max_length=12, choices=Received.choices, default=Received.WAITING)
    why = models.CharField(max_length=60, blank=True, default="")
    detail = models.CharField(max_length=500, blank=True, default="")
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )

    taken_as = models.CharField(max_length=10, blank=True, default="")
    message_id = models.CharField(max_length=998, blank=True, default="")
    said_sha256 = models.CharField(max_length=64, blank=True, default="")
    """Of what it says, whatever servers on the way have written above it: the same mail by two ways is the same."""
    sender = models.CharField(max_length=320, blank=True, default="")
    sender_name = models.CharField(max_length=200, blank=True, default="")
    sender_check = models.CharField(max_length=12, blank=True, default="")
    """"proven", "unproven", "forged", "temporary"."""
    subject = models.CharField(max_length=300, blank=True, default="")
    to = models.JSONField(default=list)
    cc = models.JSONField(default=list)
    conversation = models.ForeignKey(
        "conversations.Conversation", on_delete=models.CASCADE, related_name="+", null=True, db_index=False
    )
    entry_seq = models.PositiveIntegerField(null=True)
    came_as = models.CharField(max_length=12, blank=True, default="")
    """As whose it joined the conversation: "customer", "seller", "cc", "outsider", "other" (whom nobody had written to)."""
    is_let_in = models.BooleanField(default=False)
    """A member has said that it may come in, whatever its sender proves."""
    quoted = models.TextField(blank=True, default="")
    """What was cut off as quoted, for colleagues."""
    html = models.TextField(blank=True, default="")
    """Cleaned, for colleagues; empty where the mail is text."""
    refused_files = models.JSONField(default=list)
    """Name, type and why, of files that were not kept."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "source_id"], name="mail_kept_once")]
        indexes = [
            models.Index(fields=["next_at", "id"], name="mail_waiting", condition=Q(state="waiting")),
            models.Index(fields=["shop", "state", "-received_at", "-id"], name="mail_by_state"),
            models.Index(fields=["shop", "-received_at", "-id"], name="mail_of_shop"),
            models.Index(fields=["mailbox", "sha256"], name="mail_by_content"),
            models.Index(
                fields=["conversation", "entry_seq"], name="mail_of_entry", condition=Q(conversation__isnull=False)
            ),
            models.Index(fields=["shop", "sender", "-received_at"], name="mail_of_sender"),
            models.Index(fields=["received_at"], name="mail_of_nobody", condition=Q(shop__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.subject or self.source_id


class RawMail(models.Model):
    """The bytes of a mail as they came, kept in the same transaction as its row; gone when the charter's time for raw mail is over."""

    mail = models.OneToOneField(ReceivedMail, on_delete=models.CASCADE, primary_key=True, related_name="raw")
    content = models.BinaryField()
    """Compressed by zlib."""
    kept_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["kept_at"], name="raw_mail_by_age")]
