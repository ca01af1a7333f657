"""What the words of the file are called when people speak of them."""

from __future__ import annotations

from comptoir.domain.charter.catalogue import N_

FIELDS = {
    "everything": N_("everything the shop knows"),
    "first_name": N_("first name"),
    "last_name": N_("last name"),
    "email": N_("e-mail address"),
    "phone": N_("telephone number"),
    "address": N_("postal address"),
    "language": N_("language"),
    "page": N_("page being looked at"),
    "device": N_("device and browser"),
    "answers": N_("answers given before the chat"),
    "orders": N_("orders"),
    "history": N_("earlier conversations"),
    "notes": N_("notes of the team"),
}

STEPS = {
    "contact_card": N_("gives the contact card"),
    "message": N_("takes a message that becomes a request"),
}

FALLBACKS = {
    "other_audience": N_("another audience is asked"),
    "referent_alarm": N_("the referents are alarmed"),
    "message": N_("the visitor is invited to leave a message"),
}

PEOPLE = {
    "owner": N_("the person in charge"),
    "referent": N_("the referents"),
    "community_manager": N_("the community manager"),
    "manager": N_("the manager"),
}

WHO_ASKS = {
    "any": N_("Everybody who contacts us"),
    "chat": N_("A visitor of the chat"),
    "email": N_("A customer who writes an e-mail"),
    "phone": N_("A customer who calls"),
    "message": N_("A visitor who leaves a message"),
    "social": N_("A customer who writes on a social network"),
    "facebook": N_("A customer who writes on Facebook"),
    "instagram": N_("A customer who writes on Instagram"),
    "x": N_("A customer who writes on X"),
    "linkedin": N_("A customer who writes on LinkedIn"),
    "sms": N_("A customer who sends a text message"),
    "push": N_("A customer who answers a notification"),
    "simple": N_("A customer with a simple request"),
    "complex": N_("A customer with a complex request"),
    "escalation": N_("A customer whose request needs an expert"),
    "marketplace": N_("A buyer who writes to a seller"),
    "return": N_("A customer who returns something"),
    "rights_request": N_("A person who asks about their personal data"),
}

ROLES = {
    "ambassador": N_("ambassadors"),
    "advisor": N_("advisors"),
    "referent": N_("referents"),
    "community_manager": N_("community managers"),
    "manager": N_("managers"),
    "administrator": N_("administrators"),
}

LEAVES = {
    "holiday": N_("holidays"),
    "training": N_("training days"),
    "other": N_("other absences"),
}

REQUESTS = {
    "any": N_("Every request"),
    "chat": N_("A request by chat"),
    "email": N_("A request by e-mail"),
    "phone": N_("A request by telephone"),
    "message": N_("A request left as a message"),
    "social": N_("A request from a social network"),
    "facebook": N_("A request from Facebook"),
    "instagram": N_("A request from Instagram"),
    "x": N_("A request from X"),
    "linkedin": N_("A request from LinkedIn"),
    "sms": N_("A request by text message"),
    "push": N_("A request that answers a notification"),
    "simple": N_("A simple request"),
    "complex": N_("A complex request"),
    "escalation": N_("A request that needs an expert"),
    "marketplace": N_("A request to a seller"),
    "return": N_("A request to return something"),
    "rights_request": N_("A request about personal data"),
}

CLOCKS = {
    "opening": N_("during opening hours"),
    "weekday": N_("weekends and public holidays not counted"),
    "wall": N_("day and night, every day"),
}

CALENDAR_DAYS = N_("weekends and public holidays included")

PAUSES = {
    "waiting_for_customer": N_("The clock stands still while we wait for the customer."),
    "waiting_for_seller": N_("The clock stands still while we wait for the seller."),
}

LEVELS = {
    "hint": N_("a hint while writing"),
    "confirm": N_("a question before sending"),
    "hold": N_("approval by somebody else before sending"),
    "forbid": N_("the message cannot be sent"),
    "off": N_("not looked at"),
}

CHANNEL_NAMES = {
    "chat": N_("by chat"),
    "email": N_("by e-mail"),
    "message": N_("answering a message left"),
    "sms": N_("by SMS"),
    "push": N_("by push message"),
    "marketplace": N_("between buyer and seller"),
    "social": N_("on social networks"),
    "facebook": N_("on Facebook"),
    "instagram": N_("on Instagram"),
    "x": N_("on X"),
    "linkedin": N_("on LinkedIn"),
}

CLAUSES = {
    "spelling": N_("Spelling mistakes"),
    "grammar": N_("Grammar mistakes"),
    "texting": N_("Texting language"),
    "capitals": N_("Capitals and marks"),
    "emoji": N_("Too many emoji"),
    "familiarity": N_("Familiarity"),
    "sentence_length": N_("Long sentences"),
    "jargon": N_("Jargon"),
    "negative_phrasing": N_("Negative phrasing"),
    "bad_news_order": N_("Bad news after the good"),
    "introduction": N_("A missing introduction"),
    "empathy": N_("A missing word of sympathy"),
    "off_topic": N_("Straying from the topic"),
    "contact_details": N_("Personal contact details"),
    "link": N_("Links to other sites"),
    "outside_offer": N_("Offers that are not the shop's"),
    "unfilled": N_("Gaps that nobody filled in"),
    "promise": N_("Promises"),
}

KINDS = {
    "text": N_("in the visitor's own words"),
    "choice": N_("one of: {choices}"),
    "email": N_("an e-mail address"),
}

PERIODS = {
    "day": N_("in at least {share} of cases each day"),
    "week": N_("in at least {share} of cases each week"),
    "month": N_("in at least {share} of cases each month"),
    "quarter": N_("in at least {share} of cases each quarter"),
    "year": N_("in at least {share} of cases each year"),
}

MODULES = {
    "active_listening": N_("active listening"),
    "after_sales": N_("after-sales"),
    "charter": N_("the charter"),
    "chat": N_("the chat"),
    "chat_rules": N_("rules of the chat"),
    "courtesy": N_("courtesy"),
    "difficult_moments": N_("difficult moments"),
    "language": N_("language"),
    "mediation": N_("mediation"),
    "personal_data": N_("personal data"),
    "products": N_("the products"),
    "seller_guide": N_("the sellers' guide"),
    "tools": N_("the tools"),
    "welcome": N_("welcome"),
    "writing": N_("writing well"),
}
"""What shops usually teach; a module of another name is shown by that name."""

NOT_RETURNABLE = {
    "custom": N_("made to order"),
    "cut_to_size": N_("cut to size"),
    "engraved": N_("engraved products"),
    "gift_cards": N_("gift cards"),
    "live_plants": N_("live plants"),
    "opened_cartridges": N_("opened cartridges"),
    "opened_hygiene": N_("opened hygiene products"),
    "perishable": N_("perishable products"),
    "personalised": N_("personalised products"),
    "used": N_("used products"),
    "worn": N_("worn products"),
}
"""What shops usually do not take back; another kind is shown by its name."""

EXPERTS = {
    "accounting": N_("Accounting"),
    "agency": N_("Agency"),
    "management": N_("Management"),
    "mediation": N_("Mediation"),
    "product_owner": N_("Product owner"),
    "shop": N_("The shop"),
    "support": N_("Support"),
    "technical_expert": N_("Technical expert"),
}
"""What levels of expertise are usually called, where the charter gives them no name."""
