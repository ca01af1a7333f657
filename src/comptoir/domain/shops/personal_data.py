"""Personal data kept by this app: none. A shop is not a person."""

PERSONAL_DATA: dict[str, dict[str, str]] = {}
NOT_PERSONAL = {
    "Shop": ["key", "name", "languages", "time_zone"],
    "Site": ["origin"],
}
