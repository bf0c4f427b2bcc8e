"""One module for each screen, and what they share."""
