"""Owns: what people ask about their own data: requests by the rights of the law, their steps, their answers.

Leaves to others: within what time (`charter`), the clock (`promises`), what is said (`conversations`), how long it is kept (retention).
"""
