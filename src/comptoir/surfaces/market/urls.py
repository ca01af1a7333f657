"""The addresses of buyers, below `/orders/`, and of sellers, below `/sellers/`. Only those named `…_arrive` carry a secret, and nobody stays there."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from comptoir.surfaces.market.views import buyer_cases, contacting, entering, files, orders, profile, seller_cases


class NumberConverter(IntConverter):
    """A number that a database can hold."""

    regex = "[0-9]{1,18}"


register_converter(NumberConverter, "held")

app_name = "market"

_BUYER, _SELLER = "orders/<slug:shop_key>", "sellers/<slug:shop_key>"
_THEIR_CASE, _ITS_CASE = f"{_BUYER}/cases/<held:conversation_id>", f"{_SELLER}/cases/<held:conversation_id>"

urlpatterns = [
    path(f"{_BUYER}/", orders.orders, name="orders"),
    path(f"{_BUYER}/enter", entering.buyer_enter, name="buyer_enter"),
    path(f"{_BUYER}/enter/<str:signed>", entering.buyer_arrive, name="buyer_arrive"),
    path(f"{_BUYER}/leave", entering.buyer_leave, name="buyer_leave"),
    path(f"{_BUYER}/order/<path:number>", orders.order, name="order"),
    path(f"{_BUYER}/contact/<path:number>", contacting.contact, name="contact"),
    path(f"{_BUYER}/cases", buyer_cases.cases, name="cases"),
    path(_THEIR_CASE, buyer_cases.case, name="case"),
    path(f"{_THEIR_CASE}/write", buyer_cases.write, name="case_write"),
    path(f"{_THEIR_CASE}/close", buyer_cases.close, name="case_close"),
    path(f"{_THEIR_CASE}/reopen", buyer_cases.reopen, name="case_reopen"),
    path(f"{_THEIR_CASE}/files/<uuid:key>", files.for_buyer, name="case_file"),
    path(f"{_SELLER}/", profile.profile, name="profile"),
    path(f"{_SELLER}/enter", entering.seller_enter, name="seller_enter"),
    path(f"{_SELLER}/enter/<str:signed>", entering.seller_arrive, name="seller_arrive"),
    path(f"{_SELLER}/link/<str:signed>", entering.seller_follow, name="seller_follow"),
    path(f"{_SELLER}/leave", entering.seller_leave, name="seller_leave"),
    path(f"{_SELLER}/code", profile.code, name="profile_code"),
    path(f"{_SELLER}/code/again", profile.code_again, name="profile_code_again"),
    path(f"{_SELLER}/cases", seller_cases.cases, name="seller_cases"),
    path(_ITS_CASE, seller_cases.case, name="seller_case"),
    path(f"{_ITS_CASE}/answer", seller_cases.answer, name="seller_answer"),
    path(f"{_ITS_CASE}/files/<uuid:key>", files.for_seller, name="seller_file"),
]
