"""Personal data kept by this app: what each field is for."""

PERSONAL_DATA: dict[str, dict[str, str]] = {}
NOT_PERSONAL: dict[str, list[str]] = {}
