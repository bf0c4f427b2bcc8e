"""The drill: a set day with faults planted by a seed, walked on the real screens."""
