"""The socket: knows who is there, gathers posts into one transaction, and tells listeners what was committed."""
