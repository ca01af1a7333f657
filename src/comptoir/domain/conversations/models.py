"""What we keep of conversations: one row for the present state, and the stream of entries that led to it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q


class Status(models.TextChoices):
    """Where a conversation stands."""

    WAITING = "waiting"
    ACTIVE = "active"
    CLOSED = "closed"


class Outcome(models.TextChoices):
    """What became of a held message; nothing while it is held."""

    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


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


class Conversation(models.Model):
    """A visitor's talk with a shop. `seq` counts all entries, `public_seq` those that the visitor sees.

    Read marks are kept in both numberings: `visitor_read` and `team_read` in the visitor's, `…_read_seq` in the team's.
    """

    shop = models.ForeignKey("shops.Shop", on_delete=models.PROTECT, related_name="+", db_index=False)
    charter_version = models.ForeignKey(
        "charter.CharterVersion", on_delete=models.PROTECT, related_name="+", null=True, db_index=False
    )
    visitor = models.ForeignKey("people.Visitor", on_delete=models.PROTECT, related_name="+", db_index=False)
    customer = models.ForeignKey("people.Customer", on_delete=models.SET_NULL, related_name="+", null=True)
    reference = models.CharField(max_length=16, unique=True)
    opening_id = models.UUIDField()
    channel = models.CharField(max_length=16, default="chat")
    is_live = models.BooleanField(default=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)

    asked_for = models.CharField(max_length=40, blank=True, default="")
    audience = models.CharField(max_length=40)
    group = models.ForeignKey("people.Group", on_delete=models.SET_NULL, related_name="+", null=True)
    assignee = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    topic = models.CharField(max_length=40, blank=True, default="")
    category = models.CharField(max_length=40, blank=True, default="")

    language = models.CharField(max_length=8, default="")
    page_url = models.CharField(max_length=1000, blank=True, default="")
    page_title = models.CharField(max_length=200, blank=True, default="")
    answers = models.JSONField(default=dict)
    email = models.EmailField(blank=True, default="")

    seq = models.PositiveIntegerField(default=0)
    public_seq = models.PositiveIntegerField(default=0)
    visitor_read = models.PositiveIntegerField(default=0)
    visitor_read_seq = models.PositiveIntegerField(default=0)
    team_read = models.PositiveIntegerField(default=0)
    team_read_seq = models.PositiveIntegerField(default=0)
    last_visitor_seq = models.PositiveIntegerField(default=0)
    last_answer_seq = models.PositiveIntegerField(default=0)
    score = models.PositiveSmallIntegerField(null=True)
    last_words = models.CharField(max_length=160, blank=True, default="")
    last_from = models.CharField(max_length=10, blank=True, default="")
    is_shielded = models.BooleanField(default=False)
    """The last words may hurt whoever reads them."""
    mood = models.CharField(max_length=8, default="calm")
    upset_words = models.CharField(max_length=1000, blank=True, default="")

    opened_at = models.DateTimeField()
    waiting_since = models.DateTimeField(null=True)
    unanswered_since = models.DateTimeField(null=True)
    first_answer_at = models.DateTimeField(null=True)
    last_entry_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        # A message moves a conversation in two of these: every index more would be paid for by each message.
        indexes = [
            models.Index(fields=["shop", "-last_entry_at", "-id"], name="conv_all"),
            models.Index(fields=["assignee", "-last_entry_at", "-id"], name="conv_mine"),
            models.Index(fields=["shop", "-last_entry_at", "-id"], name="conv_waiting", condition=Q(status="waiting")),
            models.Index(fields=["shop", "-last_entry_at", "-id"], name="conv_closed", condition=Q(status="closed")),
            models.Index(
                fields=["shop", "audience", "waiting_since"], name="conv_queue", condition=Q(status="waiting")
            ),
            models.Index(fields=["shop", "audience", "first_answer_at"], name="conv_answered"),
            # What agents hold is counted at every turn: among the few that are active, not among all they have closed.
            models.Index(fields=["assignee"], name="conv_held", condition=Q(status="active")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["visitor", "opening_id"], name="opened_once"),
            models.CheckConstraint(name="public_within_all", condition=Q(public_seq__lte=F("seq"))),
        ]

    def __str__(self) -> str:
        return self.reference


class Entry(models.Model):
    """One entry of a conversation's stream, known by conversation and `seq`; it never changes its place. `public_seq` is null for what only the team sees.

    `author` is "visitor", "agent" or "system"; an agent's entry names the membership. `facts` carries what the kind needs,
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


class HeldMessage(models.Model):
    """An agent's message that the charter keeps back until somebody approves it: no answer yet, and no entry.

    `findings` says why, as text of JSON. Once it is settled, `outcome` says how, and `seq` where it stands if it was posted.
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+", db_index=False)
    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    membership = models.ForeignKey("people.Membership", on_delete=models.CASCADE, related_name="+", db_index=False)
    client_id = models.UUIDField()
    body = models.TextField(blank=True, default="")
    files = models.JSONField(default=list)
    mentions = models.JSONField(default=list)
    findings = models.TextField(default="")
    held_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True, default="")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    word = models.CharField(max_length=500, blank=True, default="")
    seq = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "client_id"], name="held_once")]
        indexes = [
            models.Index(fields=["shop", "held_at", "id"], name="held_in_shop", condition=Q(outcome="")),
            models.Index(fields=["conversation"], name="held_in_conversation", condition=Q(outcome="")),
        ]


class Rating(models.Model):
    """What the visitor thought of it: 1 to 5, and a word."""

    conversation = models.OneToOneField(Conversation, on_delete=models.CASCADE, related_name="rating")
    score = models.PositiveSmallIntegerField()
    comment = models.CharField(max_length=1000, blank=True, default="")
    rated_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="score_one_to_five", condition=Q(score__gte=1, score__lte=5))]


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


class Reading(models.Model):
    """What a visitor's message says: its language, its mood, and what was found in it (places in characters).

    `membership` is whom a compliment in it is for.
    """

    pk = models.CompositePrimaryKey("conversation_id", "seq")
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+", db_index=False)
    seq = models.PositiveIntegerField()
    language = models.CharField(max_length=8, blank=True, default="")
    mood = models.CharField(max_length=8)
    findings = models.JSONField(default=list)
    membership = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    read_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["membership", "-read_at"], name="kind_words", condition=Q(membership__isnull=False))
        ]


class CourtesyCount(models.Model):
    """How often something was said to a shop on a day of its calendar; a compliment also by whom it is for.

    It names no conversation, and stays when those are erased.
    """

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()
    kind = models.CharField(max_length=16)
    membership = models.ForeignKey("people.Membership", on_delete=models.CASCADE, related_name="+", null=True)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "day", "kind"], name="courtesy_of_shop", condition=Q(membership__isnull=True)
            ),
            models.UniqueConstraint(
                fields=["shop", "day", "kind", "membership"],
                name="courtesy_to_member",
                condition=Q(membership__isnull=False),
            ),
        ]
