"""Tables of certain faults, one file a language. What is not certain is not in them."""
