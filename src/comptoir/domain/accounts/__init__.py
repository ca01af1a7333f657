"""Owns: how people sign in and prove it: second factors, passkeys, single sign-on, where they are signed in, what happened to their account.

Leaves to others: who they are and what they may do (`people`), which roles need a second factor (`charter`).
"""
