"""What may be refused in the feed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from comptoir.foundation.errors import Refusal


class PostNotFound(Refusal):
    """It is not there, or the one who asks may not know that it is."""

    code = "post_not_found"
    status = 404
    message = _("This post is not in the feed, or it is not yours to see.")


class NothingSaid(Refusal):
    """A post without words, files or an excerpt."""

    code = "nothing_said"
    status = 400
    message = _("Please write something first.")


class PostTooLong(Refusal):
    """More characters than a post may have."""

    code = "post_too_long"
    status = 400
    message = _("That is too long for the feed: at most %(most)s characters.")


class PostIsSilent(Refusal):
    """It was taken back or hidden: nothing is done with it any more."""

    code = "post_is_silent"
    message = _("This post was taken back or hidden meanwhile.")


class ExcerptChanged(Refusal):
    """What would be shown now is not what the asker has seen."""

    code = "excerpt_changed"
    message = _("What would be shown has changed. Please look at it once more.")


class ExcerptNotHere(Refusal):
    """Messages were chosen that may not be shown."""

    code = "excerpt_not_here"
    status = 400
    message = _("Please choose up to %(most)s messages of this conversation.")


class ReasonMissing(Refusal):
    """Whoever hides something says why."""

    code = "reason_missing"
    status = 400
    message = _("Please say why: the author and the colleagues read it.")


class TooManyPins(Refusal):
    """As much is pinned as anybody reads."""

    code = "too_many_pins"
    message = _("At most %(most)s posts are pinned at a time. Take one down first.")


class NoSuchSign(Refusal):
    """A reaction that is none of ours."""

    code = "no_such_sign"
    status = 400
    message = _("There is no such reaction.")
