"""The signature checks: pure rules that read a case file and raise flags with the exact words that led to them."""
