"""The widget's addresses, below `/widget/`."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from comptoir.surfaces.widget.views import articles, code, conversations, files, shop, talk


class ConversationConverter(IntConverter):
    """A number that a database can hold."""

    regex = "[0-9]{1,18}"


register_converter(ConversationConverter, "conversation")

app_name = "widget"

_OF_ONE = "<slug:shop_key>/conversations/<conversation:conversation_id>"

urlpatterns = [
    path("loader.js", code.loader, name="loader"),
    path("code/<slug:name>.<slug:digest>.js", code.module, name="module"),
    path("files/<str:signed>", files.file, name="file"),
    path("<slug:shop_key>/settings.json", shop.settings, name="settings"),
    path("<slug:shop_key>/availability.json", shop.availability, name="availability"),
    path("<slug:shop_key>/articles.json", articles.suggested, name="articles"),
    path("<slug:shop_key>/articles/<conversation:translation_id>", articles.article, name="article"),
    path("<slug:shop_key>/articles/<conversation:translation_id>/answered", articles.answered, name="article_answered"),
    path("<slug:shop_key>/conversations", conversations.conversations, name="conversations"),
    path(_OF_ONE, conversations.conversation, name="conversation"),
    path(f"{_OF_ONE}/messages", talk.messages, name="messages"),
    path(f"{_OF_ONE}/wait", talk.wait, name="wait"),
    path(f"{_OF_ONE}/read", talk.read, name="read"),
    path(f"{_OF_ONE}/rating", talk.rating, name="rating"),
    path(f"{_OF_ONE}/end", talk.end, name="end"),
    path(f"{_OF_ONE}/leave-message", talk.leave_message, name="leave_message"),
    path(f"{_OF_ONE}/other-audience", talk.other_audience, name="other_audience"),
    path(f"{_OF_ONE}/files", files.files, name="files"),
    path(f"{_OF_ONE}/files/<uuid:key>/address", files.address, name="address"),
]
