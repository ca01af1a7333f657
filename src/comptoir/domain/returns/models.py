"""What we keep of returns: where each stands, what of it comes back, and each step, which is never rewritten."""

from __future__ import annotations

from django.db import models

from comptoir.domain.returns.rules import number_of


class State(models.TextChoices):
    """Where a return stands."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    RECEIVED = "received"
    REFUNDED = "refunded"
    REFUSED = "refused"
    CLOSED = "closed"


class ReturnedOrder(models.Model):
    """An order of which something is to come back. Its row is the lock of all its returns: no piece comes back twice."""

    shop = models.ForeignKey("shops.Shop", on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "number"], name="returned_order_once")]

    def __str__(self) -> str:
        return self.number


class Return(models.Model):
    """Products of an order on their way back. `asked_at` is when the customer asked, by which it is judged; `until` what
    the charter allows, as of then.

    `is_proven` when the shop has signed that the order is this customer's; else no message says what was bought.
    `promise` is the refund in the ledger, `amount` what was paid back in the end.
    """

    shop = models.ForeignKey("shops.Shop", on_delete=models.PROTECT, related_name="+", db_index=False)
    order = models.ForeignKey(ReturnedOrder, on_delete=models.CASCADE, related_name="returns")
    conversation = models.ForeignKey(
        "conversations.Conversation", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    charter_version = models.ForeignKey(
        "charter.CharterVersion", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    promise = models.ForeignKey(
        "promises.Promise", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    asking_id = models.UUIDField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    is_whole = models.BooleanField()
    is_proven = models.BooleanField()
    currency = models.CharField(max_length=3, blank=True, default="")
    total = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    until = models.DateTimeField(null=True)
    asked_at = models.DateTimeField()
    moved_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["shop", "-moved_at", "-id"], name="return_all"),
            models.Index(fields=["shop", "state", "-moved_at", "-id"], name="return_by_state"),
        ]
        # It begins with the conversation, so it also finds the returns of one.
        constraints = [models.UniqueConstraint(fields=["conversation", "asking_id"], name="return_asked_once")]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """What the customer writes on the parcel."""
        return number_of(self.pk)


class ReturnLine(models.Model):
    """A product that comes back, from the `place`th line of its order; `why` and `kind` are the charter's answer (`may_return`)."""

    ret = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="lines", db_index=False)
    place = models.PositiveSmallIntegerField()
    reference = models.CharField(max_length=120, blank=True, default="")
    name = models.CharField(max_length=300, blank=True, default="")
    quantity = models.PositiveIntegerField()
    is_allowed = models.BooleanField()
    why = models.CharField(max_length=20)
    kind = models.CharField(max_length=60, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ret", "place"], name="return_line_once")]


class ReturnStep(models.Model):
    """A step: to which state, when, by which member (none: by the shop's own system), for which reason, with which word
    for colleagues. `seq` is the entry of the conversation by which the customer was told.
    """

    ret = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="steps", db_index=False)
    state = models.CharField(max_length=8, choices=State.choices)
    membership = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    is_by_shop = models.BooleanField(default=False)
    reason = models.CharField(max_length=20, blank=True, default="")
    note = models.CharField(max_length=300, blank=True, default="")
    seq = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ret", "state"], name="return_step_once")]
