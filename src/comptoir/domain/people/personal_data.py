"""Personal data kept by this app: what each field is for."""

PERSONAL_DATA = {
    "User": {
        "email": "to sign in",
        "name": "to show colleagues who somebody is",
        "language": "to speak the user's language",
        "time_zone": "to show times as the user lives them",
    },
    "Membership": {
        "display_name": "to introduce the agent to customers",
        "personal_note": "to introduce the agent to customers",
        "picture": "to introduce the agent to customers",
        "languages": "to route conversations",
        "skills": "to route conversations",
        "hours": "to offer nobody a conversation while they do not work",
    },
    "Invitation": {"email": "to send the invitation, and to let nobody else accept it"},
    "Absence": {
        "note": "to tell who plans the team why somebody is away, as they put it themselves",
        "kind": "to plan the team; colleagues do not see it",
        "answer": "to tell whoever asked for leave why it was given or refused",
    },
    "RightsChange": {
        "before": "to show who gave whom which rights",
        "after": "to show who gave whom which rights",
    },
    "Customer": {
        "external_id": "to know the customer again, by the shop's own number",
        "first_name": "to address the customer",
        "last_name": "to address the customer",
        "email": "to answer when the chat is over",
        "phone": "to call back on request",
    },
    "Visitor": {
        "key": "to know the browser again",
        "language": "to answer in the visitor's language",
        "first_name": "to address the visitor",
        "email": "to answer when the chat is over",
    },
}
NOT_PERSONAL = {
    "User": ["password", "theme"],
    "Group": ["name"],
    "Membership": ["role", "audience", "topics"],
    "Invitation": ["role", "audience", "languages", "topics", "skills", "language", "seed", "digest"],
    "Absence": ["state", "news_for", "uid"],
    "RightsChange": ["what"],
}
