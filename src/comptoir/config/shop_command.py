"""`comptoir shop`: the key by which a shop signs who its customers are, from the command line."""

from __future__ import annotations

import argparse

from comptoir.config.acting import act_and_tell


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    verbs = commands.add_parser("shop", help="a shop's own key").add_subparsers(required=True, metavar="WHAT")
    key = verbs.add_parser("key", help="print the key by which the shop signs who its customers are")
    key.add_argument("shop", metavar="SHOP", help="the shop's key in addresses and commands")
    key.add_argument("--renew", action="store_true", help="make a new one first; the old one holds no longer")
    key.set_defaults(run=lambda arguments: act_and_tell(_key, arguments))


def _key(arguments: argparse.Namespace) -> str:
    from comptoir.domain.shops.actions import renew_identity_key
    from comptoir.domain.shops.identity import identity_key
    from comptoir.domain.shops.queries import forget_shops, shop_of_key

    shop = shop_of_key(arguments.shop)
    if arguments.renew:
        renew_identity_key(shop_id=shop.id)
        forget_shops()
    return identity_key(shop_of_key(arguments.shop))
