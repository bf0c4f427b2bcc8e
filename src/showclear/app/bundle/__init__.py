"""Evidence that is handed on: records with all that is needed to check them without Show Clear."""
