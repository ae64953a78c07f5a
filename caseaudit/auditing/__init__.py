"""One auditor, one case file, one edition of a tool; and what they make of the flags."""
