"""The DfE children in need census: an XML message of one year."""
