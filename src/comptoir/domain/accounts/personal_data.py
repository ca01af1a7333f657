"""Personal data kept by this app, and in the tables of allauth: what each field is for."""

PERSONAL_DATA = {
    "SignIn": {
        "browser": "to show somebody where they are signed in",
        "system": "to show somebody where they are signed in",
        "place": "to show somebody from where, as a shortened address",
    },
    "KnownBrowser": {
        "digest": "to tell somebody of a sign-in from a browser they never used",
    },
    "SecurityRecord": {
        "detail": "to say what was done to an account: the name of a passkey, or of a provider",
    },
}
NOT_PERSONAL = {
    "SignIn": ["session_key", "by", "second_by"],
    "SecurityRecord": ["act"],
}
OF_ALLAUTH = {
    "mfa.Authenticator": {
        "data": "to check a second factor: sealed seeds, and public keys with the names given to them"
    },
    "socialaccount.SocialAccount": {
        "provider": "to know which house vouches for somebody",
        "uid": "to know somebody again by that house's own number",
        "extra_data": "kept empty",
    },
    "socialaccount.SocialApp": {
        "settings": "to reach a provider: its address, the sealed secret, whom it may vouch for",
    },
}
"""Tables of another house that hold something about our people, and what for."""
