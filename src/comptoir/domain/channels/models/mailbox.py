"""A mailbox of a shop: by which way its mail comes in, and by which it goes out."""

from __future__ import annotations

from django.db import models


class Mailbox(models.Model):
    """An address of a shop at which customers write, and from which they are answered.

    Secrets (passwords, OAuth tokens, webhook keys) are kept sealed (`sealing.py`), never in clear. The cursor says how far
    the mailbox on the other server has been read: what is below `uid` under `uidvalidity` is here.
    """

    class Incoming(models.TextChoices):
        NONE = "none"
        IMAP = "imap"
        LISTENER = "listener"
        WEBHOOK = "webhook"
        CATCHER = "catcher"

    class Outgoing(models.TextChoices):
        NONE = "none"
        SMTP = "smtp"
        HOUSE = "house"
        CATCHER = "catcher"

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    address = models.CharField(max_length=254, unique=True)
    name = models.CharField(max_length=120, blank=True, default="")
    signature = models.JSONField(default=dict)
    """By language."""
    acknowledges = models.BooleanField(default=True)
    is_on = models.BooleanField(default=True)

    incoming = models.CharField(max_length=10, choices=Incoming.choices, default=Incoming.NONE)
    imap_host = models.CharField(max_length=253, blank=True, default="")
    imap_port = models.PositiveIntegerField(default=993)
    imap_security = models.CharField(max_length=8, default="tls")
    imap_user = models.CharField(max_length=254, blank=True, default="")
    imap_secret = models.TextField(blank=True, default="")
    folder = models.CharField(max_length=120, blank=True, default="INBOX")
    uidvalidity = models.BigIntegerField(default=0)
    uid = models.BigIntegerField(default=0)
    webhook_provider = models.CharField(max_length=20, blank=True, default="")
    webhook_secret = models.TextField(blank=True, default="")
    trusted_authserv = models.CharField(max_length=253, blank=True, default="")
    """Whose Authentication-Results of this mailbox's provider are believed."""

    outgoing = models.CharField(max_length=10, choices=Outgoing.choices, default=Outgoing.HOUSE)
    smtp_host = models.CharField(max_length=253, blank=True, default="")
    smtp_port = models.PositiveIntegerField(default=587)
    smtp_security = models.CharField(max_length=8, default="starttls")
    smtp_user = models.CharField(max_length=254, blank=True, default="")
    smtp_secret = models.TextField(blank=True, default="")

    oauth_provider = models.CharField(max_length=20, blank=True, default="")
    oauth_client = models.CharField(max_length=254, blank=True, default="")
    oauth_secrets = models.TextField(blank=True, default="")
    """Client secret, refresh token and the present access token with its end, sealed together as JSON."""

    looked_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True, default="")
    trouble_since = models.DateTimeField(null=True)
    leased_until = models.DateTimeField(null=True)
    """Another process fetches from it until then."""
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["shop", "address"], name="mailbox_of_shop"),
            models.Index(fields=["incoming", "is_on", "leased_until"], name="mailbox_to_fetch"),
        ]

    def __str__(self) -> str:
        return self.address
