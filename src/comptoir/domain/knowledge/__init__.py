"""Owns: what a shop knows and says: articles and their languages, phrases, page links, synonyms, and how they are found.

Leaves to others: what may be said to whom (`charter`, `wording`), what was solved (`conversations`), promotional codes (`offers`).
"""
