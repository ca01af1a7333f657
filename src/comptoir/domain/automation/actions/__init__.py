"""What we do with macros and rules."""

from comptoir.domain.automation.actions.macros import (
    MACROS_AT_MOST,
    OWN_AT_MOST,
    MacroDone,
    drop_macro,
    run_macro,
    save_macro,
)
from comptoir.domain.automation.actions.running import FAILURES_AT_MOST, rules_due, run_rules
from comptoir.domain.automation.actions.writing import RULES_AT_MOST, move_rule, remove_rule, switch_rule, write_rule

__all__ = [
    "FAILURES_AT_MOST",
    "MACROS_AT_MOST",
    "OWN_AT_MOST",
    "RULES_AT_MOST",
    "MacroDone",
    "drop_macro",
    "move_rule",
    "remove_rule",
    "rules_due",
    "run_macro",
    "run_rules",
    "save_macro",
    "switch_rule",
    "write_rule",
]
