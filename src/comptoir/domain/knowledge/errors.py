"""What may go wrong with knowledge."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from comptoir.foundation.errors import Refusal


class ArticleNotFound(Refusal):
    """It is not there, or the one who asks may not know that it is."""

    code = "article_not_found"
    status = 404
    message = _("This article does not exist, or it is not yours to see.")


class ArticleHasMoved(Refusal):
    """Somebody has written meanwhile: nothing is kept over their words. `theirs` is the number of the newest version."""

    code = "article_has_moved"
    status = 409
    message = _("Somebody has changed this article meanwhile. Nothing is lost: both texts are there to be compared.")

    def __init__(self, theirs: int, **facts: Any) -> None:
        super().__init__(**facts)
        self.theirs = theirs


class ArticleIsEmpty(Refusal):
    """An article has a title, and one that readers see says something."""

    code = "article_is_empty"
    status = 400
    message = _("An article needs a title, and some text before it can be shown to customers.")


class ArticleIsTooLong(Refusal):
    """More than is kept of an article."""

    code = "article_is_too_long"
    status = 400
    message = _("This is more than an article holds: at most %(title)s characters of title and %(body)s of text.")


class ArticleStandsElsewhere(Refusal):
    """The step does not follow from where the article stands."""

    code = "article_stands_elsewhere"
    status = 409
    message = _("This cannot follow: the article stands elsewhere by now. Look at it again.")


class LanguageNotServed(Refusal):
    """A language that the shop does not speak, or in which the article is there already."""

    code = "language_not_served"
    status = 400
    message = _("The shop does not speak this language, or the article is there in it already.")


class AddressTaken(Refusal):
    """Another article has that name in its address, or it can be none."""

    code = "address_taken"
    status = 409
    message = _("Another article has this address, or it is none: small letters, digits and hyphens.")


class NoteIsMissing(Refusal):
    """Who sends an article back says why."""

    code = "article_note_missing"
    status = 400
    message = _("Please say in a word what is to be changed.")


class CategoryNotFound(Refusal):
    """It is not there."""

    code = "category_not_found"
    status = 404
    message = _("This category does not exist.")


class CategoryNeedsAName(Refusal):
    """A category has a name in the shop's own language, and there are only so many."""

    code = "category_needs_a_name"
    status = 400
    message = _("A category needs a name in the shop’s own language; there are at most %(most)s.")


class PictureRefused(Refusal):
    """Not a picture, or too large."""

    code = "picture_refused"
    status = 400
    message = _("This picture was not kept: %(why)s")
