"""Where people meet us: each surface turns a request into one action or one query, and keeps no business of its own."""
