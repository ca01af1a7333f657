"""Personal data kept by this app: what each field is for."""

PERSONAL_DATA = {
    "DictionaryWord": {
        "word": "to know the shop's own words as right; names among them may be somebody's",
        "plain": "to compare a word with the dictionary",
    },
    "MistakeCount": {
        "word": "to show the team, and a member alone, what they often misspell",
        "better": "to show them how it is written",
    },
}
NOT_PERSONAL = {
    "DictionaryWord": ["language"],
    "MistakeCount": ["language", "clause", "why"],
    "CountedMessage": ["name"],
}
