"""What an agent has at hand while writing: how phrases are filled, how suggestions say why, and what scripts say of them."""
