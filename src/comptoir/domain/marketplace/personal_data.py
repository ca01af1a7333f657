"""Personal data kept by this app: what each field is for."""

PERSONAL_DATA = {
    "Seller": {
        "name": "which seller an order line is of",
        "account_email": "where the shop itself reaches the seller",
        "support_name": "under which name the seller's answers reach buyers",
        "support_email": "where buyers' messages reach the seller",
        "new_email": "an address that is being confirmed",
        "new_name": "the name that comes with it",
        "unreachable_why": "why letters do not reach the seller",
    },
    "Case": {
        "order_number": "which order a case is about",
        "lines": "which products a case is about",
        "buyer_name": "so that the buyer's name does not pass to the seller",
        "buyer_email": "so that the buyer's address does not pass to the seller",
    },
    "Original": {"body": "what was written before contact details were masked, for those who settle abuse"},
    "Reveal": {"membership": "who of the team has read it"},
}
NOT_PERSONAL = {
    "Seller": ["key", "language", "code_hash"],
    "Case": ["reason", "rerouted_why", "turn"],
    "Attempt": ["side", "kind"],
}
