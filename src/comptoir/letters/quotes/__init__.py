"""The new text of a mail, told from what it quotes and from the signature under it.

`new_text` is the door. Its rules, surest first: our own address and name, which stand in every quote of our mails in any
language; our marker line; what the HTML of known mail programs tells; then word lists of some twenty languages. A message is
never emptied: where nothing would be left, all of it is shown. Linear in the size of the mail, and bounded.
"""

from comptoir.letters.quotes.shape import Known, Stripped
from comptoir.letters.quotes.stripping import new_text

__all__ = ["Known", "Stripped", "new_text"]
