"""Personal data kept by this app: none but who applied a version, which is a reference to a user.

The telephone numbers, mailboxes and addresses in a charter's text are the shop's, and no person's.
"""

PERSONAL_DATA: dict[str, dict[str, str]] = {}
NOT_PERSONAL = {
    "CharterVersion": ["text", "feed", "digest"],
}
