"""Replays of accidents, and of what nearly became one: every account, in the order of docs/incidents.md."""
