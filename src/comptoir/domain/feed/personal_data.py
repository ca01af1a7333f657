"""Personal data kept by this app: what each field is for."""

PERSONAL_DATA = {
    "Post": {
        "body": "what colleagues say to each other about their work; contact details are masked in it",
        "hidden_why": "why a referent hid it, for its author and colleagues",
    },
    "Excerpt": {"lines": "what a customer wrote, redacted, for a colleague's advice; it goes with the conversation"},
    "FeedFile": {"name": "to recognise the file"},
    "Step": {
        "body": "the words as they stood before they were changed, for those who watch over the feed",
        "why": "why a referent hid it",
    },
    "FeedWord": {"word": "to find the post; it goes with it"},
}
NOT_PERSONAL = {
    "Post": ["reach", "became"],
    "FeedFile": ["content_type"],
    "Reaction": ["kind"],
    "Step": ["act"],
}
