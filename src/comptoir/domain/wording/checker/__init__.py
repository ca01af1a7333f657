"""Owns: the checker, one process a host that holds the dictionaries and reads texts for all web processes.

`client.ask` is its door; `frames` what is asked and answered; `manner` how a charter wants replies read. No Django in here.
"""
