"""From a council's files to a sealed frame: every case file in scope on one date."""
