"""Where customers read: a shop's public help centre, a site of words in each of its languages, whole without script.

It decides nothing: what is published, and what is found, is said by `knowledge`.
"""
