"""Which case files are read, why these, and who reads them."""
