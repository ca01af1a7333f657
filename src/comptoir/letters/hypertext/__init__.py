"""HTML that strangers wrote: made safe for a page, or made a text. In time that grows with its length alone."""

from comptoir.letters.hypertext.safe import LEFT_OUT, TIGHT, safe_html
from comptoir.letters.hypertext.text import text_of_html, words_of

__all__ = ["LEFT_OUT", "TIGHT", "safe_html", "text_of_html", "words_of"]
