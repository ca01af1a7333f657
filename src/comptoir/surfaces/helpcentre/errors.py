"""What may be refused to a reader."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from comptoir.foundation.errors import Refusal


class AskedFromElsewhere(Refusal):
    """A form that does not come from our own pages."""

    code = "asked_from_elsewhere"
    status = 403
    message = _("This form was not sent from this page. Please open the page again and send it once more.")


class ArticleIsGone(Refusal):
    """It was there, and was taken away."""

    code = "article_is_gone"
    status = 410
    message = _("This page is no longer there: “%(title)s”.")


class NotInThatLanguage(Refusal):
    """The shop does not speak the language that the address names."""

    code = "not_in_that_language"
    status = 404
    message = _("This help centre is not written in that language.")


class MessageNotComplete(Refusal):
    """A message needs words, and an address to answer to."""

    code = "message_not_complete"
    status = 400
    message = _("Please write your message, and an e-mail address that we can answer to.")
