"""What a text says and how: a pure library, without Django, without network, usable from the command line.

`check_reply` reads what an agent is about to send, `read_customer` what a customer wrote; both take the text and the
rules that apply to it and return findings. How severe a finding is, the charter says; this library does not know it.
"""
