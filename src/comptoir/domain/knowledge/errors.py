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


class LanguageNotSpoken(LanguageNotServed):
    """A language that the shop does not speak, of a phrase, a page or synonyms."""

    code = "language_not_spoken"
    message = _("The shop does not speak this language.")


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


class PhraseNotFound(Refusal):
    """It is not there, or the one who asks may not know that it is."""

    code = "phrase_not_found"
    status = 404
    message = _("This phrase does not exist, or it is not yours to see.")


class PhraseIsEmpty(Refusal):
    """A phrase says something."""

    code = "phrase_is_empty"
    status = 400
    message = _("A phrase needs some text.")


class PhraseIsTooLong(Refusal):
    """More than is kept of a phrase."""

    code = "phrase_is_too_long"
    status = 400
    message = _("This is more than a phrase holds: at most %(title)s characters of title and %(body)s of text.")


class PhraseForOthers(Refusal):
    """An audience or a topic that the charter does not have, or that is not the writer's."""

    code = "phrase_for_others"
    status = 400
    message = _("The charter has no such audience or topic, or it is not yours.")


class PhraseShortcutTaken(Refusal):
    """Another phrase of that language and audience has it."""

    code = "phrase_shortcut_taken"
    status = 409
    message = _("Another phrase of this language and audience has this shortcut.")


class TooMuchKnowledge(Refusal):
    """There are only so many of each."""

    code = "too_much_knowledge"
    status = 409
    message = _("There are as many as can be kept: %(most)s. Please remove what nobody uses.")


class LinkNotFound(Refusal):
    """It is not there."""

    code = "link_not_found"
    status = 404
    message = _("This page does not exist, or it is not yours to see.")


class LinkLeadsElsewhere(Refusal):
    """A page that is neither on the shop's sites nor allowed by its charter."""

    code = "link_leads_elsewhere"
    status = 400
    message = _("Only pages of the shop’s own sites, or those that its charter allows, can be kept here.")


class SynonymsNotFound(Refusal):
    """They are not there."""

    code = "synonyms_not_found"
    status = 404
    message = _("These synonyms do not exist.")


class SynonymsAreTooFew(Refusal):
    """One word means nothing but itself."""

    code = "synonyms_are_too_few"
    status = 400
    message = _("Please give at least two words, one a line.")


class FileNotRead(Refusal):
    """A file that is no spreadsheet, or no sitemap; `line` is where, as far as that can be told."""

    code = "file_not_read"
    status = 400
    message = _("This file cannot be read. A CSV file with a row of titles is expected, or a sitemap in XML.")
