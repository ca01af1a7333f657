from django.apps import AppConfig


class GatewayConfig(AppConfig):
    name = "comptoir.surfaces.gateway"
    label = "gateway"
