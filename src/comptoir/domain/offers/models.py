"""What we keep of offers: each offer with its terms, its codes, and every gift of one, which is never rewritten away."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from comptoir.domain.offers.rules import CODE_LONGEST, NAME_LONGEST


class Wallet(models.Model):
    """A shop's wallet. Its row is the lock of every gift: nobody gives more than the charter allows by giving twice at once."""

    shop = models.OneToOneField("shops.Shop", on_delete=models.CASCADE, primary_key=True, related_name="+")


class Offer(models.Model):
    """Something that the shop gives on request: what it is called in the team, and by language what the customer reads of it.

    `words` holds texts with `{code}` in them. It is given from `begins_on` to `ends_on`, both days of the shop's calendar.
    """

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    name = models.CharField(max_length=NAME_LONGEST)
    words = models.JSONField(default=dict)
    audiences = models.JSONField(default=list)
    begins_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    is_stopped = models.BooleanField(default=False)
    made_by = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "name"], name="offer_once_in_shop")]
        indexes = [models.Index(fields=["shop", "is_stopped", "-made_at", "-id"], name="offers_of_shop")]

    def __str__(self) -> str:
        return self.name


class Batch(models.Model):
    """Codes that came together: from which file or paste, how many were new; `left` of them, where it was counted."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="batches")
    name = models.CharField(max_length=120, blank=True, default="")
    codes = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0)
    imported_by = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    imported_at = models.DateTimeField()
    left: int = 0


class Code(models.Model):
    """A promotional code that is used once; `is_free` until somebody takes it for a customer, or it is withdrawn."""

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="codes", db_index=False)
    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="+", db_index=False)
    code = models.CharField(max_length=CODE_LONGEST)
    is_free = models.BooleanField(default=True)
    withdrawn_at = models.DateTimeField(null=True)
    """From when on it is given to nobody; a code that is withdrawn is not free."""
    withdrawn_by = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "code"], name="code_once_in_shop")]
        indexes = [models.Index(fields=["offer", "id"], name="free_codes", condition=Q(is_free=True))]


class State(models.TextChoices):
    """What became of a code that was taken for a customer."""

    TAKEN = "taken"
    GIVEN = "given"
    PUT_BACK = "put_back"


class Gift(models.Model):
    """A code taken for a customer: by whom, in which conversation, where the customer asked for it, and where it was sent.

    `asked_seq` is the customer's message; `is_heard` when its words were understood as asking. `day` is the shop's.
    `knows` marks the customer by a keyed digest of their address, where nothing else does. A gift outlives its conversation.
    """

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="+", db_index=False)
    code = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="+", db_index=False)
    conversation = models.ForeignKey(
        "conversations.Conversation", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    membership = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    customer = models.ForeignKey(
        "people.Customer", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    visitor = models.ForeignKey(
        "people.Visitor", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    knows = models.CharField(max_length=64, blank=True, default="")
    state = models.CharField(max_length=8, choices=State.choices, default=State.TAKEN)
    asked_seq = models.PositiveIntegerField(null=True)
    is_heard = models.BooleanField(default=False)
    is_outside = models.BooleanField(default=False)
    """Written to somebody without having been taken from the wallet for them."""
    day = models.DateField()
    taken_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True)
    given_seq = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="given_once", condition=~Q(state="put_back")),
        ]
        indexes = [
            models.Index(fields=["shop", "-taken_at", "-id"], name="gifts_of_shop"),
            models.Index(fields=["membership", "day"], name="gifts_of_member"),
            models.Index(fields=["customer"], name="gifts_to_customer", condition=Q(customer__isnull=False)),
            models.Index(fields=["visitor"], name="gifts_to_visitor", condition=Q(visitor__isnull=False)),
            models.Index(fields=["shop", "knows"], name="gifts_to_address", condition=~Q(knows="")),
            models.Index(fields=["conversation"], name="gifts_here", condition=Q(conversation__isnull=False)),
            models.Index(fields=["taken_at"], name="gifts_open", condition=Q(state="taken")),
            models.Index(fields=["offer"], name="gifts_of_offer", condition=Q(state="given")),
        ]


class TakenOut(models.Model):
    """The gifts of a shop left it as a file: whose, of which days (none: from the first, to the last), how many, by whom."""

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    begins_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    gifts = models.PositiveIntegerField()
    taken_by = models.ForeignKey(
        "people.Membership", on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    taken_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["shop", "-taken_at", "-id"], name="gifts_taken_out")]
