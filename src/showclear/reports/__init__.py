"""Printed things: the safety plan, the pad, tags and the report of the day, as HTML and PDF. They change nothing."""
