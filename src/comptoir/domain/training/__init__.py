"""Owns: modules, attempts, certificates, and the gate: who may be offered what; and how a newcomer starts under approval.

Leaves to others: what is asked of whom (`charter`), who is asked (`routing`), what is held (`conversations`).
"""
