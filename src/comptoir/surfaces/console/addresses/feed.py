"""Addresses: the live feed."""

from django.urls import URLPattern, path

from comptoir.surfaces.console.views import feed, feed_here

ONE = "console/c/<id:conversation_id>"

urlpatterns: list[URLPattern] = [
    path("console/feed", feed.feed, name="feed"),
    path("console/feed/open", feed.open_feed, name="feed_open"),
    path("console/feed/posts", feed.posts, name="feed_posts"),
    path("console/feed/say", feed.say, name="feed_say"),
    path("console/feed/read", feed.read, name="feed_read"),
    path("console/feed/links", feed.links, name="feed_links"),
    path("console/feed/files", feed.files, name="feed_files"),
    path("console/feed/files/<uuid:key>", feed.file, name="feed_file"),
    path("console/feed/<id:post_id>/history", feed.history, name="feed_history"),
    path("console/feed/<id:post_id>/conversation", feed.conversation, name="feed_conversation"),
    path("console/feed/<id:post_id>/<slug:act>", feed.step, name="feed_step"),
    path(f"{ONE}/feed-excerpt", feed_here.excerpt, name="feed_excerpt"),
    path(f"{ONE}/feed-asked", feed_here.asked, name="feed_asked"),
    path(f"{ONE}/feed-seen", feed_here.seen, name="feed_seen"),
]
