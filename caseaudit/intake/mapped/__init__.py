"""Files of other kinds, read by what a person once said their columns mean."""
