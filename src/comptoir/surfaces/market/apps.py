from django.apps import AppConfig


class MarketConfig(AppConfig):
    name = "comptoir.surfaces.market"
    label = "market_pages"
