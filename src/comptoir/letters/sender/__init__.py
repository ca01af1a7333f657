"""Who sent a letter: what its own domain says about it (SPF, DKIM, DMARC), and what a server we trust found out.

`check_sender` asks the DNS. It is for the worker: never where letters come in.
"""

from comptoir.letters.sender.checking import BECAUSE, SenderCheck, check_sender
from comptoir.letters.sender.names import Names, NamesUnavailable, forget_names

__all__ = ["BECAUSE", "Names", "NamesUnavailable", "SenderCheck", "check_sender", "forget_names"]
