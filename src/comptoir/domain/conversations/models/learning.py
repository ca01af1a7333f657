"""What a shop's agents have taught about categories: counts, by which the next request's category is proposed."""

from __future__ import annotations

from django.db import models

from comptoir.domain.conversations.models.conversation import Conversation


class Lesson(models.Model):
    """What one confirmed conversation taught: that requests with these words (with spaces between) are of this category.

    It is kept so that a correction takes back exactly what was taught. It goes with the conversation; the counts stay.
    """

    conversation = models.OneToOneField(Conversation, on_delete=models.CASCADE, primary_key=True, related_name="+")
    language = models.CharField(max_length=8, default="")
    category = models.CharField(max_length=40)
    words = models.TextField(default="")


class LearntCategory(models.Model):
    """How many requests were confirmed to be of a category, and how many words they taught."""

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    language = models.CharField(max_length=8, default="")
    category = models.CharField(max_length=40)
    requests = models.IntegerField(default=0)
    words = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "language", "category"], name="category_learnt_once")]


class LearntWord(models.Model):
    """In how many requests of a category a word stood."""

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    language = models.CharField(max_length=8, default="")
    word = models.CharField(max_length=60)
    category = models.CharField(max_length=40)
    requests = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop", "language", "word", "category"], name="word_learnt_once")
        ]
