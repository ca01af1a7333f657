"""Owns: the charter of a shop — read from its file, checked, compared, put into words, kept in versions.

It answers questions and performs nothing. Leaves to others: doing what the charter says.
"""
