"""Where a shop's own systems meet us: they tell us of orders and returns, by a request with the shop's key or a message signed with it.

It decides nothing: what an order is, and which word on it stands, is said by the domain.
"""
