"""What may go wrong with mail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from comptoir.foundation.errors import Refusal


class MailNotFound(Refusal):
    """It is not there, or the one who asks may not know that it is."""

    code = "mail_not_found"
    status = 404
    message = _("This mail does not exist, or it is not yours to see.")


class MailNotKept(Refusal):
    """The bytes of a mail go when the charter's time for them is over."""

    code = "mail_not_kept"
    status = 410
    message = _("The mail as it came is no longer kept: the charter’s time for it is over.")


class MailboxNotFound(Refusal):
    """It is not there, or it is another shop's."""

    code = "mailbox_not_found"
    status = 404
    message = _("This mailbox does not exist, or it is not yours to see.")


class AddressMistaken(Refusal):
    """What was written is no mail address."""

    code = "address_mistaken"
    status = 400
    message = _("“%(address)s” is no e-mail address.")


class TooManyAddresses(Refusal):
    """More people than a letter may go to."""

    code = "too_many_addresses"
    status = 400
    message = _("At most %(most)s addresses.")


class AddressTaken(Refusal):
    """A mailbox belongs to one shop, and is connected once."""

    code = "address_taken"
    status = 409
    message = _("A mailbox with this address is connected already.")


class MailboxMistaken(Refusal):
    """What was said of a mailbox cannot be. `field` names what."""

    code = "mailbox_mistaken"
    status = 400
    message = _("Please look at “%(field)s” again.")


class TooManyMailboxes(Refusal):
    """More mailboxes than a shop may connect."""

    code = "too_many_mailboxes"
    status = 409
    message = _("A shop can connect at most %(most)s mailboxes.")


class SenderIsOurs(Refusal):
    """An address of our own is not blocked: it would be ourselves."""

    code = "sender_is_ours"
    status = 409
    message = _("This is an address of the shop itself. It cannot be blocked.")


class MailIsSettled(Refusal):
    """What became of the mail cannot be decided anew: it is in a conversation already, or its bytes are gone."""

    code = "mail_is_settled"
    status = 409
    message = _("This mail cannot be processed again: it has become part of a conversation, or its time is over.")


class NoWayOut(Refusal):
    """The shop has no mailbox that sends."""

    code = "no_way_out"
    status = 409
    message = _("This shop has no mailbox from which mail can go out. Please connect one first.")


class RecipientSuppressed(Refusal):
    """No letter goes to the address."""

    code = "recipient_suppressed"
    status = 409
    message = _("No mail goes to %(address)s: it did not arrive there before, or somebody has said so.")
