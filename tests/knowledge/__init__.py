"""Articles of a help centre in four languages, and what customers ask, in their own words, each with the article that answers it.

In each file a line with "=" is an article (key, title, text), one with "?" a question and the key of its answer.
"""
