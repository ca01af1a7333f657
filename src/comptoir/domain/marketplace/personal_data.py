"""Personal data kept by this app: what each field is for."""

PERSONAL_DATA = {
    "Seller": {
        "name": "which seller an order line is of",
        "support_name": "under which name the seller's answers reach buyers",
        "support_email": "where buyers' messages reach the seller",
        "new_email": "an address that is being confirmed",
        "unreachable_why": "why letters do not reach the seller",
    },
    "Case": {
        "order_number": "which order a case is about",
        "lines": "which products a case is about",
    },
}
NOT_PERSONAL = {}
