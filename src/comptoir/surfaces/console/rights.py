"""Who may do what, in words: the one table of rights as a page. Every act of `people.rules.PERMISSIONS` has its words here."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comptoir.domain.people.rules import PERMISSIONS, ROLES, ROLES_OUTSIDE
from comptoir.surfaces.console.showing import role_names

OUTSIDE_NAMES = {"visitor": _("Visitor"), "seller": _("Seller")}

WORDS: dict[str, tuple[tuple[str, Promise], ...]] = {
    "conversations": (
        ("open_console", _("Use the desk, and see the conversations of one’s own audience and topics")),
        ("answer", _("Answer customers")),
        ("be_offered_conversations", _("Be offered conversations")),
        ("write_notes", _("Write notes for colleagues")),
        ("hand_over", _("Hand a conversation over")),
        ("escalate", _("Take a request to the next level")),
        ("take_over", _("Take over what a colleague answers")),
        ("keep_watching", _("Keep watching what was taken to the next level")),
        ("write_first", _("Write to a customer first, and forward by mail")),
        ("use_phrases", _("Use phrases, page links and articles while writing")),
        ("give_offers", _("Give a customer an offer who asks for one")),
        ("use_feed", _("Talk with colleagues in the feed")),
        ("see_staff_feed", _("See the part of the feed that is for employees")),
        ("see_colleagues_at_work", _("See who is in the team, and who is at their desk")),
        ("take_training", _("Take the training")),
        ("add_words", _("Add words to the shop’s dictionary")),
        ("import_absences", _("Plan one’s own absences, also from a calendar’s file")),
        ("read_charter", _("Read the charter")),
        ("read_rights", _("Read this page")),
    ),
    "requests": (
        ("move_returns", _("Register and move returns")),
        ("accept_any_return", _("Accept a return that the charter does not allow by itself")),
        ("release_promises", _("Release a promise")),
        ("move_privacy", _("Write down and move privacy requests")),
        ("decide_privacy", _("Refuse or extend privacy requests")),
        ("manage_sellers", _("See and settle what belongs to sellers")),
        ("see_mail", _("See mails that came in and went out")),
        ("block_senders", _("Block senders")),
        ("settle_mail", _("Decide about mails that were kept back")),
        ("see_raw_mail", _("See a mail as it came")),
        ("erase_mail", _("Erase a mail")),
        ("see_unclaimed_mail", _("See mails that came to nobody’s address")),
    ),
    "watching": (
        ("see_all_conversations", _("See every conversation of the shop")),
        ("watch_wall", _("Watch the live wall")),
        ("whisper", _("Whisper to who answers")),
        ("correct_answers", _("Correct what colleagues have answered")),
        ("approve_held", _("Let held messages through, or send them back")),
        ("put_under_approval", _("Put somebody under approval")),
        ("review", _("Review closed conversations")),
        ("see_originals", _("Reveal what was masked between buyers and sellers")),
        ("moderate_feed", _("Remove what others wrote in the feed")),
        ("see_gifts", _("See which offers were given to whom")),
        ("see_training", _("See who has passed what")),
        ("release_newcomers", _("Release newcomers")),
        ("plan_absences_of_others", _("Plan a colleague’s absence, and grant what colleagues ask for")),
    ),
    "knowledge": (
        ("write_phrases", _("Write the shop’s phrases")),
        ("write_articles", _("Write articles")),
        ("publish_articles", _("Publish articles")),
        ("manage_knowledge", _("Sort, import and remove what the shop knows")),
        ("remove_words", _("Remove words from the dictionary")),
        ("write_shop_macros", _("Write macros for the whole shop")),
        ("write_rules", _("Write automation rules")),
        ("write_training", _("Write training modules")),
    ),
    "managing": (
        ("invite", _("Invite people into the team")),
        ("change_members", _("Change members and groups; nobody gives a role above their own")),
        ("recognise_training", _("Recognise what somebody learnt elsewhere")),
        ("manage_offers", _("Fill the offer wallet")),
        ("take_out_gifts", _("Take the record of given offers out as a file")),
        ("see_access_log", _("See who has read a conversation that was not theirs")),
        ("see_changes_of_rights", _("See how rights have changed")),
        ("manage_security", _("Reset a colleague’s second factor, and see sign-ins")),
        ("manage_single_sign_on", _("Set up signing in by the company’s own accounts")),
        ("manage_mailboxes", _("Set up mailboxes")),
        ("see_failures", _("See what failed, and try it again")),
        ("see_identity_key", _("See the key with which the shop signs who its customers are")),
    ),
    "outside": (
        ("write_to_the_shop", _("Write to the shop, and read one’s own conversations")),
        ("contact_sellers", _("Write to the seller of one’s own order")),
        ("answer_buyers", _("Answer buyers, and set one’s own support address")),
    ),
}
"""By chapter: each act and what it lets one do."""

CHAPTERS = {
    "conversations": _("Every day"),
    "requests": _("Requests, returns and mail"),
    "watching": _("Watching over answers"),
    "knowledge": _("Knowledge"),
    "managing": _("Managing"),
    "outside": _("From outside"),
}


class Row(NamedTuple):
    """An act in words, and for each role whether it may."""

    act: str
    words: str
    roles: tuple[bool, ...]


class Chapter(NamedTuple):
    """Acts that belong together."""

    title: str
    rows: tuple[Row, ...]


def role_columns() -> list[tuple[str, str]]:
    """Every role with its name, those from outside last."""
    names = role_names() | {role: str(name) for role, name in OUTSIDE_NAMES.items()}
    return [(role, names[role]) for role in (*ROLES, *ROLES_OUTSIDE)]


def rights_table() -> list[Chapter]:
    """The whole table in the reader's language."""
    roles = (*ROLES, *ROLES_OUTSIDE)
    return [
        Chapter(
            str(CHAPTERS[key]),
            tuple(Row(act, str(words), tuple(role in PERMISSIONS[act] for role in roles)) for act, words in acts),
        )
        for key, acts in WORDS.items()
    ]
