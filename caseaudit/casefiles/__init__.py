"""What is on the case file: the chronology, the plans and the records an auditor has read."""
