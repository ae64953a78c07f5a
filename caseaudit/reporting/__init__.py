"""Findings as figures, and the files that leave the building."""
