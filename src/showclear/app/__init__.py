"""Use cases: what a person can do with a production, for the screens and the command line alike."""
