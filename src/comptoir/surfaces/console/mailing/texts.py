"""The words that the scripts of mail need, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext


def mail_texts() -> dict[str, str | dict[str, str]]:
    """Every text of mail, by its key. A plural is a table of forms by CLDR category."""
    return _at_messages() | _of_others() | _at_the_composer() | _of_mailboxes()


def _at_messages() -> dict[str, str | dict[str, str]]:
    return {
        "mail_to": pgettext("mail", "To"),
        "mail_cc": pgettext("mail", "Cc"),
        "mail_readers": _("Who else read it"),
        "mail_quoted": _("Show the quoted part"),
        "mail_written": _("Show as written"),
        "mail_original": _("Save the mail as it came"),
        "mail_page": _("About this mail"),
        "mail_pictures": _("Show the pictures that came with it"),
        "mail_not_kept": _("Not kept: {why}"),
        "mail_files_refused": _("Files that were not kept"),
        "mail_whole": _("Show it whole"),
        "mail_shorter": _("Show less"),
        "mail_automatic": _("Automatic reply"),
        "mail_because": _("{state}: {why}"),
        "mail_state_to": _("{address}: {words}"),
        "mail_detail": _("What the server said"),
        "mail_all_sent": _forms(lambda n: ngettext("Sent by mail to {n} person", "Sent by mail to {n} people", n)),
        "mail_all_waiting": _forms(lambda n: ngettext("On its way to {n} person", "On its way to {n} people", n)),
    }


def _of_others() -> dict[str, str | dict[str, str]]:
    return {
        "mail_somebody": _("Somebody else"),
        "mail_outsider": _("from outside, for the team"),
        "mail_along": _("reads along"),
        "mail_machine": _("automatic"),
        "mail_by_form": _("by the shop’s form"),
        "mail_by_colleague": _("passed on by a colleague"),
        "mail_unreadable": _("It cannot be read, or its bytes are no longer kept."),
    }


def _at_the_composer() -> dict[str, str | dict[str, str]]:
    return {
        "mail_no_address": _("“{address}” is no e-mail address."),
        "mail_cc_most": _forms(lambda n: ngettext("At most {n} address.", "At most {n} addresses.", n)),
        "mail_cc_drop": _("Remove {address}"),
        "mail_allow": _("Allow again"),
    }


def _of_mailboxes() -> dict[str, str | dict[str, str]]:
    return {
        "mailbox_trying": _("Trying…"),
        "mailbox_in": pgettext("mailbox", "Reading"),
        "mailbox_out": pgettext("mailbox", "Sending"),
        "mailbox_works": _("it works"),
        "mailbox_nothing": _("There is no server to try: mail comes in and goes out by other ways."),
    }


def _forms(plural: object) -> dict[str, str]:
    return {"one": plural(1), "few": plural(2), "other": plural(20)}  # type: ignore[operator]
