"""What may go wrong with words."""

from django.utils.translation import gettext_lazy as _

from comptoir.foundation.errors import Refusal


class NotAWord(Refusal):
    """The dictionary holds single words of letters, for a language in which texts are read."""

    code = "not_a_word"
    status = 400
    message = _("The dictionary takes one word at a time, in letters, with at most %(most)s characters.")


class DictionaryIsFull(Refusal):
    """A dictionary of more words is a list of something else."""

    code = "dictionary_full"
    status = 409
    message = _("The dictionary is full: it holds at most %(most)s words. Please remove some that are not needed.")


class WordsAreAddedByOthers(Refusal):
    """Who has their spelling approved by somebody else does not decide what is right."""

    code = "words_added_by_others"
    status = 403
    message = _("A referent reads your messages for spelling. Please ask them to add this word.")


class WordNotFound(Refusal):
    """It is not in this shop's dictionary, or not any more."""

    code = "word_not_found"
    status = 404
    message = _("This word is not in the dictionary.")
