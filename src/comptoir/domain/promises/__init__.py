"""Owns: the ledger. Every clock and every promise: to whom, by whom, by which clause, when due; kept or broken, with the evidence.

Leaves to others: what the charter says and how its clocks count (`charter`), what was said (`conversations`), who rings (`routing`).
"""
