"""The visitor's chat on the shop's own pages: its code, what it is told, and its requests.

It decides nothing: who is asked, what may be posted and what is kept is said by the domain.
"""
