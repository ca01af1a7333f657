"""Owns: the offer wallet: promotional codes in batches, and each gift of one, bounded and audited.

Leaves to others: how many and to whom (`charter`), the conversation in which a customer asked (`conversations`).
"""
