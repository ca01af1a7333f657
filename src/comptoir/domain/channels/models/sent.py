"""What goes out, with its bytes fixed when it was written, and what became of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Delivery(models.TextChoices):
    """Where a letter of ours stands."""

    WAITING = "waiting"
    SENT = "sent"
    BOUNCED = "bounced"
    FAILED = "failed"
    SUPPRESSED = "suppressed"


class SentMail(models.Model):
    """A letter to one recipient (Cc are letters of their own with the same headers). Its Message-ID and bytes never change: sent again after a crash, it is the same letter.

    `template` says what it is ("answer", "relay", "acknowledgement", "forward", "warning", "verification", "not_here" …). `why` is a code for a state that is not "sent".
    """

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    mailbox = models.ForeignKey(
        "channels.Mailbox", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    conversation = models.ForeignKey(
        "conversations.Conversation", on_delete=models.CASCADE, related_name="+", null=True, db_index=False
    )
    entry_seq = models.PositiveIntegerField(null=True)
    template = models.CharField(max_length=20)
    party = models.CharField(max_length=12, default="customer")
    """Who it is for: "customer", "seller", "cc", "outsider", "member"."""
    recipient = models.CharField(max_length=320)
    subject = models.CharField(max_length=300, blank=True, default="")
    is_automatic = models.BooleanField(default=False)
    message_id = models.CharField(max_length=200, unique=True)
    envelope_from = models.CharField(max_length=320)
    content = models.BinaryField()
    """The bytes that go over the wire; emptied when the time for raw mail is over, and at once where they open something."""
    once = models.CharField(max_length=120, unique=True)
    """What it is an answer to or a copy of, so that the same is never written twice."""
    written_at = models.DateTimeField()

    state = models.CharField(max_length=12, choices=Delivery.choices, default=Delivery.WAITING)
    why = models.CharField(max_length=60, blank=True, default="")
    detail = models.CharField(max_length=500, blank=True, default="")
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["next_at", "id"], name="letter_waiting", condition=Q(state="waiting")),
            models.Index(
                fields=["conversation", "entry_seq"], name="letter_of_entry", condition=Q(conversation__isnull=False)
            ),
            models.Index(fields=["shop", "-written_at", "-id"], name="letter_of_shop"),
            models.Index(fields=["shop", "state", "-written_at", "-id"], name="letter_by_state"),
            models.Index(fields=["shop", "recipient", "template", "-written_at"], name="letter_to"),
            models.Index(fields=["conversation", "-written_at"], name="letter_of_thread"),
            models.Index(fields=["shop", "written_at"], name="letter_with_bytes", condition=~Q(content=b"")),
        ]

    def __str__(self) -> str:
        return self.message_id


class MailThread(models.Model):
    """How a conversation is written by mail: from which mailbox, under which subject, to whom besides."""

    conversation = models.OneToOneField(
        "conversations.Conversation", on_delete=models.CASCADE, related_name="+", primary_key=True
    )
    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    mailbox = models.ForeignKey(
        "channels.Mailbox", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    subject = models.CharField(max_length=300, blank=True, default="")
    cc = models.JSONField(default=list)
    """Addresses that the next answer goes to besides, as the last mail or an agent says."""


class ThreadMessage(models.Model):
    """A Message-ID that belongs to a conversation, of a mail that came in or went out, as its SHA-256; `side` is whose view it is in ("customer", "seller", "cc")."""

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    conversation = models.ForeignKey(
        "conversations.Conversation", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    side = models.CharField(max_length=12, default="customer")
    digest = models.CharField(max_length=64)
    message_id = models.CharField(max_length=998)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "digest", "conversation"], name="message_in_thread_once")
        ]
        indexes = [models.Index(fields=["conversation", "side", "-at"], name="message_of_thread")]
