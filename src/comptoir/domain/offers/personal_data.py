"""Personal data kept by this app: what each field is for."""

PERSONAL_DATA = {
    "Gift": {"knows": "whether this customer has been given an offer before, by a keyed digest of their address"},
}
NOT_PERSONAL = {
    "Offer": ["name", "words", "audiences"],
    "Batch": ["name"],
    "Code": ["code"],
    "Gift": ["state"],
}
