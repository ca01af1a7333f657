"""Addresses: the offer wallet."""

from django.urls import path

from comptoir.surfaces.console.views import wallet, wallet_codes, wallet_gifts, wallet_here

ONE = "console/c/<id:conversation_id>"

urlpatterns = [
    path("console/wallet", wallet.wallet, name="wallet"),
    path("console/wallet/new", wallet.new, name="wallet_new"),
    path("console/wallet/gifts", wallet_gifts.gifts, name="wallet_gifts"),
    path("console/wallet/gifts.csv", wallet_gifts.table, name="wallet_gifts_table"),
    path("console/privacy/<id:request_id>/offers.csv", wallet_gifts.of_person, name="privacy_gifts"),
    path("console/wallet/gifts/<id:gift_id>/put-back", wallet_here.put_back, name="wallet_put_back"),
    path("console/wallet/<id:offer_id>", wallet.offer, name="wallet_offer"),
    path("console/wallet/<id:offer_id>/codes", wallet_codes.take_in, name="wallet_take_in"),
    path("console/wallet/<id:offer_id>/withdraw", wallet_codes.withdraw, name="wallet_withdraw"),
    path("console/wallet/<id:offer_id>/stop", wallet.stop, name="wallet_stop"),
    path(f"{ONE}/wallet", wallet_here.here, name="wallet_here"),
    path(f"{ONE}/wallet/<id:offer_id>", wallet_here.take, name="wallet_take"),
]
