"""Personal data kept by this app: what each field is for. Orders are kept as long as the charter says."""

PERSONAL_DATA = {
    "Order": {
        "number": "to find the order that a customer speaks of",
        "folded": "to find the order however its number is written",
        "customer_number": "to know whether the order is that of who writes",
        "customer_email": "to know whether the order may be that of who writes",
        "customer_name": "to see for whom the order is",
        "lines": "to answer questions on what was bought, and whether it may come back",
        "status": "to answer where the order stands",
    },
}
NOT_PERSONAL = {
    "Shop": ["key", "name", "languages", "time_zone"],
    "Site": ["origin"],
    "Order": ["currency"],
}
