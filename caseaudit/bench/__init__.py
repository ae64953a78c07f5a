"""How fast the hot paths are, side by side with the least that could be done in their place."""
