"""What may go wrong in watching over the answers."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from comptoir.foundation.errors import Refusal


class ReviewNotFound(Refusal):
    """It is not there, or the one who asks may not know that it is."""

    code = "review_not_found"
    status = 404
    message = _("There is no such review, or it is not yours to see.")


class NothingToReview(Refusal):
    """A review is of a closed conversation in which that member wrote."""

    code = "nothing_to_review"
    status = 409
    message = _("Only a closed conversation in which somebody answered can be reviewed.")


class NothingJudged(Refusal):
    """A scorecard says something."""

    code = "nothing_judged"
    status = 400
    message = _("Please judge at least one clause, or say a word.")


class ReviewIsDone(Refusal):
    """Somebody was quicker."""

    code = "review_is_done"
    status = 409
    message = _("This conversation has been reviewed already.")
