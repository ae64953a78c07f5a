"""Where rows are kept: the engine, the transaction, history and migrations."""
