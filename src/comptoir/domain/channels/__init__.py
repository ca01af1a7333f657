"""Owns: how a conversation travels by mail: mailboxes, what came in, what goes out, addresses for replies, delivery, who gets nothing.

Leaves to others: what a mail says (`letters`), what is said (`conversations`), who is clocked (`promises`), what passes between buyer and seller (`marketplace`).
"""
