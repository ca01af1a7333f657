"""Owns: macros that agents run with one key, and rules that the house runs by itself: when, if, then; and what each rule did.

Leaves to others: the acts themselves (`conversations`, `routing`), what a promise is (`promises`), how a text is judged (`wording`).
"""
