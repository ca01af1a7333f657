"""Personal data kept by this app: what each field is for."""

PERSONAL_DATA = {
    "Mailbox": {
        "address": "where customers write, and from which address they are answered",
        "name": "under which name customers are answered",
        "imap_user": "to fetch the mailbox",
        "smtp_user": "to send from the mailbox",
        "signature": "what stands below answers",
    },
    "ReceivedMail": {
        "envelope_from": "to tell whether a sender is who they say",
        "envelope_to": "to find the conversation that a mail belongs to",
        "client_ip": "to tell whether a sender is who they say",
        "helo": "to tell whether a sender is who they say",
        "message_id": "to find the conversation that a mail belongs to",
        "sender": "to answer",
        "sender_name": "to address whom we answer",
        "subject": "to recognise the mail in a list",
        "to": "to show whom a mail was written to",
        "cc": "to show whom a mail was written to",
        "quoted": "to read what an answer speaks of",
        "html": "to show a mail as it was written",
        "refused_files": "to say which files were not kept",
        "detail": "why a mail did not become part of a conversation",
    },
    "RawMail": {"content": "evidence of what came in; it goes with the charter's time for raw mail"},
    "SentMail": {
        "recipient": "whom a letter goes to",
        "subject": "to recognise the letter in a list",
        "content": "to send the same letter again after a failure; it goes with the charter's time for raw mail",
        "envelope_from": "where a letter comes back to that does not arrive",
        "detail": "why a letter did not arrive",
    },
    "MailThread": {"subject": "under which words the next answer goes", "cc": "whom the next answer goes to besides"},
    "ThreadMessage": {"message_id": "to find the conversation that a mail belongs to"},
    "Correspondent": {"address": "to know who writes", "name": "to address whom we answer"},
    "ReplyAddress": {"address": "who may answer at this address"},
    "Suppressed": {"address": "whom mail does not reach or must not go to", "detail": "why mail does not go there"},
    "Blocked": {"pattern": "from whom nothing is taken"},
}
NOT_PERSONAL: dict[str, dict[str, str]] = {}
