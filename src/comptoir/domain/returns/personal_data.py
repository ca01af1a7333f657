"""Personal data kept by this app: what each field is for."""

PERSONAL_DATA = {
    "ReturnedOrder": {"number": "which order something comes back of"},
    "ReturnLine": {
        "reference": "which product of the customer's order comes back",
        "name": "which product of the customer's order comes back",
    },
    "ReturnStep": {"note": "why somebody decided so about a return, for colleagues"},
}
NOT_PERSONAL = {
    "Return": ["state", "currency"],
    "ReturnLine": ["why", "kind"],
    "ReturnStep": ["state", "reason"],
}
