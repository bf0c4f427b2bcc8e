"""People, things, checklists, runs, the situation and the rules: pure values and functions. No files, no clock."""
