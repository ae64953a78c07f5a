"""Figures that say how sure they are; knows no database and nothing else of ours."""
