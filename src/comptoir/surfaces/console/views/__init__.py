"""The console's views: each asks the right, and then one query or one action."""
