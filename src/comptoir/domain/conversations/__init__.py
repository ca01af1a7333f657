"""Owns: conversations and their streams of entries (messages, notes, comings and goings), attachments, ratings; who may see and post.

Leaves to others: who is asked to answer (`routing`), what was promised (`charter`), how words travel to browsers (`surfaces.gateway`).
"""
