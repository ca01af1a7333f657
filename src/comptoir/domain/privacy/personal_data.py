"""Personal data kept by this app: what each field is for."""

PERSONAL_DATA = {
    "RightsRequest": {"right": "what a person asks about their data, to answer it within the time of the law"},
    "AccessRecord": {"ways": "to show who has read a conversation that was not theirs, and how"},
    "RightsStep": {
        "reason": "how it was established who asks, or why the request was refused or took longer",
        "note": "a word about the request, for colleagues",
    },
}
NOT_PERSONAL = {
    "RightsRequest": ["state"],
    "RightsStep": ["step"],
}
