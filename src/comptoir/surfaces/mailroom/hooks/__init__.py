"""Webhooks: providers that take mail in for a shop and bring it here. Believed by their signature or password, kept, then acknowledged."""
