"""Where mail comes in and goes out: listening, fetching and webhooks in, sending out, and the threads that work off what came.

It decides nothing: which addresses are open, what a mail becomes and what a letter says is decided by the domain. Nothing is
acknowledged to anybody before it is kept.
"""
