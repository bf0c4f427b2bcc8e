"""Pure functions from the values of the use cases to what the widgets show. No screen decides anything by itself."""
