"""What we keep of a team: who was invited, who is away, and how rights have changed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from comptoir.domain.people.models.members import Membership, Role


class Invitation(models.Model):
    """Somebody is asked to join a shop's team. Its secret is in nobody's hands but the guest's: `digest` is the SHA-256 of the
    link's token, which is made of `seed` and the house's own key. Sent again, it has another seed, and the link before is worth nothing.
    """

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    email = models.EmailField(blank=True, default="")
    """Whom it is for; "" where the link was copied to be passed on by hand."""
    role = models.CharField(max_length=20, choices=Role.choices)
    audience = models.CharField(max_length=40, blank=True, default="")
    languages = models.JSONField(default=list)
    topics = models.JSONField(default=list)
    skills = models.JSONField(default=list)
    groups = models.ManyToManyField("people.Group", related_name="+", blank=True)
    language = models.CharField(max_length=8, default="en")
    """In which the letter and the page are written, until the guest chooses."""
    seed = models.CharField(max_length=32)
    digest = models.CharField(max_length=64, unique=True)
    times_sent = models.PositiveSmallIntegerField(default=1)
    invited_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, related_name="+", null=True, db_index=False)
    invited_at = models.DateTimeField()
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    accepted_as = models.ForeignKey(Membership, on_delete=models.SET_NULL, related_name="+", null=True, db_index=False)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["shop", "-sent_at", "-id"], name="invitation_of_shop"),
            models.Index(
                fields=["email"],
                name="invitation_open",
                condition=Q(accepted_at=None, withdrawn_at=None) & ~Q(email=""),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "email"],
                name="invitation_open_once",
                condition=Q(accepted_at=None, withdrawn_at=None) & ~Q(email=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.pk}"

    @property
    def is_open(self) -> bool:
        """Neither accepted nor withdrawn; it may be over all the same."""
        return self.accepted_at is None and self.withdrawn_at is None


class Absence(models.Model):
    """A time in which a member does not work: nothing is offered to them, and colleagues see until when. One that is only asked
    for, or refused, changes nothing.
    """

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="absences", db_index=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    note = models.CharField(max_length=80, blank=True, default="")
    kind = models.CharField(max_length=10, default="other")
    """One of `rules.ABSENCES`; for its owner and for who plans the team."""
    state = models.CharField(max_length=10, default="planned")
    """ "planned", "asked" while leave is needed and not given yet, "refused"."""
    news_for = models.CharField(max_length=10, blank=True, default="")
    """Who has not heard of it yet: "watchers" who plan the team, or the "member"; "" once it was heard, or answered."""
    answered_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, related_name="+", null=True, db_index=False)
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=200, blank=True, default="")
    uid = models.CharField(max_length=64, blank=True, default="")
    """The SHA-256 of what a calendar calls it, so that the same file read again doubles nothing; "" for one written here."""

    class Meta:
        indexes = [
            models.Index(fields=["membership", "ends_at"], name="absence_of_member"),
            models.Index(fields=["news_for", "ends_at"], name="absence_news"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["membership", "uid"], name="absence_once", condition=~Q(uid="")),
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("starts_at")), name="absence_lasts"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d} {self.ends_at:%Y-%m-%d}"


class RightsChange(models.Model):
    """Somebody's rights in a shop have changed: who did it, when, and what was before and after. Never rewritten."""

    shop = models.ForeignKey("shops.Shop", on_delete=models.CASCADE, related_name="+", db_index=False)
    what = models.CharField(max_length=24)
    """ "joined", "changed", "left", "returned", "picture_changed", "picture_removed", "invited", "invitation_withdrawn", "invitation_sent", "group_made", "group_renamed", "group_removed", "readings_taken_out"."""
    member = models.ForeignKey(Membership, on_delete=models.SET_NULL, related_name="+", null=True, db_index=False)
    by = models.ForeignKey(Membership, on_delete=models.SET_NULL, related_name="+", null=True, db_index=False)
    """None: from the command line, or by the guest's own acceptance."""
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["shop", "-at", "-id"], name="rights_change_of_shop"),
            models.Index(fields=["member", "-at", "-id"], name="rights_change_of_member"),
        ]

    def __str__(self) -> str:
        return self.what
