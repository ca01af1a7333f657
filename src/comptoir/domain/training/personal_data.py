"""Personal data kept by this app: what each field is for."""

PERSONAL_DATA = {
    "Attempt": {
        "answers": "what a member answered, so that they can go on and be shown what was right",
        "marks": "which answers of a member were right, explained to them afterwards",
    },
    "Newcomer": {"word": "what a referent told a newcomer about their start"},
}
NOT_PERSONAL = {
    "Module": ["key", "kind", "audiences", "topics"],
    "Version": ["language", "title", "text", "quiz"],
    "Attempt": ["module_key", "edition", "language", "title", "paper"],
    "Pass": ["key"],
    "Newcomer": ["stage"],
}
