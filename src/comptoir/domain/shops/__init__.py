"""Owns: shops, the sites that carry their widget, and the keys by which a shop signs who its customers are.

Leaves to others: what the shop promises (`charter`), who works there (`people`).
"""
