"""Running the checks, and keeping the flags they raise."""
