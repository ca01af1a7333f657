"""Personal data kept by this app: what each field is for."""

PERSONAL_DATA = {
    "RuleRun": {"draft": "an answer that is proposed to the agent; it goes with the conversation"},
    "Macro": {"name": "the shop's, or the member's own, word for it", "acts": "texts that the team wrote beforehand"},
    "Rule": {"name": "the shop's own word for it", "acts": "texts that the team wrote beforehand"},
    "RuleVersion": {"name": "the shop's own word for it", "acts": "texts that the team wrote beforehand"},
}
NOT_PERSONAL = {
    "Macro": ["shortcut"],
    "Rule": ["when", "conditions"],
    "RuleVersion": ["change", "when", "conditions"],
    "RuleRun": ["key", "outcome", "told"],
}
