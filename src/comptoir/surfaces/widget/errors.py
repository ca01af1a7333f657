"""What may go wrong at the widget's door."""

from django.utils.translation import gettext_lazy as _

from comptoir.foundation.errors import Refusal


class MethodNotAllowed(Refusal):
    """The address is right, the method is not."""

    code = "method_not_allowed"
    status = 405


class EmailNotComplete(Refusal):
    """An address to answer to is needed, and this is none."""

    code = "email_not_complete"
    status = 400
    message = _("Please check the e-mail address: an answer could not reach it.")


class AddressExpired(Refusal):
    """A signed address of a file is over, or was never given out."""

    code = "address_expired"
    status = 404
    message = _("This address no longer holds. Open the file again from the conversation.")


class FilesNotTaken(Refusal):
    """The shop's charter takes no files in the chat."""

    code = "files_not_taken"
    status = 403
    message = _("Files cannot be sent in this chat.")
