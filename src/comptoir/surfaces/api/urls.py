"""The addresses for machines, below `/api/v1/`."""

from django.urls import path

from comptoir.surfaces.api import orders

app_name = "api"

urlpatterns = [
    path("shops/<slug:shop_key>/orders/<path:number>", orders.order, name="order"),
    path("shops/<slug:shop_key>/webhooks/orders", orders.webhook, name="orders_webhook"),
]
