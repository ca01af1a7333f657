"""OpenID Connect, as far as signing in needs it: asking a provider, and believing only what it has signed for us, now, in this browser."""
