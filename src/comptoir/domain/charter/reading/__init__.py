"""How a charter's file becomes values: where each key stands, what it may hold, and every mistake on the way."""
