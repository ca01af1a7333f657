"""Owns: who is at their desk, who is offered a conversation, the queue, and the hand-over from one to another.

Leaves to others: what a conversation holds (`conversations`), who may answer what and when (`charter`).
"""
