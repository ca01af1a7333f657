"""Personal data kept by this app: what each field is for."""

PERSONAL_DATA = {
    "Conversation": {
        "page_url": "to know what the visitor is looking at",
        "page_title": "to know what the visitor is looking at",
        "answers": "what the visitor told before the chat",
        "email": "to answer when the chat is over",
        "last_words": "to recognise the conversation in a list",
        "language": "to answer in the visitor's language",
        "mood": "to answer an upset customer with care",
        "upset_words": "to know what an apology is due for",
    },
    "Entry": {
        "body": "the conversation itself",
        "facts": "what an entry changed, and names of agents",
    },
    "Attachment": {"name": "to recognise the file"},
    "HeldMessage": {
        "body": "what an agent wants to write, and has written; it goes with the conversation",
        "findings": "why it is held",
        "files": "the files it goes with",
        "mentions": "the colleagues it names",
        "word": "what the referent says to the agent about it",
    },
    "Rating": {"comment": "to learn from what visitors say"},
    "FindableWord": {"word": "to find the conversation again; it goes with the conversation"},
    "Reading": {
        "language": "to answer in the language of the message",
        "mood": "to answer an upset customer with care",
        "findings": "what the message says: thanks, anger, an insult; it goes with the conversation",
    },
}
NOT_PERSONAL = {
    "Conversation": ["reference", "channel", "status", "asked_for", "audience", "topic", "category", "last_from"],
    "Entry": ["kind", "author"],
    "Attachment": ["content_type"],
    "HeldMessage": ["outcome", "language"],
    "Rating": ["counted"],
    "FindableWord": ["field"],
    "CourtesyCount": ["kind"],
}
