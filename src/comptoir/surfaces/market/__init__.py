"""Where the buyers and sellers of a marketplace meet us: a buyer's orders and what they wrote to sellers, a seller's settings and cases.

It decides nothing: whose an order is, whether its seller may be written to, and what the other side reads, is said by the domain.
"""
