"""What we do with conversations."""

from comptoir.domain.conversations.actions.approving import (
    WORD_LARGEST,
    approve_held,
    return_held,
    see_returned,
    withdraw_held,
)
from comptoir.domain.conversations.actions.changing import (
    assign,
    become_request,
    choose_audience,
    choose_category,
    choose_topic,
    close_conversation,
    hand_back,
    note_hand_over,
    raise_alarm,
    reopen_conversation,
    send_card,
    suggest_hand_over,
)
from comptoir.domain.conversations.actions.correcting import LETTERS, correct_answer, follow_up_correction
from comptoir.domain.conversations.actions.counting import written_by_agents
from comptoir.domain.conversations.actions.escalating import note_escalation
from comptoir.domain.conversations.actions.filing import keep_file
from comptoir.domain.conversations.actions.hearing import keep_readings, understood
from comptoir.domain.conversations.actions.hearing_ratings import comments_of, keep_comments
from comptoir.domain.conversations.actions.holding import Held
from comptoir.domain.conversations.actions.indexing import index_messages, index_names, keep_words, words_of_messages
from comptoir.domain.conversations.actions.joining import before_and_after, link, merge, unlink
from comptoir.domain.conversations.actions.judging import Judgement, ToJudge, check_introduction, judge
from comptoir.domain.conversations.actions.mailing import (
    MailFile,
    drop_mail_files,
    first_words_id,
    open_by_mail,
    post_by_mail,
    write_mail_files,
)
from comptoir.domain.conversations.actions.mediating import Mediated, Said, lock, open_mediated, write_mediated
from comptoir.domain.conversations.actions.opening import audience_asked, open_conversation
from comptoir.domain.conversations.actions.post import Carried, Post, Posted
from comptoir.domain.conversations.actions.posting import post_judged, post_message, post_messages
from comptoir.domain.conversations.actions.rating import rate, rate_by_link
from comptoir.domain.conversations.actions.reading import ReadMark, mark_read, see_mentions
from comptoir.domain.conversations.actions.rewording import check_reworded
from comptoir.domain.conversations.actions.saving import drop_view, save_view
from comptoir.domain.conversations.actions.snoozing import snooze, wake
from comptoir.domain.conversations.actions.solving import record_solution
from comptoir.domain.conversations.actions.sorting import set_priority, set_tags
from comptoir.domain.conversations.actions.splitting import split
from comptoir.domain.conversations.actions.supervising import (
    REMAINING_AT_MOST,
    count_served,
    lift_approval,
    put_under_approval,
)
from comptoir.domain.conversations.actions.using import count_used, forget_put_ins, note_put_in, used_in
from comptoir.domain.conversations.actions.whispering import whisper
from comptoir.domain.conversations.actions.withholding import check_withheld

__all__ = [
    "LETTERS",
    "REMAINING_AT_MOST",
    "WORD_LARGEST",
    "Carried",
    "Held",
    "Judgement",
    "MailFile",
    "Mediated",
    "Post",
    "Posted",
    "ReadMark",
    "Said",
    "ToJudge",
    "approve_held",
    "assign",
    "audience_asked",
    "become_request",
    "before_and_after",
    "check_introduction",
    "check_reworded",
    "check_withheld",
    "choose_audience",
    "choose_category",
    "choose_topic",
    "close_conversation",
    "comments_of",
    "correct_answer",
    "count_served",
    "count_used",
    "drop_mail_files",
    "drop_view",
    "first_words_id",
    "follow_up_correction",
    "forget_put_ins",
    "hand_back",
    "index_messages",
    "index_names",
    "judge",
    "keep_comments",
    "keep_file",
    "keep_readings",
    "keep_words",
    "lift_approval",
    "link",
    "lock",
    "mark_read",
    "merge",
    "note_escalation",
    "note_hand_over",
    "note_put_in",
    "open_by_mail",
    "open_conversation",
    "open_mediated",
    "post_by_mail",
    "post_judged",
    "post_message",
    "post_messages",
    "put_under_approval",
    "raise_alarm",
    "rate",
    "rate_by_link",
    "record_solution",
    "reopen_conversation",
    "return_held",
    "save_view",
    "see_mentions",
    "see_returned",
    "send_card",
    "set_priority",
    "set_tags",
    "snooze",
    "split",
    "suggest_hand_over",
    "understood",
    "unlink",
    "used_in",
    "wake",
    "whisper",
    "withdraw_held",
    "words_of_messages",
    "write_mail_files",
    "write_mediated",
    "written_by_agents",
]
