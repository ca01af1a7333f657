"""The console's addresses."""

from django.urls import path, re_path, register_converter
from django.urls.converters import IntConverter

from comptoir.surfaces.console.views import (
    acts,
    charter,
    checking,
    commitments,
    courtesy,
    desk,
    escalating,
    failures,
    held,
    inbox,
    joining,
    mentions,
    orders,
    promises,
    saved,
    search,
    settings,
    several,
    sign_in,
    sorting,
    talk,
    team,
    writing,
)


class IdConverter(IntConverter):
    """A number that a database can hold."""

    regex = "[0-9]{1,18}"


register_converter(IdConverter, "id")

app_name = "console"

ONE = "console/c/<id:conversation_id>"

urlpatterns = [
    path("", inbox.home, name="home"),
    path("console/sign-in", sign_in.sign_in, name="sign_in"),
    path("console/sign-out", sign_in.sign_out, name="sign_out"),
    path("console/", inbox.inbox, name="inbox"),
    path("console/list", inbox.list_part, name="list"),
    path("console/rows", inbox.rows, name="rows"),
    path("console/several", several.several, name="several"),
    path("console/views", saved.keep, name="keep_view"),
    path("console/views/<id:view_id>/remove", saved.drop, name="drop_view"),
    path("console/standing", desk.standing, name="standing"),
    path("console/availability", desk.availability, name="availability"),
    path("console/offers/<id:offer_id>/accept", desk.accept, name="accept"),
    path("console/offers/<id:offer_id>/refuse", desk.refuse, name="refuse"),
    path(ONE, talk.talk, name="talk"),
    path(f"{ONE}/head", talk.head, name="head"),
    path(f"{ONE}/entries", talk.entries, name="entries"),
    path(f"{ONE}/messages", talk.messages, name="messages"),
    path(f"{ONE}/check", checking.check, name="check"),
    path(f"{ONE}/words", checking.words, name="words"),
    path(f"{ONE}/orders", orders.here, name="orders_here"),
    path(f"{ONE}/promises", promises.here, name="promises_here"),
    path(f"{ONE}/given", promises.given, name="given"),
    path(f"{ONE}/held", held.held_here, name="held_here"),
    path(f"{ONE}/files", talk.files, name="files"),
    path(f"{ONE}/files/<uuid:key>", talk.file, name="file"),
    path(f"{ONE}/take", acts.take, name="take"),
    path(f"{ONE}/hand-over", acts.hand_over, name="hand_over"),
    path(f"{ONE}/hand-over/cancel", acts.cancel_hand_over, name="cancel_hand_over"),
    path(f"{ONE}/hand-back", acts.hand_back, name="hand_back"),
    path(f"{ONE}/contact-card", acts.contact_card, name="contact_card"),
    path(f"{ONE}/request", acts.become_request, name="request"),
    path(f"{ONE}/topic", acts.topic, name="topic"),
    path(f"{ONE}/category", sorting.category, name="category"),
    path(f"{ONE}/labels", sorting.labels, name="labels"),
    path(f"{ONE}/escalate", escalating.escalate, name="escalate"),
    path(f"{ONE}/word-due", escalating.word, name="word_due"),
    path(f"{ONE}/snooze", sorting.snooze, name="snooze"),
    path(f"{ONE}/wake", sorting.wake, name="wake"),
    path(f"{ONE}/link", joining.link, name="link"),
    path(f"{ONE}/unlink", joining.unlink, name="unlink"),
    path(f"{ONE}/merge", joining.merge, name="merge"),
    path(f"{ONE}/merged/<id:other_id>", joining.merged, name="merged"),
    path(f"{ONE}/split", joining.split, name="split"),
    path(f"{ONE}/close", acts.close, name="close"),
    path(f"{ONE}/reopen", acts.reopen, name="reopen"),
    path(f"{ONE}/to-referent", courtesy.to_referent, name="to_referent"),
    path(f"{ONE}/mentions-seen", mentions.seen, name="mentions_seen"),
    path("console/held/<id:held_id>/approve", held.approve, name="approve_held"),
    path("console/held/<id:held_id>/return", held.send_back, name="return_held"),
    path("console/held/<id:held_id>/seen", held.seen, name="see_returned"),
    path("console/held/<id:held_id>/withdraw", held.withdraw, name="withdraw_held"),
    path("console/mentions", mentions.mentions, name="mentions"),
    path("console/search", search.search, name="search"),
    path("console/promises", promises.promises, name="promises"),
    path("console/promises/day", promises.day, name="promises_day"),
    path("console/promises/commitments", commitments.commitments, name="promises_commitments"),
    path("console/promises/<id:promise_id>", promises.promise, name="promise"),
    path("console/promises/<id:promise_id>/release", promises.let_go, name="promise_release"),
    path("console/promises/<id:promise_id>/kept", promises.mark_kept, name="promise_kept"),
    path("console/team", team.team, name="team"),
    path("console/writing", writing.mistakes, name="writing"),
    path("console/writing/dictionary", writing.words, name="writing_words"),
    path("console/writing/dictionary/add", writing.add, name="writing_add"),
    path("console/writing/dictionary/<id:word_id>/remove", writing.remove, name="writing_remove"),
    path("console/writing/rules", writing.rules, name="writing_rules"),
    path("console/charter", charter.charter, name="charter"),
    path("console/failures", failures.failures, name="failures"),
    path("console/failures/<id:failure_id>/retry", failures.retry, name="retry"),
    path("console/settings", settings.settings, name="settings"),
    path("console/settings/preferences", settings.preferences, name="preferences"),
    path("console/settings/rehearse", settings.rehearse, name="rehearse"),
    path("console/settings/introduction", settings.introduction, name="introduction"),
    re_path(
        r"^console/pictures/(?P<key>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.(?P<ending>jpeg|png|webp)$",
        settings.show_picture,
        name="picture",
    ),
]
