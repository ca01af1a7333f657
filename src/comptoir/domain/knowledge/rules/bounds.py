"""How much is kept, and how much is read."""

PHRASE_LONGEST = 2000
"""Characters of a phrase."""
SHORTCUT_LONGEST = 20
ADDRESS_LONGEST = 500
"""Characters of the address of a page."""
WORD_LONGEST = 300
"""Characters of a reader's word about an article."""
QUERY_LONGEST = 2000
"""Characters of a question that are read."""
QUERY_KEPT = 100
"""Characters of what was looked for that are kept."""
