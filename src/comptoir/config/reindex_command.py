"""`comptoir reindex`: what knowledge is found by, made anew from what the shops keep."""

from __future__ import annotations

import argparse

from comptoir.config.acting import act_and_tell


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    reindex = commands.add_parser(
        "reindex", help="make the index of articles, phrases and pages anew, while it is searched"
    )
    reindex.add_argument("--shop", metavar="SHOP", help="of this shop alone (its key); else of all shops")
    reindex.set_defaults(run=lambda arguments: act_and_tell(_reindex, arguments))


def _reindex(arguments: argparse.Namespace) -> str:
    from comptoir.domain.knowledge.actions import put_edition_in_force, reindex_shop
    from comptoir.domain.shops.queries import all_shops, shop_of_key

    shops = [shop_of_key(arguments.shop)] if arguments.shop else all_shops()
    put_edition_in_force()
    lines = [f"{shop.key}: {sum(reindex_shop(shop.id))} texts" for shop in shops]
    return "\n".join(lines) or "there are no shops"
