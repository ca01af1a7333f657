"""The few small things every shelf above stands on: a closed list, no business here."""
