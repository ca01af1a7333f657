"""Owns: users and their memberships of shops, groups, visitors and customers; the one table of who may do what.

Leaves to others: what an audience is and may see (`charter`), who is at their desk now (`routing`).
"""
