"""Where a customer rates a conversation who comes by a link that was given to them: a page of words, without sign-in and without script.

It decides nothing: whom a link lets in, and how long an answer may be changed, is said by the domain.
"""
