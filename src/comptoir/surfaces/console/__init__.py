"""Owns: the agents' console: its pages, fragments and small JSON answers, its styles and scripts.

Leaves to others: everything that is decided or kept (`domain`), and the socket (`surfaces.gateway`).
"""
