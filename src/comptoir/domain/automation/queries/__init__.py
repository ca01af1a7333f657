"""What we can tell about macros and rules."""

from comptoir.domain.automation.queries.history import RUNS_A_PAGE, RunsPage, drafts_in, runs_of, versions_of
from comptoir.domain.automation.queries.macros import MacroRead, macro_for, macros_for
from comptoir.domain.automation.queries.rules import RuleRead, rule_for, rules_of
from comptoir.domain.automation.queries.trying import DRY_RUN_DAYS, DryRun, Example, dry_run

__all__ = [
    "DRY_RUN_DAYS",
    "RUNS_A_PAGE",
    "DryRun",
    "Example",
    "MacroRead",
    "RuleRead",
    "RunsPage",
    "drafts_in",
    "dry_run",
    "macro_for",
    "macros_for",
    "rule_for",
    "rules_of",
    "runs_of",
    "versions_of",
]
