"""Personal data kept by this app: what each field is for."""

PERSONAL_DATA = {"HandOver": {"summary": "to tell the next agent what the talk is about"}}
NOT_PERSONAL = {
    "Desk": ["availability"],
    "Search": ["suggested_topics"],
    "Offer": ["audience", "trigger", "outcome"],
    "HandOver": ["to_audience", "outcome"],
}
