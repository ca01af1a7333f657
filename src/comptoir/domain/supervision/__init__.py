"""Owns: watching over the answers: the wall of what goes on, and reviews of what is over with their scorecards.

Leaves to others: whispers, corrections and approval (`conversations`), offers and who waits (`routing`), clocks (`promises`).
"""
