"""Owns: shops, the sites that carry their widget, their keys, and their orders as they told us.

Leaves to others: what the shop promises (`charter`), who works there (`people`).
"""
