"""Listening for mail: LMTP behind a mail server of the house, or SMTP as the one that the domain's MX names."""
