"""Pages made from records: they read and never change anything. Empty in this version."""
