"""Personal data kept by this app: what each field is for."""

PERSONAL_DATA = {
    "Promise": {
        "words": "what an agent promised the customer, to keep it",
        "why": "why somebody was released from a promise",
    },
    "Escalation": {"why": "why the request needs somebody who knows more; it goes with the conversation"},
}
NOT_PERSONAL = {
    "Promise": ["clause", "kind", "audience", "subject", "within", "pauses", "state"],
    "PromiseMove": ["because"],
    "Escalation": ["level", "came_from"],
}
