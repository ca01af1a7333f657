"""`comptoir shop`: the keys by which a shop is known to be itself, from the command line."""

from __future__ import annotations

import argparse

from comptoir.config.acting import act_and_tell

PURPOSES = ("identity", "api", "webhook")


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    verbs = commands.add_parser("shop", help="a shop's own keys").add_subparsers(required=True, metavar="WHAT")
    key = verbs.add_parser("key", help="print a key of the shop")
    key.add_argument("shop", metavar="SHOP", help="the shop's key in addresses and commands")
    key.add_argument("--renew", action="store_true", help="make new keys first; none of the old ones holds any longer")
    key.add_argument(
        "--for",
        dest="purpose",
        choices=PURPOSES,
        default="identity",
        help="sign who customers are (identity), tell us of orders by requests (api) or by signed messages (webhook)",
    )
    key.set_defaults(run=lambda arguments: act_and_tell(_key, arguments))


def _key(arguments: argparse.Namespace) -> str:
    from comptoir.domain.shops.actions import renew_identity_key
    from comptoir.domain.shops.identity import api_key, identity_key, webhook_key
    from comptoir.domain.shops.queries import forget_shops, shop_of_key

    shop = shop_of_key(arguments.shop)
    if arguments.renew:
        renew_identity_key(shop_id=shop.id)
        forget_shops()
    keys = {"identity": identity_key, "api": api_key, "webhook": webhook_key}
    return keys[arguments.purpose](shop_of_key(arguments.shop))
