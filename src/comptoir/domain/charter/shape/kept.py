"""What is kept, for how long, and whom one asks about it."""

from __future__ import annotations

from comptoir.domain.charter.reading.addresses import mail_address, page_address
from comptoir.domain.charter.reading.tables import clause, holds
from comptoir.domain.charter.reading.times import duration
from comptoir.domain.charter.shape.duration import Duration


@clause
class Retention:
    """`[retention]`: how long each kind of record is kept after its last use."""

    conversations: Duration = holds(duration("d"), default=Duration(1095, "d"))
    attachments: Duration = holds(duration("d"), default=Duration(365, "d"))
    visitors_without_conversation: Duration = holds(duration("d"), default=Duration(30, "d"))
    orders: Duration = holds(duration("d"), default=Duration(1095, "d"))
    raw_mail: Duration = holds(duration("d"), default=Duration(90, "d"))
    access_log: Duration = holds(duration("d"), default=Duration(365, "d"))
    feed: Duration = holds(duration("d"), default=Duration(365, "d"))


@clause
class Privacy:
    """`[privacy]`: where the policy stands, who answers for it, and within what time a rights request is answered."""

    policy_page: str = holds(page_address)
    contact: str = holds(mail_address)
    rights_answered_within: Duration = holds(duration("d"), default=Duration(30, "d"))
