"""What the service is: each app owns its nouns, and knows only the apps below it."""
