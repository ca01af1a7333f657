"""Owns: what comes back and what is paid back: returns, their products, their steps, their refunds.

Leaves to others: what may come back (`charter`), what was bought (`shops`), the clock of a refund (`promises`), what is said (`conversations`).
"""
