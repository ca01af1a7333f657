"""The one gate by which letters leave: what may not go out is kept back here, and what may is fixed here, to the byte."""

from comptoir.domain.channels.actions.writing.addressing import bind_reply_address
from comptoir.domain.channels.actions.writing.gate import write_letter
from comptoir.domain.channels.actions.writing.inside import letter_inside
from comptoir.domain.channels.actions.writing.letter import LetterToWrite

__all__ = ["LetterToWrite", "bind_reply_address", "letter_inside", "write_letter"]
