"""The addresses for machines, below `/api/v1/`."""

from django.urls import path

from comptoir.surfaces.api import orders, returns

app_name = "api"

urlpatterns = [
    path("shops/<slug:shop_key>/orders/<path:number>", orders.order, name="order"),
    path("shops/<slug:shop_key>/webhooks/orders", orders.webhook, name="orders_webhook"),
    path("shops/<slug:shop_key>/returns", returns.returns, name="returns"),
    path("shops/<slug:shop_key>/returns/<str:number>", returns.one, name="return"),
    path("shops/<slug:shop_key>/returns/<str:number>/received", returns.received, name="return_received"),
    path("shops/<slug:shop_key>/returns/<str:number>/refunded", returns.refunded, name="return_refunded"),
    path("shops/<slug:shop_key>/webhooks/returns", returns.webhook, name="returns_webhook"),
]
