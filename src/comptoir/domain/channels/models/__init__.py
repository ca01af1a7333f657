"""What we keep of mail: mailboxes, what came in, what goes out, and who writes from where."""

from comptoir.domain.channels.models.address import Blocked, Correspondent, ReplyAddress, Suppressed
from comptoir.domain.channels.models.mailbox import Mailbox
from comptoir.domain.channels.models.received import RawMail, Received, ReceivedMail
from comptoir.domain.channels.models.sent import Delivery, MailThread, SentMail, ThreadMessage

__all__ = [
    "Blocked",
    "Correspondent",
    "Delivery",
    "MailThread",
    "Mailbox",
    "RawMail",
    "Received",
    "ReceivedMail",
    "ReplyAddress",
    "SentMail",
    "Suppressed",
    "ThreadMessage",
]
