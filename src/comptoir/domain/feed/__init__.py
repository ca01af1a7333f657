"""Owns: the live feed of a shop, where agents and referents talk beside the conversations; customers never see it.

Leaves to others: the conversations (`conversations`), what an answer becomes (`knowledge`), who works there (`people`).
"""
