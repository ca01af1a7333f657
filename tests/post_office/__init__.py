"""A post office on loopback for tests: a real Postfix and a real Dovecot. No mail can leave it.

Everything lies in one temporary folder, with ports of its own; nothing of the machine's configuration is touched or used.
"""

from tests.post_office.mails import a_mail, awaited
from tests.post_office.office import PostOffice, post_office_tools, tool
from tests.post_office.settings import CLIENT_IP, DESK, GONE, PASSWORD, PEOPLE, REPLIES, SHOP

__all__ = [
    "CLIENT_IP",
    "DESK",
    "GONE",
    "PASSWORD",
    "PEOPLE",
    "REPLIES",
    "SHOP",
    "PostOffice",
    "a_mail",
    "awaited",
    "post_office_tools",
    "tool",
]
