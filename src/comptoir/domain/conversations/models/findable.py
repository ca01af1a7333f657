"""The words by which conversations are found."""

from __future__ import annotations

from django.db import models

from comptoir.domain.conversations.models.conversation import Conversation


class FindableWord(models.Model):
    """A word by which a conversation is found, folded, in UTF-8: bytes have the same order in every database.

    `field` is empty for what was written and for the reference; else it is the charter's name for what is known of the
    customer, and the word counts only for those to whom the charter grants it.
    """

    pk = models.CompositePrimaryKey("conversation_id", "word", "field")
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+", db_index=False)
    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    word = models.BinaryField(max_length=160)
    field = models.CharField(max_length=12, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["shop", "word", "field", "conversation"], name="word_in_shop")]
