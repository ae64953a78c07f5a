"""The children looked after return (SSDA903): a set of CSV files, or one XML file, of one year."""
