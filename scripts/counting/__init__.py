"""Counts what a procedure costs at the keys: the real use cases, walked by two honest people with a clock."""
