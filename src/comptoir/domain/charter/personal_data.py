"""Personal data kept by this app: none but who applied a version, which is a reference to a user."""

PERSONAL_DATA: dict[str, dict[str, str]] = {}
NOT_PERSONAL = {
    "CharterVersion": ["text", "feed", "digest"],
}
