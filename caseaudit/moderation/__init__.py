"""The supervisor's reading of a finished audit: returned with comments, or accepted and sealed."""
