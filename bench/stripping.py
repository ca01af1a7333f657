"""How well the new text of mails is told from what they quote.

    python -m bench stripping
    python -m bench.stripping [--misses]

Two figures: of 64 real mails whose new text others have written down (`../shared/mails`, trimmer set), how many come out exact, none
may be emptied; and the share of generated mails of twelve programs in five languages, in text and in HTML, that come out exact.
"""
