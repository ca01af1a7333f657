"""Whether this installation can do its work, for those who watch it."""

from django.db import connection
from django.http import HttpRequest, JsonResponse

from comptoir.domain.channels.queries import mail_health
from comptoir.domain.people.rules import open_to
from comptoir.foundation.clock import now


@open_to("anybody", "GET")
def health(request: HttpRequest) -> JsonResponse:
    """200 when the database answers; a `DatabaseError` becomes a 503. "mail" tells how mail fares, and changes nothing of that.

    "late": mails or letters wait for longer than ten minutes; "trouble": a mailbox has been unreachable for so long.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    mail = mail_health(now())
    is_late = mail.mails_late or mail.letters_late
    word = "late" if is_late else "trouble" if mail.mailboxes_in_trouble else "ok"
    return JsonResponse({"status": "ok", "mail": word})
