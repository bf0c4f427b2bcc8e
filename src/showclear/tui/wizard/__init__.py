"""The first run: a production is founded, step by step, before there is anything to show."""
