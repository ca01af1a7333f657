"""Personal data kept by this app: what each field is for."""

PERSONAL_DATA = {
    "Review": {
        "word": "what the reviewer says to the member about the conversation",
        "answer": "what the member says to it",
    },
}
NOT_PERSONAL = {
    "Review": ["reason"],
    "Mark": ["clause", "verdict"],
}
