"""People, things, checklists, runs, the situation and the rules: pure values and functions, no files, no clock, no screen."""
