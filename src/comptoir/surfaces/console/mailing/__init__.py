"""How mail appears at the desk: at the messages of a conversation, in the composer, in the lists, in the settings."""
