"""Owns: by which rules what agents write is read in a shop, the shop's dictionary, counts of mistakes.

Leaves to others: what is found in a text (`comptoir.language`), holding and posting messages (`conversations`).
"""
