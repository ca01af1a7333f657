"""Owns: buyers and sellers who write to each other through the shop: sellers, reasons, cases, what is masked and how often.

Leaves to others: how a letter travels (`channels`), what is said (`conversations`), the clocks (`promises`), what was bought (`shops`).
"""
