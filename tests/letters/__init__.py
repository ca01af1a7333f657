"""Mails as mail programs write them, for the tests and the benchmarks of what Comptoir makes of mails."""
