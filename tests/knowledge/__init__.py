"""Articles of help centres in four languages, and what customers ask, in their own words, each with the article that answers it.

`first` is a jeweller, `second` a garden shop, a bookseller and a marketplace of electronics.
In each file a line with "=" is an article (key, title, text), one with "?" a question and the key of its answer.
"""
