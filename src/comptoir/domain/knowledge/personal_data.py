"""Personal data kept by this app: what each field is for."""

PERSONAL_DATA = {
    "Feedback": {
        "word": "to learn what an article lacks, in a reader's words; card numbers are hidden",
        "visitor_hash": "to count a reader once; nobody can be told from it",
    },
    "Search": {"words": "to learn what readers looked for; numbers and addresses are left out"},
    "Picture": {"alt": "what a picture of an article shows, for who cannot see it"},
}
NOT_PERSONAL = {
    "Category": ["key", "names", "about"],
    "Article": ["key", "source_language", "topic"],
    "Translation": ["language", "slug", "title", "summary", "body", "words", "state", "note", "news"],
    "Version": ["title", "summary", "body", "words"],
    "Slug": ["language", "slug"],
    "Picture": ["content_type"],
    "Phrase": ["language", "audience", "shortcut", "title", "body", "words", "topic"],
    "PageLink": ["language", "title", "address", "words", "source"],
    "Synonym": ["language", "words"],
    "Search": ["language", "settled_how"],
    "Use": ["kind", "topic"],
    "UsedBy": ["kind"],
    "Lesson": ["language", "word", "kind"],
    "Findable": [
        "kind",
        "language",
        "audience",
        "topic",
        "title",
        "named",
        "worded",
        "bodied",
        "tokens",
        "known",
        "edition",
    ],
    "IndexEdition": ["digest"],
    "KnownWord": ["language", "word", "stem"],
}
